"""The shapes of the data: tables, inputs and frozen value types; no I/O."""

from models.activity_event import ActivityEvent, ActorKind, EventKind
from models.base import live_tables
from models.contact import (
    ChannelKind,
    Contact,
    ContactChannel,
    ContactChannelFields,
    ContactFields,
    ContactStage,
    MailConsent,
)
from models.contact_merge import ContactMerge, ContactPair
from models.contact_note import ContactNote, ContactNoteFields
from models.image import Image
from models.importing import (
    Import,
    ImportPart,
    ImportPolicy,
    ImportRow,
    ImportState,
    RowVerdict,
)
from models.list_view import ListView, ListViewFields, ViewKind
from models.notification import (
    MutedProposal,
    Notification,
    NotificationKind,
    NotificationPreference,
    SystemNotice,
)
from models.organization import MemberRole, Organization, OrganizationFields, Profile, ProfileFields
from models.proposal import (
    ActivityFields,
    DayFields,
    PriceUnit,
    Proposal,
    ProposalActivity,
    ProposalDay,
    ProposalFields,
    ProposalStatus,
)
from models.session import UserSession
from models.sharing import (
    AuthorKind,
    CommentFields,
    Decision,
    DecisionFields,
    LinkFields,
    LinkScope,
    ProposalApproval,
    ProposalComment,
    ProposalTransition,
    ProposalVersion,
    ProposalView,
    ShareLink,
    ViewVerdict,
)
from models.trip import Trip, TripFields, TripItem, TripItemFields, TripState

LIVE_TABLES = live_tables()
"""Tables whose changes reach screens; each has `organization_id` and is published."""

__all__ = [
    'LIVE_TABLES',
    'ActivityEvent',
    'ActivityFields',
    'ActorKind',
    'AuthorKind',
    'ChannelKind',
    'CommentFields',
    'Contact',
    'ContactChannel',
    'ContactChannelFields',
    'ContactFields',
    'ContactMerge',
    'ContactNote',
    'ContactNoteFields',
    'ContactPair',
    'ContactStage',
    'DayFields',
    'Decision',
    'DecisionFields',
    'EventKind',
    'Image',
    'Import',
    'ImportPart',
    'ImportPolicy',
    'ImportRow',
    'ImportState',
    'LinkFields',
    'LinkScope',
    'ListView',
    'ListViewFields',
    'MailConsent',
    'MemberRole',
    'MutedProposal',
    'Notification',
    'NotificationKind',
    'NotificationPreference',
    'Organization',
    'OrganizationFields',
    'PriceUnit',
    'Profile',
    'ProfileFields',
    'Proposal',
    'ProposalActivity',
    'ProposalApproval',
    'ProposalComment',
    'ProposalDay',
    'ProposalFields',
    'ProposalStatus',
    'ProposalTransition',
    'ProposalVersion',
    'ProposalView',
    'RowVerdict',
    'ShareLink',
    'SystemNotice',
    'Trip',
    'TripFields',
    'TripItem',
    'TripItemFields',
    'TripState',
    'UserSession',
    'ViewKind',
    'ViewVerdict',
]

"""The shapes of the data: tables, inputs and frozen value types; no I/O."""

from models.base import live_tables
from models.contact import Contact
from models.image import Image
from models.organization import MemberRole, Organization, Profile
from models.proposal import (
    PriceUnit,
    Proposal,
    ProposalActivity,
    ProposalDay,
    ProposalStatus,
)
from models.session import UserSession
from models.sharing import (
    AuthorKind,
    Decision,
    LinkScope,
    ProposalApproval,
    ProposalComment,
    ProposalTransition,
    ProposalVersion,
    ProposalView,
    ShareLink,
    ViewVerdict,
)

LIVE_TABLES = live_tables()
"""Tables whose changes reach screens; each has `organization_id` and is published."""

__all__ = [
    'LIVE_TABLES',
    'AuthorKind',
    'Contact',
    'Decision',
    'Image',
    'LinkScope',
    'MemberRole',
    'Organization',
    'PriceUnit',
    'Profile',
    'Proposal',
    'ProposalActivity',
    'ProposalApproval',
    'ProposalComment',
    'ProposalDay',
    'ProposalStatus',
    'ProposalTransition',
    'ProposalVersion',
    'ProposalView',
    'ShareLink',
    'UserSession',
    'ViewVerdict',
]

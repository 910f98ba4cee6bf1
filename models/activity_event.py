"""Activity events: what happened, as the feed, the timelines and notifications tell it.

Written by triggers in the transaction of the act (`migrations/sql/0021_activity_events.sql`),
so that screens, SQL, the API and agents leave the same trace. Append-only.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models.base import Row, Utc, enum_field, text_field
from models.text import Line


class ActorKind(StrEnum):
    """What `actor_id` names."""

    MEMBER = 'member'
    """A profile."""
    CLIENT = 'client'
    """A contact; null where the link they came by does not bear the client's name."""
    AGENT = 'agent'
    SYSTEM = 'system'
    """Nobody: no one's claims stood behind the act."""


class EventKind(StrEnum):
    """What happened, with the shape of `data` where it has one.

    The column takes any word, so that a part that comes later needs no migration to tell its own.
    """

    CONTACT_ADDED = 'contact_added'
    CONTACT_CHANGED = 'contact_changed'
    """`{"fields": ["city", "stage"], "count": 2, "stage": "customer"}`, `stage` if it changed."""
    CONTACT_DELETED = 'contact_deleted'
    CONTACT_RESTORED = 'contact_restored'
    CONTACT_NOTED = 'contact_noted'
    """`{"text": "…", "note_id": "<id>"}`, the first 400 characters."""
    CONTACTS_IMPORTED = 'contacts_imported'
    """`{"count": 26}`; the subject is the file."""
    CONTACTS_CHANGED = 'contacts_changed'
    """`{"count": 12}`, many at once."""
    CONTACTS_MERGED = 'contacts_merged'
    PROPOSAL_CREATED = 'proposal_created'
    PROPOSAL_CHANGED = 'proposal_changed'
    """`{"fields": ["price"], "count": 1, "part": "activity", "title": "Sunset catamaran"}`;
    `part` and `title` where it is a day or an activity. `fields` is `["added"]` for a new one."""
    PROPOSAL_DELETED = 'proposal_deleted'
    PROPOSAL_RESTORED = 'proposal_restored'
    PROPOSAL_SENT = 'proposal_sent'
    """`{"version": 2}`."""
    PROPOSAL_EXPIRED = 'proposal_expired'
    PROPOSAL_VOIDED = 'proposal_voided'
    """`{"reason": "…"}`."""
    PROPOSAL_VIEWED = 'proposal_viewed'
    """`{"visit": 2, "device": "phone", "version": 1}`; visits of people only."""
    OPTION_ADDED = 'option_added'
    """`{"activity_id": "<id>", "title": "Sunset catamaran", "total": "3543.00",
    "currency": "EUR"}`, with the total that came of it."""
    OPTION_REMOVED = 'option_removed'
    COMMENT_ADDED = 'comment_added'
    """`{"comment_id": "<id>", "text": "…", "about": "Sunset catamaran", "thread_id": "<id>"}`;
    `about` where it has a place, `thread_id` where a client goes on in a thread."""
    COMMENT_ANSWERED = 'comment_answered'
    """The same, by a member; `thread_id` is the question."""
    COMMENT_RESOLVED = 'comment_resolved'
    PROPOSAL_APPROVED = 'proposal_approved'
    """`{"version": 4, "total": "5260.00", "currency": "EUR", "name": "Hanna Kowalczyk"}`."""
    PROPOSAL_DECLINED = 'proposal_declined'
    """The same with `reason`."""
    LINK_CREATED = 'link_created'
    """`{"label": "Sofia", "scope": "approve"}`."""
    LINK_REVOKED = 'link_revoked'
    TRIP_MADE = 'trip_made'
    TRIP_CHANGED = 'trip_changed'
    """`{"fields": ["ends_on"], "count": 1, "state": "ready"}`, `state` if it changed; of an item
    with `"part": "item", "item_id": "<id>", "title": "Dog sled"`. `fields` is `["removed"]` and
    `["restored"]` where the whole goes and comes, `["added"]` for a new item."""
    TRIP_ITEM_CONFIRMED = 'trip_item_confirmed'
    """`{"part": "item", "item_id": "<id>", "title": "Dog sled"}`."""
    TRIP_DONE = 'trip_done'


def _of(column: str, table: str) -> ForeignKeyConstraint:
    """What is erased for good takes along what was told of it."""
    return ForeignKeyConstraint(
        [column, 'organization_id'], [f'{table}.id', f'{table}.organization_id'], ondelete='CASCADE'
    )


def _by(name: str, *columns: Any, **more: Any) -> Index:
    """Finds the newest of some without reading the rest."""
    return Index(f'ix_activity_events_{name}', *columns, text('occurred_at desc'), 'id', **more)


class ActivityEvent(Row, table=True):
    """Something that happened, told in the transaction in which it did."""

    __tablename__ = 'activity_events'
    __append_only__ = True
    __table_args__ = (
        _of('contact_id', 'contacts'),
        _of('proposal_id', 'proposals'),
        _of('trip_id', 'trips'),
        CheckConstraint("kind ~ '^[a-z][a-z_]{1,39}$'", name='kind'),
        CheckConstraint(
            "jsonb_typeof(data) = 'object' and pg_column_size(data) <= 16000", name='data'
        ),
        _by('latest', 'organization_id'),
        _by('kind', 'organization_id', 'kind'),
        _by('contact', 'contact_id', postgresql_where=text('contact_id is not null')),
        _by('proposal', 'proposal_id', postgresql_where=text('proposal_id is not null')),
        _by('trip', 'trip_id', postgresql_where=text('trip_id is not null')),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', ondelete='CASCADE')
    kind: str
    """An `EventKind`, or a word of a part that came later."""
    actor_kind: ActorKind = enum_field(ActorKind.SYSTEM)
    actor_id: UUID | None = None
    """Profile of a member, contact of a client."""
    contact_id: UUID | None = None
    """Whom it is about."""
    proposal_id: UUID | None = None
    trip_id: UUID | None = None
    subject: Line = text_field()
    """What it is about, as it was called then: a contact's name, a proposal's title."""
    data: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=JSONB,
        nullable=False,
        sa_column_kwargs={'server_default': text("'{}'::jsonb")},
    )
    """By `EventKind`; `by` is what the link is called of a client who is no contact."""
    occurred_at: datetime = Field(
        sa_type=Utc, nullable=False, sa_column_kwargs={'server_default': func.now()}
    )
    """When it happened; what is told late still takes its place by this."""

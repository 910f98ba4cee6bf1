"""What concerns a member personally: notifications, where they reach them, notices to everybody."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models.activity_event import ActorKind
from models.base import Row, Utc, enum_field, enum_text, text_field
from models.text import Line, Prose


class NotificationKind(StrEnum):
    CLIENT_OPENED = 'client_opened'
    """The first time, and after a week of silence."""
    CLIENT_COMMENTED = 'client_commented'
    CLIENT_APPROVED = 'client_approved'
    CLIENT_DECLINED = 'client_declined'
    MENTION = 'mention'
    IMPORT_FINISHED = 'import_finished'
    # what nothing writes yet
    DRAFT_READY = 'draft_ready'
    TASK_FAILED = 'task_failed'
    MESSAGE = 'message'
    PAYMENT = 'payment'


def of_member(table: str, *more: Any) -> tuple[Any, ...]:
    """Constraints of a table whose rows belong to one member."""
    return (
        ForeignKeyConstraint(
            ['profile_id', 'organization_id'],
            ['profiles.id', 'profiles.organization_id'],
            ondelete='CASCADE',
        ),
        *more,
    )


def of_proposal() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        ['proposal_id', 'organization_id'],
        ['proposals.id', 'proposals.organization_id'],
        ondelete='CASCADE',
    )


class Notification(Row, table=True):
    """One fact as it is told to one member; nobody else sees it. Made by triggers alone."""

    __tablename__ = 'notifications'
    __table_args__ = of_member(
        'notifications',
        of_proposal(),
        ForeignKeyConstraint(
            ['contact_id', 'organization_id'],
            ['contacts.id', 'contacts.organization_id'],
            ondelete='CASCADE',
        ),
        ForeignKeyConstraint(
            ['trip_id', 'organization_id'],
            ['trips.id', 'trips.organization_id'],
            ondelete='CASCADE',
        ),
        CheckConstraint("link ~ '^/($|[^/])'", name='link_within'),
        Index('ix_notifications_latest', 'profile_id', text('arrived_at desc'), 'id'),
        Index('ix_notifications_proposal_id', 'proposal_id'),
        Index('ix_notifications_unread', 'profile_id', postgresql_where=text('read_at is null')),
        Index(
            'ix_notifications_snoozed',
            'snoozed_until',
            postgresql_where=text('snoozed_until is not null'),
        ),
    )

    organization_id: UUID = Field(index=True)
    profile_id: UUID
    """To whom it is told."""
    kind: NotificationKind = Field(sa_type=enum_text(NotificationKind))
    actor_kind: ActorKind = enum_field(ActorKind.SYSTEM)
    actor_id: UUID | None = None
    """Profile of a member, contact of a client."""
    actor_name: Line = text_field()
    """As they were called then."""
    contact_id: UUID | None = None
    proposal_id: UUID | None = None
    trip_id: UUID | None = None
    event_id: UUID | None = Field(
        default=None, foreign_key='activity_events.id', ondelete='SET NULL', index=True
    )
    """The entry of the activity feed that it was made of."""
    subject: Line = text_field()
    """What it is about: a title or a name, as it was then."""
    data: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=JSONB,
        nullable=False,
        sa_column_kwargs={'server_default': text("'{}'::jsonb")},
    )
    """What its sentence says beside that: `{"text": "Is the roof room free?"}`."""
    link: Line = Field(default='/', sa_column_kwargs={'server_default': '/'})
    """Where it is opened; within the app."""
    in_app: bool = Field(default=True, sa_column_kwargs={'server_default': text('true')})
    """Whether it stands in the notification centre, as was preferred when it came."""
    browser: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    """Whether the browser tells it while no tab of the workspace is in front."""
    arrived_at: datetime | None = Field(
        default=None, sa_type=Utc, nullable=False, sa_column_kwargs={'server_default': func.now()}
    )
    """When it came, or came back from being snoozed."""
    read_at: datetime | None = Field(default=None, sa_type=Utc)
    snoozed_until: datetime | None = Field(default=None, sa_type=Utc)


class NotificationPreference(Row, table=True):
    """Where one kind reaches a member, if otherwise than usual."""

    __tablename__ = 'notification_preferences'
    __table_args__ = of_member(
        'notification_preferences',
        UniqueConstraint('profile_id', 'kind'),
        # what was decided is never missed
        CheckConstraint(
            "in_app or kind not in ('client_approved', 'client_declined')", name='decisions_in_app'
        ),
    )

    organization_id: UUID = Field(index=True)
    profile_id: UUID
    kind: NotificationKind = Field(sa_type=enum_text(NotificationKind))
    in_app: bool = Field(default=True, sa_column_kwargs={'server_default': text('true')})
    browser: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    digest: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    """In the mail of the day, once there is mail."""


class MutedProposal(Row, table=True):
    """A proposal of which a member wants to hear decisions only."""

    __tablename__ = 'muted_proposals'
    __table_args__ = of_member(
        'muted_proposals', of_proposal(), UniqueConstraint('profile_id', 'proposal_id')
    )

    organization_id: UUID = Field(index=True)
    profile_id: UUID
    proposal_id: UUID
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)
    """When they wanted to hear of it again."""


class SystemNotice(Row, table=True):
    """A sentence to every open screen of an organization: maintenance. Written by the program."""

    __tablename__ = 'system_notices'

    organization_id: UUID = Field(foreign_key='organizations.id', ondelete='CASCADE', index=True)
    sentence: Prose
    ends_at: datetime | None = Field(default=None, sa_type=Utc)
    """Until when it is shown; None: until somebody takes it away."""
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)

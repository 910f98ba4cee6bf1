"""What passes between operator and client: links, visits, comments, decisions, versions."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models.base import Row, Total, Utc, enum_field, enum_text, text_field, zero
from models.fields import Fields, Moment
from models.proposal import ProposalStatus
from models.text import Comment, Label, Line, Name, Prose, Reason


def of_proposal(table: str, *more: Any) -> tuple[Any, ...]:
    """Constraints of a table whose rows belong to one proposal, in one organization."""
    return (
        ForeignKeyConstraint(
            ['proposal_id', 'organization_id'],
            ['proposals.id', 'proposals.organization_id'],
            ondelete='CASCADE',
        ),
        Index(f'ix_{table}_proposal_id', 'proposal_id'),
        *more,
    )


class LinkScope(StrEnum):
    """What a share link's holder may do; each one includes those before it."""

    VIEW = 'view'
    INTERACT = 'interact'
    APPROVE = 'approve'


class ShareLink(Row, table=True):
    """A client's way in; the token is its signed id, so nothing secret is stored."""

    __tablename__ = 'share_links'
    __table_args__ = of_proposal('share_links', UniqueConstraint('id', 'proposal_id'))

    organization_id: UUID = Field(index=True)
    proposal_id: UUID
    label: Label = text_field()
    scope: LinkScope = enum_field(LinkScope.APPROVE)
    expires_at: datetime | None = Field(default=None, sa_type=Utc)
    revoked_at: datetime | None = Field(default=None, sa_type=Utc)


class LinkFields(Fields):
    label: Name = 'Link'
    scope: LinkScope = LinkScope.APPROVE
    expires_at: Moment | None = None


class ViewVerdict(StrEnum):
    HUMAN = 'human'
    MACHINE = 'machine'
    STAFF = 'staff'


class ProposalView(Row, table=True):
    """One visit of a link holder, until a gap of half an hour; a trigger joins what is one."""

    __tablename__ = 'proposal_views'
    __table_args__ = of_proposal(
        'proposal_views',
        ForeignKeyConstraint(
            ['share_link_id', 'proposal_id'],
            ['share_links.id', 'share_links.proposal_id'],
            ondelete='CASCADE',
        ),
    )

    organization_id: UUID = Field(index=True)
    proposal_id: UUID
    share_link_id: UUID
    device: Line = text_field()
    """`phone`, `tablet` or `desktop`."""
    browser: str = text_field(max_length=64)
    """Random word that one browser keeps for one link; what it does within half an hour is one
    visit. Empty where it keeps nothing."""
    verdict: ViewVerdict = enum_field(ViewVerdict.HUMAN)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    version: int | None = None
    """Version of the proposal when the visit began; set by trigger."""
    acknowledged: int | None = None
    """Version up to which they said that they had seen what changed."""


class AuthorKind(StrEnum):
    OPERATOR = 'operator'
    CLIENT = 'client'


class ProposalComment(Row, table=True):
    """A question or a reply; anchored to the proposal, a day or an activity."""

    __tablename__ = 'proposal_comments'
    __table_args__ = of_proposal(
        'proposal_comments',
        UniqueConstraint('id', 'proposal_id'),
        ForeignKeyConstraint(
            ['day_id', 'proposal_id'], ['proposal_days.id', 'proposal_days.proposal_id']
        ),
        ForeignKeyConstraint(
            ['activity_id', 'proposal_id'],
            ['proposal_activities.id', 'proposal_activities.proposal_id'],
        ),
        ForeignKeyConstraint(
            ['parent_id', 'proposal_id'],
            ['proposal_comments.id', 'proposal_comments.proposal_id'],
        ),
        Index(
            'ix_proposal_comments_asked',
            'organization_id',
            'created_at',
            'id',
            postgresql_where=text(
                "author_kind = 'client' and not is_resolved and deleted_at is null"
            ),
        ),
    )

    organization_id: UUID = Field(index=True)
    proposal_id: UUID
    day_id: UUID | None = None
    activity_id: UUID | None = None
    parent_id: UUID | None = None
    """The comment this one answers."""
    author_kind: AuthorKind = enum_field(AuthorKind.OPERATOR)
    """Set by trigger from the claims, so nobody writes as somebody else."""
    author_id: UUID | None = None
    """User id of an operator, share link id of a client; set by trigger."""
    author_name: Label = text_field()
    """Of a client: as they typed it, which proves nothing."""
    link_label: Label = text_field()
    """What a client's link was called when they wrote; set by trigger."""
    body: Comment
    is_resolved: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class CommentFields(Fields):
    body: Comment = 'Hello'
    author_name: Label = ''


class Decision(StrEnum):
    APPROVED = 'approved'
    DECLINED = 'declined'


class ProposalApproval(Row, table=True):
    """A client's decision with its evidence; append-only."""

    __tablename__ = 'proposal_approvals'
    __table_args__ = of_proposal(
        'proposal_approvals',
        ForeignKeyConstraint(
            ['share_link_id', 'proposal_id'], ['share_links.id', 'share_links.proposal_id']
        ),
        CheckConstraint("decision = 'declined' or consent", name='consent'),
    )

    organization_id: UUID = Field(index=True)
    proposal_id: UUID
    share_link_id: UUID
    decision: Decision = Field(sa_type=enum_text(Decision))
    name: Name
    """As typed by the person who decided."""
    consent: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    reason: Reason = text_field()
    version: int
    """Version of the proposal that was decided on."""
    total: Decimal = Field(default_factory=zero, sa_type=Total)
    currency: str = Field(default='EUR', max_length=3)
    selection: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=JSONB,
        nullable=False,
        sa_column_kwargs={'server_default': text("'{}'::jsonb")},
    )
    """What was chosen: `{"<activity id>": {"title": "…", "price": "185.00"}}`."""
    user_agent: Line = text_field()
    address_hash: Line = text_field()


class DecisionFields(Fields):
    name: Name = 'The client'
    reason: Reason = ''


class ProposalVersion(Row, table=True):
    """The proposal as it stood when a version began."""

    __tablename__ = 'proposal_versions'
    __table_args__ = of_proposal('proposal_versions', UniqueConstraint('proposal_id', 'number'))

    organization_id: UUID = Field(index=True)
    proposal_id: UUID
    number: int
    total: Decimal = Field(default_factory=zero, sa_type=Total)
    snapshot: dict[str, Any] = Field(default_factory=dict, sa_type=JSONB, nullable=False)
    """`{"proposal": {…}, "days": […], "activities": […]}`, columns as JSON."""


class ProposalTransition(Row, table=True):
    """A stamp for each change of a proposal's status; written by trigger."""

    __tablename__ = 'proposal_transitions'
    __table_args__ = of_proposal('proposal_transitions')

    organization_id: UUID = Field(index=True)
    proposal_id: UUID
    from_status: ProposalStatus | None = Field(
        default=None, sa_type=enum_text(ProposalStatus, 'from_status')
    )
    to_status: ProposalStatus = Field(sa_type=enum_text(ProposalStatus, 'to_status'))
    actor_name: Label = text_field()
    reason: Prose = text_field()

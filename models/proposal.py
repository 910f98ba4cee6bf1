"""Proposals and what they are made of: days, and activities within days."""

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field

from models.base import Money, Row, Utc, enum_field, living_index, text_field, zero
from models.fields import Currency, Day, Fields, Price
from models.text import Line, Prose


class ProposalStatus(StrEnum):
    DRAFT = 'draft'
    SENT = 'sent'
    VIEWED = 'viewed'
    COMMENTED = 'commented'
    APPROVED = 'approved'
    DECLINED = 'declined'
    EXPIRED = 'expired'
    SUPERSEDED = 'superseded'
    VOID = 'void'

    @property
    def is_open(self) -> bool:
        """Whether the client may still choose and decide."""
        return self in {self.DRAFT, self.SENT, self.VIEWED, self.COMMENTED}

    @property
    def is_shared(self) -> bool:
        """Whether the client has it and has not decided yet."""
        return self in {self.SENT, self.VIEWED, self.COMMENTED}


class PriceUnit(StrEnum):
    PER_PERSON = 'per_person'
    PER_GROUP = 'per_group'


class Proposal(Row, table=True):
    __tablename__ = 'proposals'
    __table_args__ = (
        UniqueConstraint('id', 'organization_id'),
        ForeignKeyConstraint(
            ['client_id', 'organization_id'], ['contacts.id', 'contacts.organization_id']
        ),
        ForeignKeyConstraint(
            ['owner_id', 'organization_id'], ['profiles.id', 'profiles.organization_id']
        ),
        CheckConstraint('travellers between 1 and 500', name='travellers'),
        CheckConstraint('ends_on is null or starts_on <= ends_on', name='dates_in_order'),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name='currency'),
        # the head of a list of fifty thousand is found without reading it
        living_index(
            'ix_proposals_latest',
            text('coalesce(client_activity_at, status_changed_at, updated_at) desc'),
        ),
        living_index(
            'ix_proposals_title',
            text('tradewind.folded(title)'),  # by collation "C", of which Alembic is not told
            text('coalesce(client_activity_at, status_changed_at, updated_at) desc'),
        ),
        Index(
            'ix_proposals_status',
            'organization_id',
            'status',
            'status_changed_at',
            postgresql_where=text('deleted_at is null and archived_at is null and not is_template'),
        ),
        Index(
            'ix_proposals_acts',
            'organization_id',
            text('client_activity_at desc'),
            'id',
            postgresql_where=text('deleted_at is null and client_activity_at is not null'),
        ),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    title: Line = text_field()
    subtitle: Line = text_field()
    client_id: UUID | None = None
    owner_id: UUID | None = None
    """The member whose face and address the client sees."""
    status: ProposalStatus = enum_field(ProposalStatus.DRAFT)
    status_changed_at: datetime | None = Field(default=None, sa_type=Utc)
    intro: Prose = text_field()
    terms: Prose = text_field()
    cover: Line = text_field()
    """`asset:<name>` of a shipped cover, or `image:<id>` of an uploaded one."""
    travellers: int = Field(default=2, sa_column_kwargs={'server_default': text('2')})
    starts_on: date | None = None
    ends_on: date | None = None
    departs_from: Line = text_field()
    valid_until: date | None = None
    currency: str = Field(default='EUR', max_length=3, sa_column_kwargs={'server_default': 'EUR'})
    version: int = Field(default=1, sa_column_kwargs={'server_default': text('1')})
    """Raised by the first edit after the client has seen the last one."""
    is_template: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    sent_at: datetime | None = Field(default=None, sa_type=Utc)
    first_viewed_at: datetime | None = Field(default=None, sa_type=Utc)
    client_activity: Line = text_field()
    """The client's last act in words: "Added Sunset catamaran"."""
    client_activity_at: datetime | None = Field(default=None, sa_type=Utc)
    archived_at: datetime | None = Field(default=None, sa_type=Utc)
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class ProposalFields(Fields):
    title: Line = ''
    subtitle: Line = ''
    client_id: UUID | None = None
    intro: Prose = ''
    terms: Prose = ''
    cover: Line = ''
    travellers: int = Field(default=2, ge=1, le=500)
    starts_on: Day | None = None
    ends_on: Day | None = None
    departs_from: Line = ''
    valid_until: Day | None = None
    currency: Currency = 'EUR'
    owner_id: UUID | None = None


class ProposalDay(Row, table=True):
    __tablename__ = 'proposal_days'
    __table_args__ = (
        UniqueConstraint('id', 'proposal_id'),
        ForeignKeyConstraint(
            ['proposal_id', 'organization_id'],
            ['proposals.id', 'proposals.organization_id'],
            ondelete='CASCADE',
        ),
        Index('ix_proposal_days_proposal_id', 'proposal_id'),
    )

    organization_id: UUID = Field(index=True)
    proposal_id: UUID
    position: float = Field(default=0, sa_column_kwargs={'server_default': text('0')})
    """Rank among the days; a move changes one row only."""
    title: Line = text_field()
    body: Prose = text_field()
    picture: Line = text_field()
    """Like `Proposal.cover`, shown inside the day."""
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class DayFields(Fields):
    title: Line = ''
    body: Prose = ''
    picture: Line = ''


class ProposalActivity(Row, table=True):
    """One line of a day: fixed or optional, priced per person or for the group."""

    __tablename__ = 'proposal_activities'
    __table_args__ = (
        UniqueConstraint('id', 'proposal_id'),
        ForeignKeyConstraint(
            ['proposal_id', 'organization_id'],
            ['proposals.id', 'proposals.organization_id'],
            ondelete='CASCADE',
        ),
        # The day belongs to the same proposal.
        ForeignKeyConstraint(
            ['day_id', 'proposal_id'],
            ['proposal_days.id', 'proposal_days.proposal_id'],
            ondelete='CASCADE',
        ),
        Index('ix_proposal_activities_proposal_id', 'proposal_id'),
    )

    organization_id: UUID = Field(index=True)
    proposal_id: UUID
    day_id: UUID
    position: float = Field(default=0, sa_column_kwargs={'server_default': text('0')})
    icon: Line = text_field()
    """Name of an icon of the set: `sailboat`."""
    title: Line = text_field()
    note: Line = text_field()
    description: Prose = text_field()
    price: Decimal = Field(
        default_factory=zero, sa_type=Money, sa_column_kwargs={'server_default': text('0')}
    )
    price_unit: PriceUnit = enum_field(PriceUnit.PER_PERSON)
    is_optional: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    is_selected: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    """Only optional activities are selected or not; fixed ones always count."""
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class ActivityFields(Fields):
    title: Line = ''
    note: Line = ''
    description: Prose = ''
    icon: Line = ''
    price: Price = Decimal(0)
    price_unit: PriceUnit = PriceUnit.PER_PERSON
    is_optional: bool = False
    is_selected: bool = False

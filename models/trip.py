"""Trips: what was sold and is being made ready, and the things that have to be."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import Row, Utc, enum_field, living_index, text_field
from models.fields import Day, Fields
from models.searched import search_columns
from models.text import Line, Name, Prose


class TripState(StrEnum):
    """How far it has come."""

    PLANNED = 'planned'
    READY = 'ready'
    UNDER_WAY = 'under_way'
    DONE = 'done'
    CANCELLED = 'cancelled'

    @property
    def is_ahead(self) -> bool:
        """Whether it has not begun yet."""
        return self in {self.PLANNED, self.READY}

    @property
    def is_over(self) -> bool:
        return self in {self.DONE, self.CANCELLED}


class TripBase(SQLModel):
    """What may be typed."""

    title: Name
    contact_id: UUID | None = None
    """With whom it was agreed."""
    starts_on: date | None = None
    ends_on: date | None = None
    state: TripState = enum_field(TripState.PLANNED)
    travellers: int = Field(default=2, sa_column_kwargs={'server_default': text('2')})
    notes: Prose = text_field()
    owner_id: UUID | None = None
    """The member who sees to it."""


class Trip(Row, TripBase, table=True):
    __tablename__ = 'trips'
    __table_args__ = (
        UniqueConstraint('id', 'organization_id'),
        ForeignKeyConstraint(
            ['contact_id', 'organization_id'], ['contacts.id', 'contacts.organization_id']
        ),
        ForeignKeyConstraint(
            ['proposal_id', 'organization_id'], ['proposals.id', 'proposals.organization_id']
        ),
        ForeignKeyConstraint(
            ['owner_id', 'organization_id'],
            ['profiles.id', 'profiles.organization_id'],
            ondelete='SET NULL (owner_id)',
        ),
        CheckConstraint('travellers between 1 and 500', name='travellers'),
        CheckConstraint('ends_on is null or starts_on <= ends_on', name='dates_in_order'),
        living_index('ix_trips_start', 'starts_on'),
        living_index('ix_trips_state', 'state', 'starts_on'),
        Index('ix_trips_contact_id', 'contact_id'),
        # of one proposal there is one trip
        Index(
            'uq_trips_proposal_id',
            'proposal_id',
            unique=True,
            postgresql_where=text('deleted_at is null'),
        ),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    proposal_id: UUID | None = None
    """What was approved, where it was made of that."""
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class TripFields(TripBase, Fields):
    title: Name = 'Trip'
    starts_on: Day | None = None
    ends_on: Day | None = None
    travellers: int = Field(default=2, ge=1, le=500)


FOLDED_TITLE, SEARCHED = search_columns(Trip, 'title', 'notes')


class TripItem(Row, table=True):
    """Something that has to be confirmed before they leave."""

    __tablename__ = 'trip_items'
    __table_args__ = (
        ForeignKeyConstraint(
            ['trip_id', 'organization_id'],
            ['trips.id', 'trips.organization_id'],
            ondelete='CASCADE',
        ),
        Index('ix_trip_items_trip_id', 'trip_id'),
    )

    organization_id: UUID = Field(index=True)
    trip_id: UUID
    title: Line = text_field()
    supplier: Line = text_field()
    """Who provides it."""
    is_confirmed: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    due_on: date | None = None
    """By when it has to be confirmed."""
    position: float = Field(default=0, sa_column_kwargs={'server_default': text('0')})
    """Rank among the items; a move changes one row only."""
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class TripItemFields(Fields):
    title: Line = ''
    supplier: Line = ''
    is_confirmed: bool = False
    due_on: Day | None = None

"""A card of the trip list: what it shows, and how it is read. Step 5 of the line in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, select, true
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, Trip, TripItem, TripState
from models.contact import CLIENT_COLOR
from services.realtime.live import Dependency

FOLLOWS = (
    Dependency(table='trips', key='id'),
    Dependency(table='trip_items', key='trip_id'),
    Dependency(table='contacts', held_by='contact_id'),
)
"""Which changes concern cards."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TripCard:
    """What a list shows of a trip."""

    id: UUID
    revision: int
    title: str
    contact_id: UUID | None
    contact_name: str = ''
    contact_portrait: str = ''
    contact_color: int = CLIENT_COLOR
    proposal_id: UUID | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    state: TripState = TripState.PLANNED
    travellers: int = 2
    owner_id: UUID | None = None
    items: int = 0
    """How many things have to be confirmed, or are."""
    open_items: int = 0
    first_open: str = ''
    """What has to be confirmed next."""
    updated_at: datetime | None = None

    @property
    def days(self) -> int:
        """From the first to the last; 0 while they are not known."""
        if self.starts_on is None or self.ends_on is None:
            return 0
        return (self.ends_on - self.starts_on).days + 1


def select_cards() -> Select[Any]:
    """Trips with their contacts and what is open of each."""
    of_trip = and_(col(TripItem.trip_id) == col(Trip.id), col(TripItem.deleted_at).is_(None))
    is_open = ~col(TripItem.is_confirmed)
    counted = (
        select(
            func.count().label('all_items'),
            func.count().filter(is_open).label('open_items'),
        )
        .where(of_trip)
        .lateral('counted')
    )
    first = (
        select(col(TripItem.title))
        .where(of_trip, is_open)
        .order_by(col(TripItem.due_on).asc().nulls_last(), col(TripItem.position), col(TripItem.id))
        .limit(1)
        .correlate(Trip)
        .scalar_subquery()
    )
    columns: tuple[Any, ...] = (Trip, Contact, counted.c.all_items, counted.c.open_items, first)
    return (
        select(*columns)
        .join(Contact, col(Contact.id) == col(Trip.contact_id), isouter=True)
        .join(counted, true())
    )


async def read_cards(
    session: AsyncSession, statement: Select[Any], **params: Any
) -> Sequence[TripCard]:
    """The cards of `select_cards`, under the session's claims."""
    found = await session.exec(statement, params=params)  # type: ignore[call-overload]
    return [_card(*each) for each in found]


def _card(
    trip: Trip, contact: Contact | None, items: int, open_items: int, first_open: str | None
) -> TripCard:
    return TripCard(
        id=trip.id,
        revision=trip.revision,
        title=trip.title,
        contact_id=trip.contact_id,
        contact_name=contact.full_name if contact else '',
        contact_portrait=contact.portrait if contact else '',
        contact_color=contact.color if contact else CLIENT_COLOR,
        proposal_id=trip.proposal_id,
        starts_on=trip.starts_on,
        ends_on=trip.ends_on,
        state=trip.state,
        travellers=trip.travellers,
        owner_id=trip.owner_id,
        items=items,
        open_items=open_items,
        first_open=first_open or '',
        updated_at=trip.updated_at,
    )

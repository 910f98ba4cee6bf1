"""What screens read of trips, and what can be chosen to look at. Step 5 of the line in."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Text, case, func, literal, select
from sqlmodel import col

from models import Contact, Trip, TripItem, TripState
from models.contact import SEARCHED as CONTACT_SEARCHED
from models.trip import FOLDED_TITLE, SEARCHED
from services.folding import folded
from services.realtime.live import (
    Label,
    Query,
    SharedBy,
    SortKey,
    Window,
    by,
    row_of,
    rows_of,
    window_of,
)
from services.records.facets import Facet
from services.records.lists import RecordList
from services.trips.cards import FOLLOWS, TripCard, read_cards, select_cards

SOON = 3
"""So many of those that leave next."""
MOST_OF_CONTACT = 20
MOST_OF_MONTH = 500
LONG_AGO = date(2000, 1, 1)
NO_DAY, OVER = 100_000, 1_000_000
"""Ranks behind all days: of those without one, and of those that are over."""


class Sort(StrEnum):
    START = 'start'
    TITLE = 'title'


def _searched() -> ColumnElement[str]:
    """The words of a trip, and of whom it is for."""
    contact = Contact.__table__.alias('searched_contact')  # type: ignore[attr-defined]
    theirs = (
        select(contact.c[CONTACT_SEARCHED.name])
        .where(contact.c.id == Trip.contact_id)
        .correlate(Trip)
        .scalar_subquery()
    )
    return func.concat_ws(' ', SEARCHED, theirs, type_=Text)


def _rank() -> ColumnElement[int]:
    days: ColumnElement[int] = (col(Trip.starts_on) - literal(LONG_AGO, Date)).cast(Integer)
    starts = func.coalesce(days, NO_DAY, type_=Integer)
    is_over = col(Trip.state).in_([each for each in TripState if each.is_over])
    return case((is_over, OVER - starts), else_=starts)


def rank(card: TripCard) -> int:
    """What leaves next comes first, what is over last, and of that the latest first."""
    starts = (card.starts_on - LONG_AGO).days if card.starts_on else NO_DAY
    return OVER - starts if card.state.is_over else starts


STATE, OWNER = Facet(Trip.state), Facet(Trip.owner_id)
START: SortKey[TripCard] = SortKey(sql=_rank(), of=rank)
TITLE: SortKey[TripCard] = SortKey(sql=FOLDED_TITLE, of=lambda card: folded(card.title))
TRIPS: RecordList[TripCard] = RecordList(
    table=Trip,
    label=Label('Trips', 'luggage'),
    tabs=STATE,
    filters=(OWNER,),
    sorts={Sort.START: START, Sort.TITLE: TITLE},
    searched=_searched(),
    rows=select_cards,
    read=read_cards,
    follows=FOLLOWS,
)


def trip(trip_id: UUID, organization_id: UUID) -> Query[Trip]:
    """One row, or none."""
    return row_of(
        Trip, trip_id, organization_id,
        label=Label('Trip', 'luggage'), shared_by=SharedBy.ORGANIZATION,
    )  # fmt: skip


def items(trip_id: UUID, organization_id: UUID) -> Query[TripItem]:
    """What has to be confirmed, in the order people gave it."""
    return rows_of(
        TripItem,
        organization_id,
        of=('trip_id', trip_id),
        shared_by=SharedBy.ORGANIZATION,
        label=Label('To confirm', 'circle-check'),
        order=(by(TripItem.position),),
        deletable=True,
    )


def with_contact(trip_id: UUID, organization_id: UUID) -> Query[TripCard]:
    """The trip as its card: whom it is for, and how much is open."""
    return _cards(organization_id, f'one {trip_id}', col(Trip.id) == trip_id, most=1, label='Trip')


def trips_of(contact_id: UUID, organization_id: UUID) -> Query[TripCard]:
    """Those of one contact, what leaves next first."""
    return _cards(
        organization_id, f'of {contact_id}', col(Trip.contact_id) == contact_id,
        most=MOST_OF_CONTACT, label='Their trips',
    )  # fmt: skip


def leaving_soon(organization_id: UUID) -> Query[TripCard]:
    """Those that leave next, from today on where the organization is."""
    today = func.tradewind.today(organization_id, type_=Date)
    ahead = [each for each in TripState if each.is_ahead]
    return _cards(
        organization_id, 'soon', col(Trip.state).in_(ahead), col(Trip.starts_on) >= today,
        most=SOON, label='Leaving soon',
    )  # fmt: skip


def trips_between(first: date, last: date, organization_id: UUID) -> Query[TripCard]:
    """Those that are away on any of these days; what is cancelled is not."""
    ends = func.coalesce(Trip.ends_on, Trip.starts_on, type_=Date)
    return _cards(
        organization_id, f'{first} {last}', col(Trip.starts_on) <= last, ends >= first,
        col(Trip.state) != TripState.CANCELLED, most=MOST_OF_MONTH, label='Calendar',
    )  # fmt: skip


def _cards(
    organization_id: UUID, what: str, *conditions: ColumnElement[bool], most: int, label: str
) -> Query[TripCard]:
    living = col(Trip.organization_id) == organization_id, col(Trip.deleted_at).is_(None)
    return window_of(
        'trips',
        organization_id,
        what,
        select_cards().where(*living, *conditions),
        id=Trip.id,
        window=Window(keys=(START, by(Trip.id)), limit=most),
        read=read_cards,
        label=Label(label, 'luggage'),
        depends_on=FOLLOWS,
    )

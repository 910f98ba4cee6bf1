"""What trips look like on every screen: states, dates, what is open. Pure; line in, step 6."""

from datetime import date

from babel.dates import format_date

from components.kit.format import DASH, LOCALE, counted, short_range
from components.records.looks import Look, Looks, Members
from components.view.node import Node, el
from components.view.pieces import chip
from models import TripState
from services.trips import queries
from services.trips.cards import TripCard

STATE = Looks(
    queries.STATE,
    'State',
    {
        TripState.PLANNED: Look('Planned', 'circle-dashed'),
        TripState.READY: Look('Ready', 'circle-check', 'ok'),
        TripState.UNDER_WAY: Look('Under way', 'plane', 'sea'),
        TripState.DONE: Look('Done', 'check', 'line'),
        TripState.CANCELLED: Look('Cancelled', 'ban', 'line'),
    },
)
OWNER = Members(queries.OWNER, 'Owner')


def date_tile(day: date | None) -> Node:
    """`Dec` over `5`, as a leaf of a calendar."""
    month = format_date(day, 'MMM', locale=LOCALE) if day else ''
    return el(
        'span',
        't-dateblock',
        el('small', '', month or DASH),
        el('b', '', str(day.day) if day else '?'),
        aria_hidden='true',
    )


def openness(card: TripCard) -> Node | None:
    """`Ready`, or how much is still open; nothing where nothing has to be confirmed."""
    if not card.items:
        return None
    if not card.open_items:
        return chip('All confirmed', tone='ok', symbol='circle-check')
    return chip(f'{card.open_items} open', tone='warn', symbol='clock')


def who(card: TripCard) -> str:
    """`Hanna Kowalczyk`, `Paul Renard and 3 more`."""
    more = card.travellers - 1
    if not card.contact_name:
        return counted(card.travellers, 'traveller')
    return f'{card.contact_name} and {more} more' if more else card.contact_name


def dates(card: TripCard) -> str:
    """`14–21 Mar 2027`, `28 Dec – 3 Jan 2027`; nothing while they are not known."""
    first, last = card.starts_on, card.ends_on
    if first and last and last.year == first.year + 1:
        return f'{format_date(first, "d MMM", locale=LOCALE)} {DASH} {short_range(last, last)}'
    return short_range(first, last)


def long(card: TripCard) -> str:
    """`6 days`; nothing while the dates are open."""
    return counted(card.days, 'day') if card.days else ''


def still_open(card: TripCard) -> str:
    """`all confirmed`, `Dog sled unconfirmed`, `3 unconfirmed`."""
    if not card.items:
        return ''
    if not card.open_items:
        return 'all confirmed'
    if card.open_items == 1 and card.first_open:
        return f'{card.first_open} unconfirmed'
    return f'{card.open_items} unconfirmed'


def said(*parts: str) -> str:
    """What there is to say, in one line."""
    return ', '.join(part for part in parts if part)

"""Trips as other pages show them: who leaves soon, and those of one contact. Pure; step 6."""

from collections.abc import Sequence
from datetime import date

from components.kit.format import counted, short_date
from components.trips.looks import STATE, date_tile, long, openness, said, still_open, who
from components.view.node import Node, el
from components.view.parts import part
from services.trips.cards import TripCard


def leaving_soon(cards: Sequence[TripCard]) -> Node:
    """A card of those that leave next; each is a link."""
    every = el('a', 't-link t-12', 'All trips', href='/trips')
    head = el('div', 't-card__head', el('h2', 't-h4', 'Leaving soon'), every)
    nothing = el('p', 't-2 t-card__none', 'Trips that leave soon will be here.', key='nothing')
    rows = [_leaving(card) for card in cards]
    return el('section', 't-card', head, rows or nothing, aria_label='Upcoming trips')


@part
def _leaving(card: TripCard) -> Node:
    return _item(card, said(who(card), long(card), still_open(card)), openness(card))


def trips_card(cards: Sequence[TripCard], *, today: date) -> Node:
    """A card of those of one contact."""
    count = el('span', 't-12 t-3', str(len(cards)) if cards else '')
    head = el('div', 't-card__head', el('h2', 't-h4', 'Trips'), count)
    nothing = el('p', 't-2 t-card__none', 'Their trips will be here.', key='nothing')
    rows = [_theirs(card, today) for card in cards]
    return el('section', 't-card', head, rows or nothing, aria_label='Trips')


@part
def _theirs(card: TripCard, today: date) -> Node:
    open_items = counted(card.open_items, 'thing') + ' open' if card.open_items else ''
    return _item(card, said(when(card, today), open_items), STATE.chip(card.state))


def when(card: TripCard, today: date) -> str:
    """`In 15 days`, `Tomorrow`, `12 Jun 2027`, `No dates yet`."""
    if card.starts_on is None:
        return 'No dates yet'
    days = (card.starts_on - today).days
    if not card.state.is_ahead or not 0 <= days < SOON_DAYS:
        return short_date(card.starts_on)
    return ('Today', 'Tomorrow')[days] if days < len(('Today', 'Tomorrow')) else f'In {days} days'


def _item(card: TripCard, words: str, end: Node | None) -> Node:
    text = el(
        'span',
        't-grow',
        el('span', 't-clip t-medium t-block', card.title),
        el('span', 't-clip t-12 t-3 t-block', words, data_glow=True),
    )
    return el(
        'a', 't-item', date_tile(card.starts_on), text, end, key=card.id, href=f'/trips/{card.id}'
    )  # fmt: skip


SOON_DAYS = 60
"""What is nearer is said in days."""

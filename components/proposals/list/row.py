"""The cells of one proposal in the list; its title is its link. Line in, step 6."""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from components.kit.files import cover
from components.live.row_viewers import People
from components.presence.people_here import face_of
from components.proposals.list.words import last_act, travel
from components.proposals.status import drawn_status
from components.records.row import link as linked
from components.view.node import Node, el
from components.view.pieces import faces, moment
from services import money
from services.naming import is_own
from services.presence import Person, PersonKind
from services.proposals.cards import ProposalCard, last_moment


class ProposalRow(NamedTuple):
    """All that a row shows."""

    card: ProposalCard
    people: People
    """Who has it open now."""
    gained: str
    """By how much a client's act changed the total."""
    is_new: bool
    today: date


def picture(row: ProposalRow) -> Node:
    return el('img', 't-thumb', src=cover(row.card.cover), alt='', loading='lazy')


def title(row: ProposalRow) -> Node:
    link = linked(row.card.title or 'Untitled proposal', f'/proposals/{row.card.id}')
    return el('div', 't-line__t', link, el('span', 't-delta', row.gained), role='cell')


def who(row: ProposalRow) -> Node:
    """The client, and when they travel."""
    name = el('span', '', row.card.client_name or 'No client yet')
    when = el('span', '', travel(row.card, today=row.today))
    return el(
        'div',
        't-line__who',
        el('span', 't-clip', name, role='cell'),
        el('span', 't-num t-nowrap', when, role='cell'),
    )


def status(row: ProposalRow) -> Node:
    return el('div', 't-line__status', drawn_status(row.card.status), role='cell')


def value(row: ProposalRow) -> Node:
    amount = el('span', '', money.shown(row.card.total, row.card.currency))
    return el('div', 't-line__value', el('span', '', amount, data_glow=True), role='cell')


def last(row: ProposalRow) -> Node:
    """What the client did last, and when."""
    said = el('span', 't-clip', el('span', '', last_act(row.card)))
    when = moment(last_moment(row.card), 't-3 t-12 t-nowrap t-line__age')
    return el('div', 't-line__act', said, when, role='cell')


def here(row: ProposalRow) -> Node:
    return faces([face_of(with_face(one, row.card)) for one in row.people], role='cell')


def with_face(person: Person, card: ProposalCard | None) -> Person:
    """A link's holder with the contact's face, where the link is called by the contact's name."""
    if person.kind is not PersonKind.CLIENT or card is None:
        return person
    if not is_own(person.label or person.name, card.client_name):
        return person
    return replace(person, portrait=card.client_portrait, color=card.client_color)

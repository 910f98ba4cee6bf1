"""One proposal in the list; its title is its link. Line in, step 6."""

from datetime import date

from components.kit.files import cover
from components.presence.people_here import face_of
from components.proposals.list.viewers import People, with_face
from components.proposals.list.words import last_act, travel
from components.proposals.status import LOOKS
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import chip, faces, icon, moment
from services import money
from services.proposals.cards import ProposalCard, last_moment


@part
def proposal_row(card: ProposalCard, here: People, gained: str, is_new: bool, today: date) -> Node:
    tone, symbol = LOOKS[card.status]
    people = [face_of(with_face(one, card)) for one in here]
    return el(
        'div',
        't-line t-line--proposals',
        el('img', 't-thumb', src=cover(card.cover), alt='', loading='lazy'),
        el('div', 't-line__t', _link(card), el('span', 't-delta', gained), role='cell'),
        _who(card, today),
        el(
            'div',
            't-line__status',
            chip(card.status.capitalize(), tone=tone, symbol=symbol),
            role='cell',
        ),
        el('div', 't-line__value', _value(card), role='cell'),
        _act(card),
        faces(people, role='cell'),
        el('div', 't-line__more', _more(), role='cell'),
        key=card.id,
        role='row',
        data={'key': str(card.id), 'enter': is_new},
    )


def _link(card: ProposalCard) -> Node:
    title = el('span', '', card.title or 'Untitled proposal')
    address = f'/proposals/{card.id}'
    return el('a', 't-clip t-medium t-line__link', title, href=address, data_step=True)


def _who(card: ProposalCard, today: date) -> Node:
    name = el('span', '', card.client_name or 'No client yet')
    when = el('span', '', travel(card, today=today))
    return el(
        'div',
        't-line__who',
        el('span', 't-clip', name, role='cell'),
        el('span', 't-num t-nowrap', when, role='cell'),
    )


def _value(card: ProposalCard) -> Node:
    return el('span', '', el('span', '', money.shown(card.total, card.currency)), data_glow=True)


def _act(card: ProposalCard) -> Node:
    said = el('span', 't-clip', el('span', '', last_act(card)))
    when = moment(last_moment(card), 't-3 t-12 t-nowrap t-line__age')
    return el('div', 't-line__act', said, when, role='cell')


def _more() -> Node:
    return el(
        'button',
        't-x',
        icon('ellipsis'),
        type='button',
        aria_haspopup='menu',
        aria_label='More about this proposal',
        data_act='menu',
    )

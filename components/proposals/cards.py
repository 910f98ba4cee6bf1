"""Proposals as the pages of other records show them. Pure; line in, step 6."""

from collections.abc import Sequence

from components.kit.files import cover
from components.proposals.status import drawn_status
from components.view.node import Node, el
from components.view.parts import part
from services import money
from services.proposals.cards import ProposalCard


def proposals_card(cards: Sequence[ProposalCard], *, nothing: str) -> Node:
    """A card of them, each a link; `nothing` says what will be here."""
    head = el('div', 't-card__head', el('h2', 't-h4', 'Proposals'))
    empty = el('p', 't-2 t-card__none', nothing, key='nothing')
    rows = [_proposal(card) for card in cards]
    return el('section', 't-card', head, rows or empty, aria_label='Proposals')


@part
def _proposal(card: ProposalCard) -> Node:
    amount = el('span', '', money.shown(card.total, card.currency), data_glow=True)
    return el(
        'a',
        't-item',
        el('img', 't-thumb', src=cover(card.cover), alt=''),
        el('span', 't-grow t-clip t-medium', card.title or 'Untitled proposal'),
        drawn_status(card.status),
        el('span', 't-num', amount),
        key=card.id,
        href=f'/proposals/{card.id}',
    )

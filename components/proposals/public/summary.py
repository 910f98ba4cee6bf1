"""What it costs, always at hand: a card at the side, on phones a sheet at the bottom.

One element for both, so that each figure stands on the page once.
"""

from components.kit.format import counted, spelled
from components.proposals.public.offer import Offer
from components.proposals.public.person import host_presence
from components.view.node import Node, el, slot
from components.view.parts import section
from components.view.pieces import icon
from models import ProposalActivity
from services import money


@section
def summary(offer: Offer) -> Node:
    sums, people = offer.sums, offer.proposal.travellers
    each = money.shown(sums.per_person, offer.proposal.currency)
    about = '' if sums.is_even else 'about '
    return el(
        'aside',
        'p-sum',
        _head(offer),
        _pull(),
        el('div', 'p-sum__each t-3', f'{about}{each} each' if people > 1 else ''),
        el('div', 'p-sum__lines', _lines(offer)),
        el('div', 'p-sum__acts', _acts(offer)),
        el(
            'div',
            'p-sum__here',
            host_presence(offer),
            slot('reader', 'p', 'p-sum__reader t-12 t-3'),
        ),
        aria_label='Price',
    )


def _head(offer: Offer) -> Node:
    sums, people = offer.sums, offer.proposal.travellers
    options = counted(sums.chosen, 'option') if sums.offered else ''
    label = el(
        'div',
        'p-sum__label',
        el('span', '', f'Total for {spelled(people)}' if people > 1 else 'Total'),
        el('span', 'p-sum__narrow', el('span', '', options)),
        icon('chevron-up', 12),
    )
    total = el(
        'div',
        'p-sum__n',
        money.shown(sums.total, offer.proposal.currency),
        data={'glow': True, 'roll': True, 'testid': 'proposal-total'},
    )
    return el('div', 'p-sum__head', label, total)


def _pull() -> Node:
    return el(
        'button',
        'p-sum__pull',
        type='button',
        aria_expanded='false',
        aria_label='What the price is made of',
        data_on='pull',
    )


def _lines(offer: Offer) -> list[Node]:
    sums, currency = offer.sums, offer.proposal.currency
    included = el(
        'div',
        't-kv',
        el('span', '', 'Included'),
        el('span', '', money.shown(sums.included, currency), data_glow=True),
    )
    said = f'{sums.chosen} of {sums.offered} options chosen' if sums.offered else ''
    return [
        included,
        el('div', 'p-sum__chosen', (_line(offer, row) for row in offer.chosen)),
        el('div', 'p-sum__count t-12 t-3', said),
    ]


def _line(offer: Offer, activity: ProposalActivity) -> Node:
    price = money.shown(offer.amount(activity), offer.proposal.currency)
    return el(
        'div',
        't-kv',
        el('span', '', activity.title),
        el('span', '', price, data_glow=True),
        key=activity.id,
        data_enter=True,
    )


def _acts(offer: Offer) -> list[Node | None]:
    rights = offer.rights
    approve = el(
        'button',
        't-btn t-btn--primary t-btn--lg t-btn--block',
        'Approve',
        el('span', 'p-sum__wide', ' this trip'),  # the space is for those who hear it
        key='approve',
        type='button',
        disabled=rights.is_preview,
        data={'on': 'toForm', 'testid': 'approve-open'},
    )
    ask = el(
        'button',
        't-btn t-btn--secondary t-btn--block p-sum__ask',
        'Ask a question',
        icon('message-circle'),
        key='ask',
        type='button',
        data_on='toQuestions',
    )
    return [
        approve if rights.decide and offer.is_open else None,
        ask if rights.comment else None,
    ]

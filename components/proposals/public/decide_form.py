"""The form that approves or declines a proposal; `decide_form.js` is what it does.

Begins the line out.
"""

from components.proposals.public.offer import Offer
from components.view.node import Node, el
from components.view.pieces import icon
from services import money

PAIR = 2


def decide_form(offer: Offer) -> Node:
    return el(
        'form',
        'p-ok__form',
        el('div', 'p-ok__part', _approve(offer), data_part='approve'),
        el('div', 'p-ok__part', _decline(), data_part='decline', hidden=True),
        novalidate=True,
        data_does='decide',
    )


def _approve(offer: Offer) -> list[Node]:
    price = money.shown(offer.sums.total, offer.proposal.currency)
    locked = offer.rights.is_preview
    name = el(
        'input',
        't-input t-input--touch',
        id='approve-name',
        maxlength=200,
        dir='auto',
        autocomplete='name',
        disabled=locked,
        data_testid='approve-name',
    )
    stands = el(
        'div',
        't-row t-between',
        el('span', 't-2', 'You approve'),
        el('b', 't-h2 t-num', price, data={'glow': True, 'roll': True}),
    )
    return [
        stands,
        el('div', 't-field', el('label', '', 'Your full name', for_='approve-name'), name),
        _tick(offer),
        el(
            'div', '', _error(), el('ul', 'p-told', hidden=True),
            role='alert', hidden=True, data_testid='approve-refused'
        ),
        el(
            'button', 't-btn t-btn--primary t-btn--lg t-btn--block', f'Approve for {price}',
            type='submit', disabled=locked, data_testid='approve-confirm'
        ),
        el('button', 'p-ok__no', 'It is not for us', type='button', disabled=locked),
    ]  # fmt: skip


def _tick(offer: Offer) -> Node:
    terms = bool(offer.proposal.terms.strip())
    tick = el(
        'input', type='checkbox', disabled=offer.rights.is_preview, data_testid='approve-consent'
    )
    link = el('button', 't-link', 'travel terms', type='button', key='terms', data_on='terms')
    words = el(
        'span',
        't-2',
        el('span', '', 'I have read the ' if terms else ''),
        link if terms else None,
        el('span', '', ' and approve' if terms else 'I approve'),
        el('span', '', f' this itinerary{people(offer.proposal.travellers)}.'),
    )
    return el('label', 'p-tick', tick, words)


def _decline() -> list[Node]:
    reason = el(
        'textarea',
        't-area',
        id='decline-reason',
        rows=4,
        maxlength=4000,
        dir='auto',
        data_testid='decline-reason',
    )
    asked = 'What should be different? You may leave this empty'
    return [
        el('h3', 't-h3', 'Not this time?', tabindex=-1),
        el('div', 't-field', el('label', '', asked, for_='decline-reason'), reason),
        el('div', '', _error(), role='alert', hidden=True),
        el(
            'button', 't-btn t-btn--secondary t-btn--lg t-btn--block', 'Decline this proposal',
            type='submit', data_testid='decline-confirm'
        ),
        el('button', 'p-ok__no', 'Keep deciding', type='button'),
    ]  # fmt: skip


def _error() -> Node:
    return el('p', 't-help t-help--bad', icon('triangle-alert', 12), el('span'))


def people(travellers: int) -> str:
    """For whom: ` for both travellers`."""
    if travellers == 1:
        return ''
    return f' for {"both" if travellers == PAIR else f"all {travellers}"} travellers'

"""The box in which a client asks; the browser keeps what is typed until it was sent.

`ask.js` is what it does; begins the line out.
"""

from components.engine.directions import isolated
from components.proposals.public.offer import Offer
from components.view.node import Node, el
from components.view.pieces import icon


def ask_form(offer: Offer) -> Node:
    text = el(
        'textarea',
        't-area',
        rows=2,
        maxlength=4000,
        dir='auto',
        placeholder=f'Ask {isolated(offer.host)} anything',
        aria_label='Your question',
        aria_describedby='ask-error',
        data_testid='comment-input',
    )
    send = el(
        'button', 't-btn t-btn--primary', icon('send'), el('span', '', 'Send'), type='submit',
        data_testid='comment-send'
    )  # fmt: skip
    return el(
        'form',
        'p-ask',
        _about(),
        _name(),
        el('div', 'p-write', text, send, data_writing=True),
        el('p', 't-help t-help--bad', id='ask-error', role='alert', hidden=True),
        _writing_as(),
        data={'does': 'ask', 'proposal': str(offer.proposal.id)},
    )


def _about() -> Node:
    """What it is about, once they chose "Ask about this" or "Reply"."""
    words = el('span', '', el('span'), el('b', 't-medium', dir='auto'))
    drop = el('button', 't-x', icon('x'), type='button', aria_label='Not about this')
    return el('div', 'p-ask__about', words, drop, hidden=True)


def _name() -> Node:
    field = el(
        'input',
        't-input t-input--touch',
        id='ask-name',
        maxlength=200,
        dir='auto',
        autocomplete='name',
        data_testid='comment-name',
    )
    return el('div', 't-field p-ask__name', el('label', '', 'Your name', for_='ask-name'), field)


def _writing_as() -> Node:
    return el(
        'p',
        't-12 t-3 p-ask__as',
        el('span', '', 'Writing as '),
        el('bdi'),
        el('span', '', '. '),
        el('button', 't-link', 'Change', type='button'),
        hidden=True,
    )

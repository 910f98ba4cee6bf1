"""The end of a proposal: the form while it is open, a calm word once it is decided."""

from collections.abc import Sequence

from components.engine.directions import isolated
from components.kit.format import long_date, spelled
from components.proposals.public.decide_form import decide_form
from components.proposals.public.offer import Offer
from components.view.node import Node, el
from components.view.parts import section
from components.view.pieces import icon
from models import Decision, ProposalApproval, ProposalStatus
from services import money
from services.naming import called

CLOSED = {
    ProposalStatus.DECLINED: (
        'circle-x',
        'You said no, for now',
        'Nothing is booked. If you think again, ask below the itinerary.',
    ),
    ProposalStatus.EXPIRED: (
        'hourglass',
        'This offer has run out',
        'Its last day has passed, so prices and places may be others now. Ask for a fresh one.',
    ),
    ProposalStatus.SUPERSEDED: (
        'layers',
        'There is a newer proposal',
        'This one stays here to read. Look for the newer link, or ask for it.',
    ),
    ProposalStatus.VOID: ('ban', 'This proposal was withdrawn', 'It can no longer be decided.'),
}
"""status → (icon, title, sentence)"""
CALENDAR = '?trip.ics'
"""The calendar file, beside whatever address the page has."""


@section
def decision(offer: Offer) -> Node:
    kind = kind_of(offer)
    shown = None
    if kind == 'open':
        shown = _form(offer)
    elif kind == ProposalStatus.APPROVED:
        shown = _confirmation(offer)
    elif kind:
        symbol, title, sentence = CLOSED[ProposalStatus(kind)]
        shown = el(
            'div',
            'p-done p-done--quiet',
            icon(symbol, 20),
            el('h2', 'p-h2', title),
            el('p', 't-2', sentence),
            key=kind,
            data_enter=True,
        )
    return el('section', '', shown, id='decide', aria_label='Decision')


def _form(offer: Offer) -> Node:
    words = el(
        'div', '', el('h2', 'p-h2', 'Shall we book it?'), el('p', 'p-ok__words', covers(offer))
    )
    return el('div', 'p-ok', words, decide_form(offer), key='open')


def _confirmation(offer: Offer) -> Node:
    words = el(
        'div',
        '',
        el('span', 'p-ok__mark', icon('check', 20)),
        el('h2', 'p-h2', 'It is settled', tabindex=-1),
        el('p', 'p-ok__words', approved_by(offer, offer.approvals)),
    )
    calendar = el(
        'a',
        't-btn t-btn--lg p-ok__btn',
        'Add to calendar',
        icon('calendar-days'),
        key='calendar',
        href=CALENDAR,
        download='trip.ics',
    )
    printing = el(
        'button',
        't-btn t-btn--lg p-ok__btn',
        'Print',
        icon('printer'),
        key='print',
        type='button',
        data_on='print',
    )
    next_steps = el('div', 'p-ok__next', calendar if has_calendar(offer) else None, printing)
    return el(
        'div', 'p-ok p-ok--done', words, next_steps, key='approved', role='status', data_enter=True
    )


def has_calendar(offer: Offer) -> bool:
    """Without dates there is nothing to put into one."""
    return offer.proposal.starts_on is not None and not offer.rights.is_preview


def kind_of(offer: Offer) -> str:
    """`open`, a status, or nothing where this person is not asked to decide."""
    if offer.is_open:
        return 'open' if offer.rights.decide else ''
    return str(offer.status)


def covers(offer: Offer) -> str:
    """What an approval is about."""
    chosen = offer.sums.chosen
    words = f'Your approval covers version {offer.proposal.version}'
    if chosen:
        words += f' with the {spelled(chosen)} option{"s" if chosen > 1 else ""} you chose'
    return f'{words}. Nothing is charged now: {isolated(offer.host)} confirms each booking first.'


def approved_by(offer: Offer, approvals: Sequence[ProposalApproval]) -> str:
    """Who approved what, when."""
    found = next((one for one in approvals if one.decision is Decision.APPROVED), None)
    if found is None:
        return f'This trip is approved. {isolated(offer.host)} takes it from here.'
    when = f' on {long_date(found.created_at.date())}' if found.created_at else ''
    price = money.shown(found.total, found.currency)
    return (
        f'{isolated(called(found.name))} (client) approved version {found.version} for'
        f' {price}{when}. {isolated(offer.host)} knows and takes it from here.'
    )

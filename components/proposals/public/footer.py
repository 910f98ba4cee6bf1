"""The quiet end of a proposal: terms, the operator's face and address, print, calendar."""

from components.proposals.public.decision import CALENDAR, has_calendar
from components.proposals.public.offer import Offer
from components.proposals.public.person import owner_face, owner_name
from components.view.node import Node, el
from components.view.parts import section
from components.view.pieces import icon, paragraphs


@section
def footer(offer: Offer) -> Node:
    owner, organization = offer.owner, offer.organization
    phone = (owner and owner.phone) or (organization and organization.phone) or ''
    mail = (owner and owner.email) or (organization and organization.email) or ''
    lines = el(
        'div',
        't-grow p-lines',
        el('b', 't-semi p-foot__name', owner_name(offer)),
        _way('tel:', phone),
        _way('mailto:', mail),
    )
    return el(
        'footer',
        'p-foot',
        _terms(offer.proposal.terms),
        el('div', 'p-foot__in', owner_face(offer, 56), lines, _acts(offer)),
    )


def _terms(terms: str) -> Node | None:
    if not terms.strip():
        return None
    return el(
        'details',
        'p-terms',
        el('summary', 't-semi', 'Travel terms'),
        el('div', 'p-terms__in', paragraphs(terms)),
        key='terms',
        id='terms',
    )


def _way(scheme: str, address: str) -> Node | None:
    """A way to reach the operator."""
    if not address:
        return None
    return el('a', 'p-foot__way', address, href=scheme + address.replace(' ', ''), key=scheme)


def _acts(offer: Offer) -> Node:
    printing = el('button', 'p-foot__act', 'Print', icon('printer'), type='button', data_on='print')
    calendar = el(
        'a',
        'p-foot__act',
        'Add to calendar',
        icon('calendar-days'),
        href=CALENDAR,
        download='trip.ics',
    )
    return el('span', 'p-foot__acts', printing, calendar if has_calendar(offer) else None)

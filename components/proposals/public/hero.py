"""The cover of a public proposal: picture, live pill, title, facts."""

from components.engine.directions import isolated
from components.kit.files import cover
from components.kit.format import counted, date_range
from components.proposals.public.offer import Offer
from components.realtime.live_mark import live_mark
from components.realtime.words import CLIENT
from components.view.node import Node, el
from components.view.parts import section
from components.view.pieces import icon, mark
from services.realtime.status import LinkStatus

OPENING = LinkStatus()
"""Before the page's socket is there."""


@section
def hero(offer: Offer) -> Node:
    proposal = offer.proposal
    return el(
        'header',
        'p-hero',
        el('img', src=cover(proposal.cover), alt='', fetchpriority='high'),
        el(
            'div',
            'p-wrap p-hero__top',
            el('span', 't-brand', mark(), el('span', '', offer.office)),
            el('span', 't-glass p-pill', live_mark(offer.link or OPENING, CLIENT, 't-live')),
        ),
        el(
            'div',
            'p-hero__text',
            el(
                'div',
                'p-wrap',
                el('h1', '', proposal.title or 'Your trip', data_glow=True),
                el('p', 'p-hero__sub', proposal.subtitle, data_glow=True),
                el('div', 'p-hero__facts', (fact(*each) for each in facts(offer).items())),
            ),
        ),
    )


def facts(offer: Offer) -> dict[str, str]:
    """What stands under the title, by icon; empty where nothing is known."""
    proposal = offer.proposal
    return {
        'calendar-days': date_range(proposal.starts_on, proposal.ends_on),
        'moon': counted(offer.nights, 'night') if offer.nights else '',
        'users': counted(proposal.travellers, 'traveller'),
        'plane': f'From {isolated(proposal.departs_from)}' if proposal.departs_from else '',
    }


def fact(symbol: str, words: str) -> Node | None:
    """An icon and a few words."""
    if not words:
        return None
    return el('span', '', icon(symbol), el('span', '', words), data_glow=True, key=symbol)

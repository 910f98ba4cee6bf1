"""The whole public proposal, from its cover to its footer. Step 6 of the line in.

Reads like the page; `shared.py` says of which rows, `visitor.py` what one visitor does.
"""

from components.engine.directions import isolated
from components.proposals.public.comments import comments
from components.proposals.public.day import days
from components.proposals.public.decision import decision
from components.proposals.public.ended import TITLE, ended
from components.proposals.public.footer import footer
from components.proposals.public.hero import hero
from components.proposals.public.letter import letter
from components.proposals.public.marks import changes
from components.proposals.public.offer import Offer
from components.proposals.public.summary import summary
from components.view.node import Node, el
from components.view.pieces import icon


def page(offer: Offer | None) -> Node:
    """What stands there; without an offer that its link opens nothing any more."""
    if offer is None:
        return el('div', 'p', ended(), data_title=TITLE)
    content = el(
        'main',
        'p-wrap',
        el(
            'div',
            'p-grid',
            el(
                'div',
                'p-main',
                letter(offer),
                el('h2', 't-sr', 'Itinerary'),
                changes(offer),
                days(offer),
            ),
            summary(offer),
        ),
        comments(offer),
        decision(offer),
        id='content',
        tabindex=-1,
        key='content',
    )
    return el(
        'div',
        'p',
        el('a', 't-skip', 'Skip to the itinerary', href='#content'),
        preview_bar(offer) if offer.rights.is_preview else None,
        hero(offer),
        el('noscript', 'p-noscript', 'Choosing, asking and approving need JavaScript.'),
        content,
        el('div', 'p-wrap', footer(offer), key='footer'),
        data_title=title(offer),
    )


def preview_bar(offer: Offer) -> Node:
    """What stands over the client's page for staff, and nowhere else."""
    back = el('a', 'p-bar__back', 'Back to the proposal', href=f'/proposals/{offer.proposal.id}')
    words = el('span', '', 'Preview: this is what your client sees')
    return el('div', 'p-bar', icon('eye'), words, back, key='preview', role='status')


def title(offer: Offer) -> str:
    """What the browser's tab says."""
    name = offer.proposal.title or 'Your proposal'
    return f'Preview: {isolated(name)}' if offer.rights.is_preview else name

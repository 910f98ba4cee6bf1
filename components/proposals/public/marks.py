"""What changed since this client looked, as a list above the itinerary. End of the line in.

What they switch themselves is never in it.
"""

from collections.abc import Iterable

from components.kit.moments import Saying
from components.proposals.public.changes import sentences, since
from components.proposals.public.offer import Offer
from components.view.node import Node, el
from components.view.parts import section
from components.view.pieces import icon, moment

MOST = 6
"""Changes that are listed one by one."""
Said = tuple[str, str]
"""`(icon, sentence)`"""


@section
def changes(offer: Offer) -> Node | None:
    """The list, with "Got it"; None while there is nothing to tell."""
    seen = offer.seen
    if seen is None or not offer.is_open:
        return None
    told = sentences(seen.changes(offer.picture), offer.proposal.currency)
    if not told:
        return None
    # what comes while somebody reads must not push away what they read
    floats = '' if seen.moment else ' p-since--floats'
    title = 'What changed ' if seen.moment else 'Just changed'
    when = moment(
        seen.moment, saying=Saying.SINCE, first=since(seen.moment, time_zone=offer.time_zone)
    )
    got_it = el(
        'button', 't-btn t-btn--secondary', 'Got it', type='button',
        data={'act': 'seen', 'testid': 'changes-seen'}
    )  # fmt: skip
    head = el('div', 'p-since__head', el('h2', 't-semi', el('span', '', title), when), got_it)
    return el(
        'section',
        f'p-since{floats}',
        head,
        el('ul', 'p-since__list', change_items(told)),
        key='changes',
        aria_label='What changed',
        role='status',
        data_testid='changes',
    )


def change_items(told: list[Said]) -> Iterable[Node]:
    """The first sentences, and how many more there are."""
    for symbol, sentence in told[:MOST]:
        yield el('li', '', icon(symbol, 14), el('span', '', sentence), key=f'{symbol} {sentence}')
    if more := len(told) - MOST if len(told) > MOST else 0:
        yield el('li', 't-3', f'and {more} more', key='more')

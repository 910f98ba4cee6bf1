"""The live list of proposals: heads that sort, groups, rows. Line in, step 6.

It shows what it is given; what that is, in which order and how much of it, the database found.
"""

from collections.abc import Iterator

from components.proposals.list.empty import nothing_here
from components.proposals.list.listing import Listing
from components.proposals.list.row import proposal_row
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import icon
from services.proposals.list_state import Group, Sort

COLUMNS = (
    ('Proposal', Sort.TITLE),
    ('Client', Sort.CLIENT),
    ('Travel', Sort.TRAVEL),
    ('Status', None),
    ('Value', Sort.VALUE),
    ('Last client activity', Sort.ACTIVITY),
    ('Here', None),
)


def listing_table(listing: Listing) -> Node:
    """What was chosen, or why there is nothing."""
    table = el(
        'div',
        't-list',
        _head(listing.state.sort, listing.state.reverse),
        el('div', 't-list__rows', _rows(listing), role='rowgroup'),
        _further(listing),
        role='table',
        aria_label='Proposals',
        data_walk=True,
    )
    return el('div', '', table, None if listing.sections else nothing_here(listing.state))


def _rows(listing: Listing) -> Iterator[Node]:
    for section in listing.sections:
        if section.title:
            yield _group(section.title, section.count, section.value)
        for card in section.cards:
            here, gained = listing.here.get(card.id, ()), listing.gained.get(card.id, '')
            yield proposal_row(card, here, gained, card.id in listing.came, listing.today)


def _further(listing: Listing) -> Node | None:
    """Offers more of the last section that is cut."""
    if (cut := listing.cut) is None:
        return None
    kind = 'decided proposals' if cut.title == Group.DECIDED else 'proposals'
    words = f'The latest {len(cut.cards)} of {cut.count:,} {kind}. '
    more = el('button', 't-link', 'Show more', type='button', data_act='more')
    # a table has nothing but rows
    return el('div', '', el('p', 't-list__more t-12 t-3', words, more, role='cell'), role='row')


@part
def _group(title: str, count: int, value: str) -> Node:
    """The line over a group: name, how many, their value."""
    return el(
        'div',
        't-group',
        el('span', '', title, role='rowheader'),
        el('small', '', str(count)),
        el('small', '', value),
        key=title,
        role='row',
    )


@part
def _head(sort: Sort, is_reverse: bool) -> Node:
    """The heads of the columns; a click sorts, a second one turns the order around."""
    order = 'ascending' if is_reverse else 'descending'
    cells = (_column(label, each, order if each is sort else 'none') for label, each in COLUMNS)
    return el('div', 't-list__head t-list__head--proposals', cells, role='row')


def _column(label: str, sort: Sort | None, order: str) -> Node:
    name = f't-col-{sort or label.lower()}'
    if sort is None:
        return el('span', name, label, role='columnheader')
    head = el(
        'button', 't-list__sort', label, icon('chevron-down', 12), type='button', data_act='sort'
    )
    return el('div', name, head, role='columnheader', aria_sort=order, data_key=sort.value)

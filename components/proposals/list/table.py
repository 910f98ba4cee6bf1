"""The live list of proposals, its columns and its groups. Line in, step 6.

It shows what it is given; what that is, in which order and how much of it, the database found.
"""

from collections.abc import Iterator

from components.live.bulk import Bulk
from components.live.table import Column, Group, Table, no_rows
from components.proposals.list import row
from components.proposals.list.listing import ProposalListing
from components.proposals.list.row import ProposalRow
from components.records.row import more
from components.view.node import Node
from services.proposals.list_state import Group as Turn
from services.proposals.list_state import ProposalListState, Sort, Tab, is_archived

TABLE: Table[ProposalRow] = Table(
    label='Proposals',
    name='proposals',
    key=lambda shown: shown.card.id,
    is_new=lambda shown: shown.is_new,
    title=lambda shown: shown.card.title or 'Untitled proposal',
    columns=(
        Column(cell=row.picture, width='40px'),
        Column('Proposal', row.title, Sort.TITLE, 't-col-title'),
        Column('Client', row.who, Sort.CLIENT, 't-col-client', '128px'),
        # beside the client, on one line
        Column('Travel', None, Sort.TRAVEL, 't-col-travel', '100px'),
        Column('Status', row.status, None, 't-col-status', '108px'),
        Column('Value', row.value, Sort.VALUE, 't-col-value', '80px'),
        Column('Last client activity', row.last, Sort.ACTIVITY, 't-col-activity', '228px'),
        Column('Here', row.here, None, 't-col-here', '52px'),
        Column(cell=more('proposal'), width='28px'),
    ),
)
DELETE = Bulk('delete', 'Delete', 'trash-2', is_danger=True)
HERE = (Bulk('archive', 'Archive', 'archive'), DELETE)
AWAY = (Bulk('bring back', 'Bring back', 'undo-2'), DELETE)
WILL_BE_HERE = {
    Tab.OPEN: 'What a client has, or what waits for you, will be here.',
    Tab.DRAFTS: 'What nobody has sent yet will be here.',
    Tab.DECIDED: 'What was approved or declined, or came to an end, will be here.',
    Tab.TEMPLATES: 'Save any proposal as a template from its menu, and it will be here.',
}
ALL_AWAY = 'Proposals that are neither archived nor templates will be here.'


def listing_table(listing: ProposalListing) -> Node:
    """What was chosen, or why there is nothing."""
    return TABLE.draw(
        listing,
        _groups(listing),
        foot=_foot(listing),
        bulk=AWAY if is_archived(listing.state) else HERE,
        nothing=None if listing.sections else nothing_here(listing.state),
    )


def nothing_here(state: ProposalListState) -> Node:
    if state.is_filtered:
        words = 'Nothing here by these words and filters.'
        return no_rows('No proposals match', words, may_clear=True)
    return no_rows('Nothing here yet', WILL_BE_HERE.get(state.tab, ALL_AWAY))


def _groups(listing: ProposalListing) -> Iterator[Group[ProposalRow]]:
    for section in listing.sections:
        rows = [
            ProposalRow(
                card,
                listing.here.get(card.id, ()),
                listing.gained.get(card.id, ''),
                card.id in listing.came,
                listing.today,
            )
            for card in section.rows
        ]
        yield Group(section.title, rows, (f'{section.count:,}', section.value))


def _foot(listing: ProposalListing) -> str:
    """Of the last section that is cut."""
    if (cut := listing.cut) is None:
        return ''
    kind = 'decided proposals' if cut.title == Turn.DECIDED else 'proposals'
    return f'The latest {len(cut.rows)} of {cut.count:,} {kind}. '

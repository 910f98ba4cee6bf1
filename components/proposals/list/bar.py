"""The tools above the proposals' list: tabs with counts, filters. Line in, step 6."""

from collections.abc import Sequence

from components.live.table_bar import Choice, Filter, Tab, TableBar
from models import ProposalStatus
from services.proposals.figures import ListFigures
from services.proposals.list_state import Shelf
from services.proposals.list_state import Tab as Part

STATUSES = [Choice(each, each.capitalize()) for each in ProposalStatus]
ARCHIVED = [Choice(Shelf.ARCHIVED, 'Archived')]


def tabs(figures: ListFigures) -> Sequence[Tab]:
    """How many proposals each one has; one of templates stands only where there are some."""
    counts = dict(figures.counts)
    return [
        Tab(part, part.value, counts.get(part))
        for part in Part
        if part is not Part.TEMPLATES or counts.get(part)
    ]


BAR: TableBar[ListFigures] = TableBar(
    label='Proposals',
    search='Title, client or place',
    uncounted=ListFigures(),
    tabs=tabs,
    filters=(
        Filter('Status', 'list-filter', lambda _: STATUSES),
        Filter('Archived', 'archive', lambda _: ARCHIVED),
    ),
)

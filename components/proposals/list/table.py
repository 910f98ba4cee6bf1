"""The live list of proposals: keyed rows and heads, inserted, patched, moved, removed.

Line in, step 6. It draws the sections that it is given; what they hold is found by the database.
"""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from nicegui import ui

from components.engine.light import Light
from components.engine.tree import content, reorder
from components.kit.avatar import Face
from components.kit.icons import icon
from components.kit.markup import box, text
from components.proposals.list.held import Section
from components.proposals.list.row import OpenMenu, ProposalRow
from services.proposals.cards import ProposalCard
from services.proposals.list_state import START, Group, ProposalListState, Sort

COLUMNS = (
    ('Proposal', Sort.TITLE),
    ('Client', Sort.CLIENT),
    ('Travel', Sort.TRAVEL),
    ('Status', None),
    ('Value', Sort.VALUE),
    ('Last client activity', Sort.ACTIVITY),
    ('Here', None),
)


class ProposalList(Light):
    """Give it sections by `show`, and what was chosen by `show_state`."""

    def __init__(
        self,
        open_menu: OpenMenu,
        on_state: Callable[[ProposalListState], None],
        today: Callable[[], date],
    ) -> None:
        """`today` says what day it is where the organization is."""
        self.state = START
        self._rows: dict[UUID, ProposalRow] = {}
        self._heads: dict[str, _Head] = {}
        self._is_short = False
        """Whether what is cut is a group that shows its latest few only."""
        self._open_menu = open_menu
        self._on_state = on_state
        self._today = today
        super().__init__('div')
        self.classes('t-list').props('role=table aria-label=Proposals data-walk')
        with self:
            self._columns = _Columns(lambda sort: on_state(self.state.sorted_by(sort)))
            with box('t-list__rows', role='rowgroup') as self._body:
                pass
            with box(role='row') as self._more:  # a table has nothing but rows
                self._left = text('', 't-list__more t-12 t-3', 'p', role='cell')
            with self._left:
                further = text('Show more', 't-link', 'button', type='button')
                further.on('click', self._show_further, args=[])
        self._columns.show(self.state)

    @property
    def rows(self) -> list[ProposalRow]:
        """What is shown, in its order."""
        return [element for element in content(self._body) if isinstance(element, ProposalRow)]

    def show_state(self, state: ProposalListState) -> None:
        """Mark what was chosen; its rows come by `show`."""
        self.state = state
        self._columns.show(state)

    def show(self, sections: Sequence[Section], news: frozenset[UUID] = frozenset()) -> None:
        """Make the rows on the page equal to these, with the fewest changes; `news` glow."""
        order: list[ui.element] = []
        for section in sections:
            if section.title:
                order.append(self._head(section))
            order += [self._row(card, is_new=card.id in news) for card in section.cards]
        kept = {element.id for element in order}
        for element in content(self._body):
            if element.id not in kept:
                self._forget(element)
        reorder(self._body, order)
        self._show_more(sections)

    def show_here(self, proposal_id: UUID, people: Sequence[Face]) -> None:
        """Who has a proposal open now."""
        if row := self._rows.get(proposal_id):
            row.show_here(people)

    def _row(self, card: ProposalCard, *, is_new: bool) -> ProposalRow:
        row = self._rows.get(card.id)
        if row is None:
            with self._body:
                row = self._rows[card.id] = ProposalRow(
                    card, self._open_menu, self._today, is_new=is_new
                )
        elif row.card is not card:
            row.patch(card)
        return row

    def _head(self, section: Section) -> '_Head':
        head = self._heads.get(section.title)
        if head is None:
            with self._body:
                head = self._heads[section.title] = _Head(section.title)
        head.patch(section)
        return head

    def _forget(self, element: ui.element) -> None:
        if isinstance(element, ProposalRow):
            self._rows.pop(element.card.id, None)
        elif isinstance(element, _Head):
            self._heads.pop(element.title, None)
        element.delete()

    def _show_more(self, sections: Sequence[Section]) -> None:
        """Offer more of the last section that is cut."""
        left = next((each for each in reversed(sections) if each.count > len(each.cards)), None)
        self._more.set_visibility(left is not None)
        if left:
            kind = 'decided proposals' if left.title == Group.DECIDED else 'proposals'
            self._left.set_text(f'The latest {len(left.cards)} of {left.count:,} {kind}. ')
            self._is_short = left.title == Group.DECIDED and len(left.cards) < self.state.most

    def _show_further(self) -> None:
        self._on_state(self.state.expanded() if self._is_short else self.state.doubled())


class _Head(Light):
    """The line over a group: name, how many, their value."""

    def __init__(self, title: str) -> None:
        super().__init__('div')
        self.title = title
        self.classes('t-group').props('role=row')
        with self:
            text(title, role='rowheader')
            self._count = text('', '', 'small')
            self._value = text('', '', 'small')

    def patch(self, section: Section) -> None:
        self._count.set_text(str(section.count))
        self._value.set_text(section.value)


class _Columns(Light):
    """The heads of the columns; a click sorts, a second one turns the order around."""

    def __init__(self, on_sort: Callable[[Sort], None]) -> None:
        super().__init__('div')
        self.classes('t-list__head t-list__head--proposals').props('role=row')
        self._cells: dict[Sort, ui.element] = {}
        with self:
            for label, sort in COLUMNS:
                self._column(label, sort, on_sort)

    def _column(self, label: str, sort: Sort | None, on_sort: Callable[[Sort], None]) -> None:
        name = f't-col-{sort or label.lower()}'
        if sort is None:
            text(label, name, role='columnheader')
            return
        with box(name, role='columnheader') as cell:
            head = text(label, 't-list__sort', 'button', type='button')
            head.on('click', lambda: on_sort(sort), args=[])
            with head:
                icon('chevron-down', 12, end=True)
        self._cells[sort] = cell

    def show(self, state: ProposalListState) -> None:
        """Mark the column that sorts."""
        for sort, cell in self._cells.items():
            order = 'ascending' if state.reverse else 'descending'
            cell.props['aria-sort'] = order if sort is state.sort else 'none'

"""The live list of proposals: keyed rows and heads, inserted, patched, moved, removed.

Line in, step 6. Search, filter and sort work on the rows held here; nothing is read again.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from nicegui import ui

from components.engine.light import Light
from components.engine.tree import content, reorder
from components.kit.avatar import Face
from components.kit.icons import icon
from components.kit.markup import box, text
from components.live.element import LiveElement
from components.proposals.list.list_state import Group, ListState, Section, Sort, sections
from components.proposals.list.row import OpenMenu, ProposalRow
from models.patch import Patch
from services.proposals.cards import ProposalCard

COLUMNS = (
    ('Proposal', Sort.TITLE),
    ('Client', Sort.CLIENT),
    ('Travel', Sort.TRAVEL),
    ('Status', None),
    ('Value', Sort.VALUE),
    ('Last client activity', Sort.ACTIVITY),
    ('Here', None),
)


class ProposalList(LiveElement):
    """Give it cards by `show` and `patch`, and a `ListState` by `show_state`."""

    def __init__(
        self,
        view: ListState,
        open_menu: OpenMenu,
        on_view: Callable[[ListState], None],
        today: Callable[[], date],
    ) -> None:
        """`today` says what day it is where the organization is."""
        self.view = view
        self._cards: dict[UUID, ProposalCard] = {}
        self._rows: dict[UUID, ProposalRow] = {}
        self._heads: dict[str, _Head] = {}
        self._here: dict[UUID, tuple[Face, ...]] = {}
        self._open_menu = open_menu
        self._on_view = on_view
        self._today = today
        super().__init__('div')
        self.classes('t-list').props('role=table aria-label=Proposals data-walk')
        with self:
            self._columns = _Columns(self._sort_by)
            with box('t-list__rows', role='rowgroup') as self._body:
                pass
            with box(role='row') as self._more:  # a table has nothing but rows
                self._left = text('', 't-list__more t-12 t-3', 'p', role='cell')
            with self._left:
                further = text('Show more', 't-link', 'button', type='button')
                further.on('click', self._show_further, args=[])
        self._columns.show(view)

    @property
    def cards(self) -> list[ProposalCard]:
        """Every card held, shown or not."""
        return list(self._cards.values())

    def card(self, proposal_id: UUID) -> ProposalCard | None:
        return self._cards.get(proposal_id)

    @property
    def rows(self) -> list[ProposalRow]:
        """What is shown, in its order."""
        return [element for element in content(self._body) if isinstance(element, ProposalRow)]

    def show(self, cards: Iterable[ProposalCard]) -> None:
        """Begin with these cards."""
        self._cards = {card.id: card for card in cards}
        self._arrange(is_news=False)

    def patch(self, patches: Sequence[Patch[ProposalCard]]) -> None:
        """Apply what a live query says."""
        for each in patches:
            if each.row is None or each.index < 0:
                self._cards.pop(each.key, None)
                continue
            self._cards[each.key] = each.row
            if row := self._rows.get(each.key):
                row.patch(each.row)
        self._arrange(is_news=True)

    def show_state(self, view: ListState) -> None:
        """Show another part of the cards, or in another order."""
        self.view = view
        self._columns.show(view)
        self._arrange(is_news=False)

    def show_here(self, proposal_id: UUID, people: Sequence[Face]) -> None:
        """Who has a proposal open now."""
        self._here[proposal_id] = tuple(people)
        if row := self._rows.get(proposal_id):
            row.show_here(people)

    # arranging

    def _arrange(self, *, is_news: bool) -> None:
        """Make the rows on the page equal to what the view shows, with the fewest changes."""
        found = sections(self._cards.values(), self.view)
        order: list[ui.element] = []
        for section in found:
            if section.title:
                order.append(self._head(section))
            order += [self._row(card, is_news=is_news) for card in section.cards]
        kept = {element.id for element in order}
        for element in content(self._body):
            if element.id not in kept:
                self._forget(element)
        reorder(self._body, order)
        self._show_more(found)

    def _row(self, card: ProposalCard, *, is_news: bool) -> ProposalRow:
        row = self._rows.get(card.id)
        if row is None:
            with self._body:
                row = self._rows[card.id] = ProposalRow(
                    card, self._open_menu, self._today, is_new=is_news
                )
            row.show_here(self._here.get(card.id, ()))
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

    def _show_more(self, found: list[Section]) -> None:
        left = next((each for each in reversed(found) if each.count > len(each.cards)), None)
        self._more.set_visibility(left is not None)
        if left:
            kind = 'decided proposals' if left.title == Group.DECIDED else 'proposals'
            self._left.set_text(f'The latest {len(left.cards)} of {left.count:,} {kind}. ')

    def _show_further(self) -> None:
        most = self.view.most if not self.view.all_decided else self.view.most * 2
        self._on_view(replace(self.view, all_decided=True, most=most))

    def _sort_by(self, sort: Sort) -> None:
        reverse = not self.view.reverse if self.view.sort is sort else False
        self._on_view(replace(self.view, sort=sort, reverse=reverse))


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

    def show(self, view: ListState) -> None:
        """Mark the column that sorts."""
        for sort, cell in self._cells.items():
            state = 'ascending' if view.reverse else 'descending'
            cell.props['aria-sort'] = state if sort is view.sort else 'none'

"""A page over a long list: its bar, its rows, what is chosen of them. End of the line in.

A domain subclasses `components/shell/list_page.py` and says of its list what is read (`HeldList`),
what is shown of that (`share`, a `SharedList`), what a row's menu offers (`items`) and what can be
done with rows selected (`bulk`).

What was made on this page is put into `mine`, so that it shows at once while somebody reads.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from nicegui import ui

from components.engine.light import Part
from components.kit.markup import box, show
from components.kit.menus import Item, open_menu
from components.live.element import LiveElement
from components.live.held_list import HeldList, HoldingScreen
from components.live.list_bar import ListBar, Place
from components.live.listing import Listing
from components.live.reading import Reading
from components.live.selected import picked_of
from components.live.shared_list import SharedList, SharedLists
from components.live.table_bar import TableBar
from components.view.element import ViewElement
from components.view.screen import Act, Acts
from components.view.view import View
from services.realtime.live.list_state import ListState
from services.records.picked import Picked
from services.signals import Unsubscribe

T = TypeVar('T')


BulkCommand = Callable[[Sequence[UUID]], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class _Placed:
    """A view of the shared list, and where it stands."""

    of: Callable[[Any], View[Any]]
    element: ViewElement[Any]


class ListScreen(HoldingScreen):
    """Filled once the first rows are read; from then on it lives by patches."""

    held: HeldList[Any]
    table: ViewElement[Any]
    bar: ListBar

    def __init__(
        self, lists: SharedLists, bar: TableBar[Any], *, organization_id: UUID, me: str
    ) -> None:
        """`me`: the key under which the viewer is seen by others."""
        super().__init__('div')
        self._lists = lists
        self._declared = bar
        self._organization_id = organization_id
        self._me = me
        self._shared: SharedList[Any] | None = None
        self._leave_shared: Unsubscribe = lambda: None
        self._views: list[_Placed] = []
        self._reading: Reading | None = None
        """While somebody has scrolled into the list."""
        self.mine: set[UUID] = set()
        """Rows that were made here: they show at once."""

    # what a domain says

    def share(self, held: HeldList[Any]) -> SharedList[Any]:
        """Make what all share who look at this choice."""
        raise NotImplementedError

    def items(self, row: Any) -> Sequence[Item]:
        """The entries of a row's menu."""
        return ()

    def all_of(self, title: str) -> ListState[Any, Any]:
        """The choice that shows all rows of a group, which its list shows some of."""
        raise NotImplementedError

    def above(self) -> None:
        """Place what stands between the head and the bar."""

    def make_bar(self, place: Place) -> ListBar:
        """Make what is chosen from."""
        return ListBar(self._declared, self.held, place, self.look_at)

    def show_counts(self) -> None:
        """Show counts where the list does not."""

    def bulk(self) -> Mapping[str, BulkCommand]:
        """What can be done with rows selected, by names of the table's acts."""
        return {}

    def name_of(self, row: Any) -> str:
        """What a row's menu is called by."""
        return 'Actions'

    @property
    def has_any(self) -> bool:
        """Whether there are rows at all, whatever is chosen; counts say their `total`."""
        counts = self.held.counts
        return bool(counts and counts.total) or next(self.held.rows, None) is not None

    # the page

    @property
    def root(self) -> LiveElement:
        return self

    async def ready(self) -> None:
        await self.held.ready()

    def place(self, *, empty: Callable[[], ui.element]) -> None:
        """Place the list, and what stands there as long as there are no rows at all."""
        # all draw the same; who may do nothing with rows need not select any
        self._content, self._empty = box('' if self.bulk() else 't-unselectable'), empty()
        for part in (self._content, self._empty):
            show(part, False)

    def hold(self, held: HeldList[Any]) -> None:
        """Begin to read."""
        self.held = held
        self.on_end(self._leave)
        held.begin()

    def fill(self) -> None:
        """Show what was read, and from now on whatever changes."""
        with self._content:
            self.above()
            place_bar = partial(self.place_view, lambda shared: shared.bar)
            self.bar = self.make_bar(place_bar)
            acts: Acts = {
                'menu': self._open_menu, 'sort': self._sort, 'all': self._show_all,
                'clear': lambda _: self.bar.reset(), 'scroll': self._scroll, 'read': self._read,
                'arrive': lambda _: self._arrive(), 'bulk': self._bulk,
            }  # fmt: skip
            self.table = self.place_view(lambda shared: shared.table, acts, own=self._own_listing)
            self._menus = Part()
        self.follow(self.held.counted, lambda _: self._show_counts())
        self._show_counts()

    def place_view(
        self,
        of: Callable[[Any], View[T]],
        acts: Acts,
        *,
        own: Callable[[T], T] | None = None,
        classes: str = '',
    ) -> ViewElement[T]:
        """Place a view of the shared list; it moves on to the next one with it."""
        assert self._shared is not None  # something is held
        element = ViewElement(of(self._shared), acts=acts, own=own, classes=classes)
        self._views.append(_Placed(of, element))
        return element

    # the line in

    def swap(self) -> None:
        """Share what is shown with all who look at the same."""
        key = (self._organization_id, self.held.state)
        before = self._shared
        self._shared = shared = self._lists.enter(key, partial(self.share, self.held))
        if self._reading:
            self._reading = self._reading.moved_on(shared.table.state)
        self._leave_shared()
        self._leave_shared = shared.turned.subscribe(self._show_content)
        if before:
            for placed in self._views:
                placed.element.screen.move(placed.of(shared))
            self._lists.leave(before)
            self._show_content()
        if self.held.state.start and next(self.held.rows, None) is None:
            self.held.look_at(self.held.state.choice)  # there are not that many any more

    def turn(self) -> None:
        """Whoever is no member any more sees nothing, hidden tabs included."""
        for placed in self._views:
            placed.element.screen.catch_up(even_hidden=True)
        self._show_content()

    def _leave(self) -> None:
        self._leave_shared()
        if self._shared:
            self._lists.leave(self._shared)

    def _own_listing(self, listing: Listing[Any]) -> Listing[Any]:
        """Without oneself, and standing still while one reads; nothing once one is no member."""
        if not self.held.is_member:
            return listing.emptied()
        if self._reading:
            listing = self._reading.held(listing, self.mine)
        return listing.without(self._me)

    def _show_counts(self) -> None:
        self.show_counts()
        self._show_content()

    def _show_content(self) -> None:
        has_any = self.has_any
        show(self._content, has_any)
        show(self._empty, not has_any)

    # what somebody chooses

    def look_at(self, state: ListState[Any, Any]) -> None:
        """Show another part, or in another order; the same stays where it was scrolled."""
        if state == self.held.state.choice:
            return
        self._reading = None
        self.held.look_at(state)
        self.bar.show_choice()

    async def _scroll(self, act: Act) -> None:
        """Somebody looks at this row of the list, and at those behind it."""
        if isinstance(act.value, int) and act.value >= 0:
            await self.held.scroll(act.value)

    def _read(self, act: Act) -> None:
        """Somebody scrolled away from the top of the list, or is there again."""
        assert self._shared is not None  # something is shown
        self._reading = self._shared.reading() if act.value is True else None
        self.table.screen.catch_up()

    def _arrive(self) -> None:
        """What waits above is asked for."""
        self._reading = None
        self.table.screen.catch_up()
        if self.held.state.start:
            self.held.look_at(self.held.state.choice)

    async def _bulk(self, act: Act) -> None:
        if picked := picked_of(act.value, self.held.state):
            await self.do_bulk(act.key, picked)

    async def do_bulk(self, name: str, picked: Picked) -> None:
        """Do with rows what the table's act of this name says."""
        do = self.bulk().get(name)
        if do and picked.every is None:
            await do(sorted(picked.ids))

    def _sort(self, act: Act) -> None:
        state = self.held.state
        if sort := next((each for each in type(state.sort) if each == act.key), None):
            self.look_at(state.sorted_by(sort))

    def _show_all(self, _: Act) -> None:
        if cut := self.table.screen.state.cut:
            self.look_at(self.all_of(cut.title))

    def _open_menu(self, act: Act) -> None:
        if row := self.held.row(act.key):
            target = f'[data-key="{row.id}"] [data-act="menu"]'
            open_menu(self._menus, self.items(row), label=self.name_of(row), target=target)

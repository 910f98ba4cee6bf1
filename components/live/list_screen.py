"""A page over a long list: its bar, its rows, what is chosen of them. End of the line in.

A domain declares a `Table` and a `TableBar`, says what is read (`HeldList`) and what is shown of it
(`SharedList`), and subclasses this one beside `components.shell.live_page.LiveScreen`:

    class ContactsScreen(ListScreen, LiveScreen):
        def __init__(self, services, member, shell, lists):
            super().__init__(lists, BAR, organization_id=…, me=colleague(member).key)
            with self:
                self._head()
                self.place(empty=self._empty_state)
            self.hold(HeldContacts(self, services, member))

        def share(self, held): return SharedContacts(…)
        def items(self, row): return […]
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from nicegui import ui

from components.engine.light import Part
from components.kit.markup import box, show, text
from components.kit.menus import Item, open_menu
from components.live.element import LiveElement
from components.live.fields import LiveInput
from components.live.filter_menu import open_filter
from components.live.held_list import HeldList, HoldingScreen
from components.live.listing import Listing
from components.live.shared_list import SharedList, SharedLists
from components.live.table_bar import Shown, TableBar
from components.view.element import ViewElement
from components.view.screen import Act, Acts
from components.view.view import View
from services.realtime.live.list_state import ListState
from services.signals import Unsubscribe

T = TypeVar('T')


@dataclass(frozen=True, slots=True)
class _Placed:
    """A view of the shared list, and where it stands."""

    of: Callable[[Any], View[Any]]
    element: ViewElement[Any]


class ListScreen(HoldingScreen):
    """Filled once the first rows are read; from then on it lives by patches."""

    held: HeldList[Any]
    table: ViewElement[Any]
    bar: ViewElement[Any]

    def __init__(
        self, lists: SharedLists, bar: TableBar[Any], *, organization_id: UUID, me: str
    ) -> None:
        """`me`: the key under which the viewer is seen by others."""
        super().__init__('div')
        self._lists = lists
        self._bar = bar
        self._organization_id = organization_id
        self._me = me
        self._shared: SharedList[Any] | None = None
        self._leave_shared: Unsubscribe = lambda: None
        self._views: list[_Placed] = []

    # what a domain says

    def share(self, held: HeldList[Any]) -> SharedList[Any]:
        """Make what all share who look at this choice."""
        raise NotImplementedError

    def items(self, row: Any) -> Sequence[Item]:
        """The entries of a row's menu."""
        return ()

    def above(self) -> None:
        """Place what stands between the head and the bar."""

    def show_counts(self) -> None:
        """Show counts where the list does not."""

    def name_of(self, row: Any) -> str:
        """What a row's menu is called by."""
        return 'Actions'

    @property
    def has_any(self) -> bool:
        """Whether there are rows at all, whatever is chosen."""
        return next(self.held.rows, None) is not None

    @property
    def counts(self) -> Any:
        """What tabs and filters say."""
        return self._bar.uncounted if self.held.counts is None else self.held.counts

    # the page

    @property
    def root(self) -> LiveElement:
        return self

    async def ready(self) -> None:
        await self.held.ready()

    def place(self, *, empty: Callable[[], ui.element]) -> None:
        """Place the list, and what stands there as long as there are no rows at all."""
        self._content, self._empty = box(), empty()
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
            with box('t-bar'):
                acts: Acts = {
                    'tab': self._choose_tab, 'filter': self._open_filter,
                    'unfilter': self._unfilter,
                }  # fmt: skip
                self.bar = self.place_view(
                    lambda shared: shared.bar, acts, own=self._own_bar, classes='t-bar__choice'
                )
                self._search = _search(self._bar.search, self._find)
            acts = {
                'menu': self._open_menu, 'sort': self._sort, 'more': self._show_more,
                'clear': lambda _: self._clear(),
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
        self._leave_shared()
        self._leave_shared = shared.turned.subscribe(self._show_content)
        if before:
            for placed in self._views:
                placed.element.screen.move(placed.of(shared))
            self._lists.leave(before)
            self._show_content()

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
        """Without oneself; nothing once one is no member."""
        return listing.without(self._me) if self.held.is_member else listing.emptied()

    def _own_bar(self, shown: Shown[Any]) -> Shown[Any]:
        """What was chosen shows at once, before it is read."""
        if not self.held.is_member:
            return Shown(self.held.state, self._bar.uncounted)
        return shown if shown.state == self.held.state else Shown(self.held.state, shown.counted)

    def _show_counts(self) -> None:
        self.show_counts()
        self._show_content()

    def _show_content(self) -> None:
        has_any = self.has_any
        show(self._content, has_any)
        show(self._empty, not has_any)

    # what somebody chooses

    def look_at(self, state: ListState[Any, Any]) -> None:
        """Show another part, or in another order."""
        self.held.look_at(state)
        self.bar.screen.catch_up()

    def _choose_tab(self, act: Act) -> None:
        if tab := self._bar.tab(act.key, self.counts):
            self.look_at(self.held.state.at_tab(tab))

    def _find(self, words: str) -> None:
        self.look_at(self.held.state.searched(words))

    def _clear(self) -> None:
        self._search.reset()
        self.look_at(self.held.state.unfiltered())

    def _unfilter(self, act: Act) -> None:
        if found := self._bar.filter(act.key):
            choices = (each.value for each in found.choices(self.counts))
            self.look_at(self.held.state.without(choices))

    def _sort(self, act: Act) -> None:
        state = self.held.state
        if sort := next((each for each in type(state.sort) if each == act.key), None):
            self.look_at(state.sorted_by(sort))

    def _show_more(self, _: Act) -> None:
        self.look_at(self.held.state.doubled())

    def _open_filter(self, act: Act) -> None:
        open_filter(
            self._menus, self._bar, self.held.state, self.counts,
            on_choice=lambda choice: self.look_at(self.held.state.toggled(choice)), label=act.key,
        )  # fmt: skip

    def _open_menu(self, act: Act) -> None:
        if row := self.held.row(act.key):
            target = f'[data-key="{row.id}"] [data-act="menu"]'
            open_menu(self._menus, self.items(row), label=self.name_of(row), target=target)


def _search(what: str, on_search: Callable[[str], None]) -> LiveInput:
    search = LiveInput(
        kind='search',
        icon='search',
        placeholder=what,
        aria_label=f'Search: {what}',
        on_commit=on_search,
        hotkey='/',
        testid_='list-search',
    )
    search.classes('t-search')
    with search:
        text('/', 't-kbd t-no-phone', aria_hidden='true')
    return search

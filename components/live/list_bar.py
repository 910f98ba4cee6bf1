"""The bar of one open page: its choices, and the field to search by. Begins the line in."""

from collections.abc import Callable
from functools import partial
from typing import Any

from components.engine.light import Part
from components.kit.markup import text
from components.kit.menus import Item, open_menu
from components.live.fields import LiveInput
from components.live.filter_menu import open_filter
from components.live.held_list import HeldList
from components.live.table_bar import NOTHING_KEPT, Kept, Shown, TableBar
from components.view.element import ViewElement
from components.view.screen import Act, Acts
from services.realtime.live.list_state import ListState

Place = Callable[..., ViewElement[Any]]
State = ListState[Any, Any]
KeptOf = Callable[[State], Kept]


class ListBar(Part):
    """Tells `on_state` what was chosen; call inside a page."""

    def __init__(
        self,
        declared: TableBar[Any],
        held: HeldList[Any],
        place: Place,
        on_state: Callable[[State], object],
        *,
        kept: KeptOf | None = None,
        acts: Acts | None = None,
    ) -> None:
        """`place(acts, own=…, classes=…)` places the view of what was declared.

        `kept(state)`: what this person kept; `acts`: what else is heard of the bar.
        """
        super().__init__('div')
        self.classes('t-bar')
        self._declared = declared
        self._chosen = held
        self._on_state = on_state
        self._laid: tuple[Any, Shown[Any]] | None = None
        self._kept = kept
        heard: Acts = {
            'tab': self.choose_tab, 'filter': self._open_menu, 'unfilter': self._unfilter,
            'order': self._open_orders, **(acts or {}),
        }  # fmt: skip
        with self:
            self._view = place(heard, own=self._own, classes='t-bar__choice')
            self._search = self._field()
            self._menus = Part('div', 't-bar__menus')

    @property
    def counts(self) -> Any:
        """What tabs and filters say."""
        return self._declared.uncounted if self._chosen.counts is None else self._chosen.counts

    def show_choice(self) -> None:
        """What was chosen shows at once, before it is read."""
        self._view.screen.catch_up()

    def reset(self) -> None:
        """Back to everything of the tab."""
        self._search.reset()
        self._on_state(self._chosen.state.unfiltered())

    def _own(self, shown: Shown[Any]) -> Shown[Any]:
        held = self._chosen
        if not held.is_member:
            return Shown(held.state, self._declared.uncounted)
        kept = self._kept(held.state) if self._kept else NOTHING_KEPT
        if kept == NOTHING_KEPT and shown.state == held.state:
            return shown
        # the same object for the same, so that the screen draws it once
        laid = Shown(held.state, shown.counted, kept)
        if self._laid is None or self._laid[0] is not shown.counted or self._laid[1] != laid:
            self._laid = (shown.counted, laid)
        return self._laid[1]

    def show_search(self) -> None:
        """The words of the state, where it was not the field that said them."""
        words = self._chosen.state.words
        if self._search.value.strip() != words:
            self._search.reset(words)

    def _open_orders(self, act: Act) -> None:
        state = self._chosen.state
        items = [
            Item(
                label=words,
                checked=sort is state.sort,
                icon=('arrow-up' if state.reverse else 'arrow-down') if sort is state.sort else '',
                on_click=partial(self._on_state, state.sorted_by(sort)),
            )
            for sort, words in self._declared.orders.items()
        ]
        open_menu(self._menus, items, label='Sort by', target='[data-act="order"]')

    def choose_tab(self, act: Act) -> None:
        """One of those that are declared."""
        if (tab := self._declared.tab(act.key, self.counts)) is not None:
            self._on_state(self._chosen.state.at_tab(tab))

    def _unfilter(self, act: Act) -> None:
        if found := self._declared.filter(act.key):
            state = self._chosen.state
            self._on_state(state.without(one.value for one in found.chosen(state, self.counts)))

    def _open_menu(self, act: Act) -> None:
        open_filter(
            self._menus,
            self._declared,
            self._chosen.state,
            self.counts,
            on_choice=self._toggle,
            label=act.key,
        )

    def _toggle(self, choice: str) -> None:
        self._on_state(self._chosen.state.toggled(choice))

    def _find(self, words: str) -> None:
        self._on_state(self._chosen.state.searched(words))

    def _field(self) -> LiveInput:
        search = LiveInput(
            kind='search',
            icon='search',
            placeholder=self._declared.search,
            aria_label=f'Search {self._declared.label.lower()}',
            on_commit=self._find,
            hotkey='/',
            testid_=self._declared.search_name,
        )
        search.classes('t-search')
        with search:
            text('/', 't-kbd t-no-phone', aria_hidden='true')
        return search

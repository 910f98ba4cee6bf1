"""The tools above the proposal list: tabs with counts, filter, search."""

from collections.abc import Callable
from functools import partial

from components.engine.light import Part, Text
from components.kit.icons import icon
from components.kit.markup import box, text
from components.kit.menus import Item, open_menu
from components.live.fields import LiveInput
from models import ProposalStatus
from services.proposals.figures import ListFigures
from services.proposals.list_state import (
    START,
    ProposalListState,
    Shelf,
    Tab,
    chosen_statuses,
    is_archived,
)

OnState = Callable[[ProposalListState], None]


class ProposalsBar(Part):
    """Changes the state; `show` says what is chosen and how many there are."""

    def __init__(self, on_state: OnState) -> None:
        super().__init__('div')
        self._state = START
        self._on_state = on_state
        self._tabs: dict[Tab, tuple[Text, Text]] = {}
        self.classes('t-bar')
        with self:
            with box('t-seg', role='tablist', aria_label='Proposals'):
                for tab in Tab:
                    self._tab(tab)
            self._filter = text('Filter', 't-filter', 'button', type='button')
            self._filter.props['aria-haspopup'] = 'menu'
            self._filter.on('click', self._open_filter, args=[])
            with self._filter:
                icon('list-filter', 14)
            self._clear = box('t-x t-filter__clear t-hidden', 'button', type='button')
            self._clear.props['aria-label'] = 'Clear filters'
            self._clear.on('click', self.reset, args=[])
            with self._clear:
                icon('x', 14)
            self._search = _search(self._on_search)

    def show(self, state: ProposalListState) -> None:
        """Mark what is chosen."""
        self._state = state
        for tab, (element, _) in self._tabs.items():
            chosen = tab is state.tab
            element.props['aria-selected'] = 'true' if chosen else 'false'
            element.props['tabindex'] = '0' if chosen else '-1'
        words = _filter_words(state)
        self._filter.set_text(words or 'Filter')
        self._filter.classes(add='t-filter--on' if words else '', remove='t-filter--on')
        self._clear.classes(add='' if words else 't-hidden', remove='t-hidden')

    def show_counts(self, figures: ListFigures) -> None:
        """How many proposals each tab has; a tab of templates stands only where there are some."""
        counts = dict(figures.counts)
        for tab, (element, counter) in self._tabs.items():
            count = counts.get(tab)
            counter.set_text('' if count is None else str(count))
            if tab is Tab.TEMPLATES:
                element.classes(add='' if count else 't-hidden', remove='t-hidden')

    def reset(self) -> None:
        """Back to everything."""
        self._search.reset()
        self._on_state(self._state.unfiltered())

    def _tab(self, tab: Tab) -> None:
        element = text(f'{tab.value} ', '', 'button', type='button', role='tab')
        element.on('click', lambda: self._on_state(self._state.at_tab(tab)), args=[])
        with element:
            counter = Text(tag='small')
        self._tabs[tab] = (element, counter)

    def _on_search(self, words: str) -> None:
        self._on_state(self._state.searched(words))

    def _open_filter(self) -> None:
        items = [
            Item(
                label=status.value.capitalize(),
                checked=status in self._state.filters,
                on_click=partial(self._toggle, status),
            )
            for status in ProposalStatus
        ]
        archived = Item(
            label='Archived',
            checked=is_archived(self._state),
            on_click=partial(self._toggle, Shelf.ARCHIVED),
        )
        open_menu(self._filter, [*items, archived], label='Filter')

    def _toggle(self, choice: ProposalStatus | Shelf) -> None:
        self._on_state(self._state.toggled(choice))


def _filter_words(state: ProposalListState) -> str:
    """`Sent or Viewed, archived`"""
    chosen = chosen_statuses(state)
    words = ' or '.join(each.value.capitalize() for each in ProposalStatus if each in chosen)
    return ', '.join(part for part in (words, 'Archived' if is_archived(state) else '') if part)


def _search(on_search: Callable[[str], None]) -> LiveInput:
    search = LiveInput(
        kind='search',
        icon='search',
        placeholder='Title, client or place',
        aria_label='Search proposals',
        on_commit=on_search,
        hotkey='/',
        testid_='proposals-search',
    )
    search.classes('t-search')
    with search:
        text('/', 't-kbd t-no-phone', aria_hidden='true')
    return search

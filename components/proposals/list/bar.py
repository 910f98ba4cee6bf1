"""The tools above the proposal list: tabs with counts, filter, search."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from components.engine.light import Part, Text
from components.kit.icons import icon
from components.kit.markup import box, text
from components.kit.menus import Item, open_menu
from components.live.fields import LiveInput
from components.proposals.list.list_state import Figures, ListState, Tab
from models import ProposalStatus

OnView = Callable[[ListState], None]


class ProposalsBar(Part):
    """Changes the view; `show` says what is chosen and how many there are."""

    def __init__(self, on_view: OnView) -> None:
        super().__init__('div')
        self._view = ListState()
        self._on_view = on_view
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

    def show(self, view: ListState) -> None:
        """Mark what is chosen."""
        self._view = view
        for tab, (element, _) in self._tabs.items():
            chosen = tab is view.tab
            element.props['aria-selected'] = 'true' if chosen else 'false'
            element.props['tabindex'] = '0' if chosen else '-1'
        words = _filter_words(view)
        self._filter.set_text(words or 'Filter')
        self._filter.classes(add='t-filter--on' if words else '', remove='t-filter--on')
        self._clear.classes(add='' if words else 't-hidden', remove='t-hidden')

    def show_counts(self, figures: Figures) -> None:
        """How many proposals each tab has; a tab of templates stands only where there are some."""
        for tab, (element, counter) in self._tabs.items():
            count = figures.counts.get(tab)
            counter.set_text('' if count is None else str(count))
            if tab is Tab.TEMPLATES:
                element.classes(add='' if count else 't-hidden', remove='t-hidden')

    def reset(self) -> None:
        """Back to everything."""
        self._search.reset()
        self._on_view(replace(self._view, words='', statuses=frozenset(), archived=False))

    def _tab(self, tab: Tab) -> None:
        element = text(f'{tab.value} ', '', 'button', type='button', role='tab')
        element.on('click', lambda: self._on_view(replace(self._view, tab=tab)), args=[])
        with element:
            counter = Text(tag='small')
        self._tabs[tab] = (element, counter)

    def _on_search(self, words: str) -> None:
        self._on_view(replace(self._view, words=words.strip()))

    def _open_filter(self) -> None:
        items = [
            Item(
                label=status.value.capitalize(),
                checked=status in self._view.statuses,
                on_click=partial(self._toggle, status),
            )
            for status in ProposalStatus
        ]
        archived = Item(
            label='Archived',
            checked=self._view.archived,
            on_click=lambda: self._on_view(replace(self._view, archived=not self._view.archived)),
        )
        open_menu(self._filter, [*items, archived], label='Filter')

    def _toggle(self, status: ProposalStatus) -> None:
        statuses = self._view.statuses ^ {status}
        self._on_view(replace(self._view, statuses=statuses))


def _filter_words(view: ListState) -> str:
    """`Sent or Viewed, archived`"""
    words = ' or '.join(
        status.value.capitalize() for status in ProposalStatus if status in view.statuses
    )
    return ', '.join(part for part in (words, 'Archived' if view.archived else '') if part)


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

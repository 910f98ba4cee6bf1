"""The bar above a list, declared once: tabs with counts, filters as chips. Line in, step 6.

    BAR: TableBar[ContactFigures] = TableBar(
        label='Saved views',
        search='Name, mail or phone',
        uncounted=ContactFigures(),
        tabs=lambda counted: [Tab(each, each, counted.of(each)) for each in Kept],
        filters=(
            Filter('Stage', 'circle-dashed', lambda _: STAGES),
            Filter(
                'Tag', 'tag', lambda counted: [Choice(f'tag:{t}', t) for t in counted.tags], 'tag:'
            ),
        ),
    )

It says `tab` with a tab's value, `filter` where a menu is asked for (with a filter's label, or
without one) and `unfilter` where a chip is taken away: `components/live/list_screen.py` hears it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from components.view.node import Node, el
from components.view.pieces import icon
from services.realtime.live.list_state import ListState

Counts = TypeVar('Counts')


class Tab(NamedTuple):
    """A part of the list, or a view that somebody kept."""

    value: str
    """Of the state's `tab`."""
    label: str
    total: int | None = None


class Choice(NamedTuple):
    """One thing that a filter lets through."""

    value: str
    """What is in the state's `filters`."""
    label: str


class Filter(NamedTuple, Generic[Counts]):
    """Something by which rows are told apart; with one choice alone it is on or off."""

    label: str
    symbol: str
    choices: Callable[[Counts], Sequence[Choice]]
    of: str = ''
    """How the values of those begin that may be chosen though no row has them any more: `tag:`."""
    is_offered: bool = False
    """Whether its chip stands there before anything is chosen; the others are behind "+"."""

    def offered(self, state: ListState[Any, Any], counted: Counts) -> list[Choice]:
        """What can be ticked, and what is."""
        found = {each.value: each for each in self.choices(counted)}
        for value in sorted(state.filters) if self.of else ():
            if value.startswith(self.of):
                found.setdefault(value, Choice(value, value.removeprefix(self.of)))
        return list(found.values())

    def chosen(self, state: ListState[Any, Any], counted: Counts) -> list[Choice]:
        return [each for each in self.offered(state, counted) if each.value in state.filters]


class Kept(NamedTuple):
    """What one person kept of a list; nothing where nothing can be kept."""

    tabs: tuple[Tab, ...] = ()
    """Behind those that are declared."""
    changed: str = ''
    """What the view is called that is looked at and filtered otherwise by now."""
    may_keep: bool = False
    may_change: bool = False
    """Whether what is chosen is a view that may be changed."""


NOTHING_KEPT = Kept()


class Shown(NamedTuple, Generic[Counts]):
    """What the bar is drawn of."""

    state: ListState[Any, Any]
    counted: Counts
    kept: Kept = NOTHING_KEPT


@dataclass(frozen=True, slots=True, kw_only=True)
class TableBar(Generic[Counts]):
    """`draw` is a view; the search beside it is a field."""

    label: str
    """What the tabs choose from."""
    search: str
    """What can be searched for."""
    search_name: str = 'list-search'
    """Of its field, for whoever looks for it."""
    uncounted: Counts
    """Before anything is read."""
    tabs: Callable[[Counts], Sequence[Tab]]
    filters: tuple[Filter[Counts], ...] = ()
    orders: Mapping[StrEnum, str] = field(default_factory=dict)
    """What the list can be put in order by, in words; chosen beside the filters."""
    is_tall: bool = False
    """Whether filters stand on a line of their own."""

    def draw(self, shown: Shown[Counts]) -> Node:
        state, counted, kept = shown
        tabs = [
            _tab(each, is_chosen=each.value == state.tab)
            for each in (*self.tabs(counted), *kept.tabs)
        ]
        below = ' t-filters--below' if self.is_tall else ''
        return el(
            'div',
            't-bar__choice',
            el('div', 't-seg', tabs, role='tablist', aria_label=self.label),
            _keep(kept) if kept.may_keep else None,
            el(
                'div', f't-filters{below}', self._filters(state, counted),
                self._end(state, kept) if self.is_tall else None,
            ),
        )  # fmt: skip

    def _end(self, state: ListState[Any, Any], kept: Kept) -> Node:
        """At the far end of the filters: keeping what was changed, the order."""
        save = el('button', 't-link t-12', f'Save to {kept.changed}', key='save', type='button',
                  data_act='view-save')  # fmt: skip
        order = self.orders.get(state.sort)
        return el(
            'div', 't-row t-filters__end', save if kept.changed else None,
            _order(order, is_turned=state.reverse) if order else None, key='end',
        )  # fmt: skip

    def tab(self, value: str, counted: Counts) -> str | None:
        """The tab of this value, as it was declared."""
        return next((each.value for each in self.tabs(counted) if each.value == value), None)

    def filter(self, label: str) -> Filter[Counts] | None:
        return next((each for each in self.filters if each.label == label), None)

    def further(self, state: ListState[Any, Any], counted: Counts) -> list[Filter[Counts]]:
        """What "+" offers: filters that have no chip yet."""
        return [
            each for each in self.filters if not each.is_offered and not each.chosen(state, counted)
        ]

    def _filters(self, state: ListState[Any, Any], counted: Counts) -> Iterator[Node]:
        are_offered = any(each.is_offered for each in self.filters)
        if not are_offered:
            yield _add()
        for each in self.filters:
            if chosen := each.chosen(state, counted):
                yield _chip(each, chosen)
            elif each.is_offered:
                yield _offer(each)
        if are_offered and self.further(state, counted):
            yield _more()


def _tab(tab: Tab, *, is_chosen: bool) -> Node:
    return el(
        'button',
        '',
        f'{tab.label} ',
        el('small', '', '' if tab.total is None else f'{tab.total:,}'),
        key=tab.value,
        type='button',
        role='tab',
        aria_selected='true' if is_chosen else 'false',
        tabindex='0' if is_chosen else '-1',
        data={'act': 'tab', 'key': tab.value},
    )


def _chip(of: Filter[Any], chosen: Sequence[Choice]) -> Node:
    """`Status: Sent or Viewed ×`"""
    words = ' or '.join(each.label for each in chosen)
    said = el('span', 't-clip', words if words == of.label else f'{of.label}: {words}')
    return el(
        'span',
        't-filter t-filter--on',
        el(
            'button',
            't-filter__words',
            said,
            type='button',
            aria_haspopup='menu',
            data_act='filter',
        ),
        el(
            'button',
            't-x t-filter__clear',
            icon('x', 12),
            type='button',
            aria_label=f'Remove filter {of.label}',
            data_act='unfilter',
        ),
        key=of.label,
        data_key=of.label,
    )


def _keep(kept: Kept) -> Node:
    """Keep what is chosen as a view, and what can be done with the one that is looked at."""
    more = el(
        'button', 't-btn t-btn--ghost t-btn--icon', icon('ellipsis'), key='more', type='button',
        aria_haspopup='menu', aria_label='More about this view', title='More about this view',
        data={'act': 'view-menu', 'key': 'view-menu'},
    )  # fmt: skip
    new = el(
        'button', 't-btn t-btn--ghost t-btn--icon', icon('plus'), key='new', type='button',
        aria_label='Save as a new view', title='Save as a new view', data_act='view-new',
        data_testid='view-new',
    )  # fmt: skip
    return el('div', 't-row t-bar__keep', more if kept.may_change else None, new, key='keep')


def _order(words: str, *, is_turned: bool) -> Node:
    symbol = 'arrow-up' if is_turned else 'arrow-down'
    return el(
        'button', 't-btn t-btn--ghost', words, icon(symbol), key='order', type='button',
        aria_haspopup='menu', aria_label=f'Sorted by {words.lower()}',
        data={'act': 'order', 'key': 'order'},
    )  # fmt: skip


def _offer(of: Filter[Any]) -> Node:
    """Something that can be filtered by, and is not."""
    return el(
        'button', 't-filter', of.label, icon(of.symbol, 14), key=of.label, type='button',
        aria_haspopup='menu', data={'act': 'filter', 'key': of.label},
    )  # fmt: skip


def _more() -> Node:
    return el(
        'button', 't-filter t-filter--more', icon('plus', 14), key='add', type='button',
        aria_haspopup='menu', aria_label='More filters', title='More filters',
        data={'act': 'filter', 'key': ''},
    )  # fmt: skip


def _add() -> Node:
    return el(
        'button',
        't-filter',
        'Filter',
        icon('list-filter', 14),
        key='add',
        type='button',
        aria_haspopup='menu',
        data={'act': 'filter', 'key': ''},
    )

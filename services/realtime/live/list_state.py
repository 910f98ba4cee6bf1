"""What somebody chose to look at of a long list: plain values, for SQL and for the screen.

Begins the line in: a list's queries are made from its state, and a change of it makes new ones.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, Self, TypeVar

from services.realtime.live.window import SortKey, Window

Row = TypeVar('Row')
Tab = TypeVar('Tab', bound=str)
Sort = TypeVar('Sort', bound=StrEnum)

MOST = 100
"""Rows of one stretch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState(Generic[Tab, Sort]):
    """Immutable: each choice gives another state."""

    tab: Tab
    sort: Sort
    reverse: bool = False
    words: str = ''
    """What is searched for, as typed."""
    filters: frozenset[str] = frozenset()
    """What is ticked in the filter menu; what that means is the domain's, and no two filters have
    a value in common: `ProposalStatus.SENT`, `'tag:hiking'`."""
    most: int = MOST
    """Rows shown at once, of each group where there are groups."""
    start: int = 0
    """Rows before the first one that is shown, where a list that is not grouped was scrolled."""
    after: tuple[Any, ...] | None = None
    """The place of the last one of these, once it is known; see `Window`."""

    def window(self, keys: tuple[SortKey[Row], ...], limit: int | None = None) -> Window[Row]:
        """The rows to read in this order; `limit`: of a group, where that shows fewer."""
        most = self.most if limit is None else limit
        # without the place, the rows before it have to be counted
        skip = 0 if self.after else self.start
        return Window(keys=keys, limit=most, after=self.after, skip=skip)

    @property
    def choice(self) -> Self:
        """What was chosen, wherever it was scrolled."""
        return replace(self, start=0, after=None)

    def at(self, start: int, after: tuple[Any, ...] | None = None) -> Self:
        """Scrolled so that so many rows are before the first one that is shown."""
        return replace(self, start=start, after=after)

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.filters)

    @property
    def name(self) -> str:
        """The same for equal choices, whatever is the way to them."""
        place = (self.start, self.after)
        chosen = (self.tab, self.sort, self.reverse, self.words, self.most, *place)
        return repr((*map(str, chosen), *sorted(map(str, self.filters))))

    def at_tab(self, tab: Tab) -> Self:
        return replace(self.choice, tab=tab)

    def searched(self, words: str) -> Self:
        return replace(self.choice, words=words.strip())

    def toggled(self, choice: str) -> Self:
        """With this filter on, or off where it was on."""
        return replace(self.choice, filters=self.filters ^ {choice})

    def without(self, choices: Iterable[str]) -> Self:
        """With none of these filters."""
        return replace(self.choice, filters=self.filters.difference(choices))

    def unfiltered(self) -> Self:
        """Back to everything of the tab."""
        return replace(self.choice, words='', filters=frozenset())

    def sorted_by(self, sort: Sort) -> Self:
        """By this column; the other way round where it sorts already."""
        return replace(self.choice, sort=sort, reverse=sort is self.sort and not self.reverse)

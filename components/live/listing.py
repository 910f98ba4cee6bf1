"""What stands on the screens of those who look at the same list. Pure; line in, step 6."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, Self, TypeVar
from uuid import UUID

from services.presence import Person
from services.realtime.live.list_state import ListState

Row = TypeVar('Row')


@dataclass(frozen=True, slots=True, kw_only=True)
class Section(Generic[Row]):
    """Rows under one head; the head is empty where the list is not grouped."""

    title: str = ''
    rows: tuple[Row, ...]
    count: int
    """Of all rows of the group, shown or not."""
    value: str = ''
    """What they are worth."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Generic[Row]):
    """A choice, and what it shows; a domain adds what its rows show beside themselves."""

    state: ListState[Any, Any]
    sections: tuple[Section[Row], ...] = ()
    here: Mapping[UUID, tuple[Person, ...]] = field(default_factory=dict)
    """Who has them open now."""
    people: frozenset[str] = frozenset()
    """Keys of all of them."""
    came: frozenset[UUID] = frozenset()
    """What was not there from the beginning."""
    waiting: int = 0
    """Rows that would come above what somebody reads."""
    withheld: int = 0
    """Those of them that are held already."""

    @property
    def total(self) -> int:
        """Rows of a list that is not grouped, shown or not; 0 of one that is."""
        only = self.sections[0] if len(self.sections) == 1 else None
        if only is None or only.title:
            return 0
        # the count is read a moment later than the rows
        return max(only.count, self.state.start + len(only.rows))

    @property
    def behind(self) -> int:
        """Rows of such a list behind the last one that is shown."""
        shown = len(self.sections[0].rows) if self.total else 0
        if shown + self.withheld < self.state.most:
            return 0  # what is shown ends the list, whatever was counted a moment before
        return max(0, self.total - self.state.start - shown)

    @property
    def rows(self) -> Iterator[Row]:
        return (row for section in self.sections for row in section.rows)

    @property
    def cut(self) -> Section[Row] | None:
        """The last group of which not all is shown; what is not grouped is scrolled through."""
        if self.total:
            return None
        cut = (each for each in reversed(self.sections) if each.count > len(each.rows))
        return next(cut, None)

    def without(self, key: str) -> Self:
        """To this person's own eyes."""
        if key not in self.people:
            return self
        others = {
            where: tuple(one for one in people if one.key != key)
            for where, people in self.here.items()
        }
        return replace(self, here=others)

    def emptied(self) -> Self:
        """To the eyes of somebody who is no member."""
        return replace(self, sections=(), here={}, people=frozenset(), came=frozenset())

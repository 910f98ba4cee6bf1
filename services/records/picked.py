"""Which rows of a list something is done with at once, and what is done. Pure; line out.

What is ticked travels as ids; "select all that match" as the list's state, so that a browser says
the same for three rows and for fifty thousand.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, case, cast, func, literal, not_, or_

from models.text import MOST_TAGS
from services.realtime.live.list_state import ListState

State = ListState[str, Any]
MOST_PICKED = 50_000
"""Rows that are changed at once, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picked:
    """Some rows, or all that a choice shows but some."""

    ids: frozenset[UUID] = frozenset()
    every: State | None = None
    """Of all that this shows, but `ids`; None: those alone."""

    @property
    def name(self) -> str:
        """The same for the same rows."""
        chosen = self.every.choice.name if self.every else ''
        return repr((chosen, sorted(map(str, self.ids))))


@dataclass(frozen=True, slots=True)
class SetTo:
    """One column gets one value."""

    column: Any
    value: Any

    @property
    def new(self) -> ColumnElement[Any]:
        return literal(self.value, self.column.type)

    @property
    def is_needed(self) -> ColumnElement[bool]:
        """Whether a row is not so already."""
        needed: ColumnElement[bool] = self.column.is_distinct_from(self.new)
        return needed

    @property
    def has_room(self) -> ColumnElement[bool] | None:
        return None

    @property
    def told(self) -> Mapping[str, Any]:
        """What an event says of it."""
        name = str(self.column.key)
        return {'fields': [name], name: self.value}


@dataclass(frozen=True, slots=True)
class Tagged:
    """A column of several words gets some, and loses some; the others stay in their order."""

    column: Any
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def new(self) -> ColumnElement[Any]:
        new: ColumnElement[Any] = self.column
        for each in self.removed:
            new = func.array_remove(new, each, type_=self.column.type)
        for each in self.added:
            new = func.array_cat(
                new,
                case((self._has(each), self._several(())), else_=self._several((each,))),
                type_=self.column.type,
            )
        return new

    @property
    def is_needed(self) -> ColumnElement[bool]:
        return or_(*(not_(self._has(each)) for each in self.added), *map(self._has, self.removed))

    @property
    def has_room(self) -> ColumnElement[bool] | None:
        room: ColumnElement[bool] = func.cardinality(self.new) <= MOST_TAGS
        return room if self.added else None

    @property
    def told(self) -> Mapping[str, Any]:
        """What an event says of it."""
        name = str(self.column.key)
        return {'fields': [name], 'added': list(self.added), 'removed': list(self.removed)}

    def _has(self, tag: str) -> ColumnElement[bool]:
        has: ColumnElement[bool] = self.column.contains(self._several((tag,)))
        return has

    def _several(self, tags: tuple[str, ...]) -> ColumnElement[Any]:
        return cast(literal(tags, self.column.type), self.column.type)


BulkChange = SetTo | Tagged


class Before(NamedTuple):
    """A row that was changed."""

    id: UUID
    revision: int
    """Which it has since."""
    was: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a change of many has done, and what it needs to be taken back."""

    column: str
    rows: tuple[Before, ...] = ()
    full: int = 0
    """Rows that have as many tags as fit already, and were left."""

    @property
    def ids(self) -> Iterator[UUID]:
        return (row.id for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What taking it back has left as somebody else made it since."""

    back: tuple[UUID, ...] = ()
    names: tuple[str, ...] = ()
    """Of the first of them."""
    count: int = 0

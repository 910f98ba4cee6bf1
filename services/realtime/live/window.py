"""A stretch of a long list: so many rows after a place, found by keyset; pure, on the line in.

A place is the values of a row's sort keys. Reading from a place costs the same at the head of a
list and at its 50,000th row, and rows that come or go before it do not shift what is held.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import total_ordering
from operator import attrgetter
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Select, and_, literal, or_, tuple_
from sqlmodel import col

Row = TypeVar('Row')
Statement = TypeVar('Statement', bound=Select[Any])
Place = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SortKey(Generic[Row]):
    """One value by which a list is ordered, in SQL and in Python alike."""

    sql: ColumnElement[Any]
    """Never null; text is compared by code points, so with `collate "C"`."""
    of: Callable[[Row], Any]
    """The same value, of a row that was read."""
    descending: bool = False


def by(column: Any, *, descending: bool = False) -> SortKey[Any]:
    """By a column that is never null and that Python compares as Postgres does: no text."""
    sql: Any = col(column)
    return SortKey(sql=sql, of=attrgetter(column.key), descending=descending)


def directions(keys: Iterable[SortKey[Any]]) -> list[ColumnElement[Any]]:
    """For `order by`."""
    return [key.sql.desc() if key.descending else key.sql.asc() for key in keys]


def sort_key(keys: Iterable[SortKey[Row]], row: Row) -> tuple[Any, ...]:
    """Sort key in Python, the same order as SQL gives."""
    return tuple(_Descending(key.of(row)) if key.descending else key.of(row) for key in keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Window(Generic[Row]):
    """`limit` rows after the place `after`, in the order of `keys`."""

    keys: tuple[SortKey[Row], ...]
    """The last one is unique: the id."""
    limit: int
    after: Place | None = None
    """None: from the top."""
    skip: int = 0
    """So many rows further down. The database counts them: to find a place, not to stay there."""

    def page(self, statement: Statement) -> Statement:
        """The rows of the window, in order."""
        if self.after is not None:
            statement = statement.where(self.follows())
        order = directions(self.keys)
        if self.skip:
            # what a row shows may be dear to add up, and those skipped show nothing
            id = self.keys[-1].sql
            found = statement.with_only_columns(id).order_by(*order).offset(self.skip)
            statement = statement.where(id.in_(found.limit(self.limit).correlate(None)))
        return statement.order_by(*order).limit(self.limit)

    def follows(self) -> ColumnElement[bool]:
        """Whether a row comes after `after`; its opposite counts those before the window."""
        assert self.after is not None
        values = [literal(value, key.sql.type) for key, value in self._values(self.after)]
        if len({key.descending for key in self.keys}) == 1:
            here, there = tuple_(*(key.sql for key in self.keys)), tuple_(*values)
            return here < there if self.keys[0].descending else here > there
        beyond: ColumnElement[bool] | None = None
        for key, value in reversed(list(zip(self.keys, values, strict=True))):
            further = key.sql < value if key.descending else key.sql > value
            beyond = further if beyond is None else or_(further, and_(key.sql == value, beyond))
        first, start = self.keys[0], values[0]
        # said once more on its own, since an index is of no use to an `or`
        within = first.sql <= start if first.descending else first.sql >= start
        assert beyond is not None
        return and_(within, beyond)

    def at(self, after: Place | None) -> 'Window[Row]':
        """The same window at another place."""
        return replace(self, after=after)

    def place(self, row: Row) -> Place:
        """Where a row stands: the `after` of a window that begins behind it."""
        return tuple(key.of(row) for key in self.keys)

    def order(self, row: Row) -> tuple[Any, ...]:
        """Sort key in Python, the same order as SQL gives."""
        return sort_key(self.keys, row)

    def holds(self, row: Row, edge: tuple[Any, ...] | None) -> bool:
        """Whether an existing row certainly belongs here; what lies past `edge` is not known."""
        place = self.order(row)
        if self.after is not None and not place > self._comparable(self.after):
            return False
        return edge is None or place <= edge

    def _comparable(self, place: Place) -> tuple[Any, ...]:
        return tuple(
            _Descending(value) if key.descending else value for key, value in self._values(place)
        )

    def _values(self, place: Place) -> list[tuple[SortKey[Row], Any]]:
        return list(zip(self.keys, place, strict=True))


@total_ordering
@dataclass(frozen=True, slots=True)
class _Descending:
    """A value that sorts the other way round."""

    value: Any

    def __lt__(self, other: '_Descending') -> bool:
        return bool(other.value < self.value)

"""What tells the rows of a list apart: how it is counted, and how it filters. Line in, step 5.

    STAGE, TAGS = Facet(Contact.stage), Facet(Contact.tags)
    QUIET = Cases('quiet', {'30': LATEST < days_ago(30), '90': LATEST < days_ago(90)})

A `Facet` is a column; `Cases` are conditions that no column holds, over other tables or the time.
What their values are called, and look like, is `components/records/looks.py`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, Uuid, func, or_, select

from services.realtime.live import Dependency

MOST_VALUES = 200
"""So many different ones are counted, and offered to choose from."""
NOTHING = ''
"""Where the column may be null: those rows."""


class Told(Protocol):
    """By which rows are told apart."""

    @property
    def name(self) -> str:
        """No two of a list have the same."""
        ...

    @property
    def depends_on(self) -> tuple[Dependency, ...]:
        """Of which other tables rows come and go, keyed by the list's rows."""
        ...

    def has_any(self, values: Collection[str]) -> ColumnElement[bool]:
        """Whether a row has one of them."""
        ...

    def knows(self, value: str) -> bool:
        """Whether it can be chosen, whatever rows have it."""
        ...


def choice(of: Told, value: str) -> str:
    """What a list's state holds of a value that is ticked: `tags:wine`."""
    return f'{of.name}:{value}'


def chosen(of: Told, filters: Collection[str]) -> list[str]:
    """The values that are ticked."""
    prefix = choice(of, '')
    return sorted(each.removeprefix(prefix) for each in filters if each.startswith(prefix))


@dataclass(frozen=True, slots=True)
class Facet:
    """A column of which many rows have the same: a stage, an owner; or of several in each: tags."""

    column: Any
    is_counted: bool = True
    """Whether it is shown how many rows have each value; what nobody is told costs nothing."""

    @property
    def name(self) -> str:
        return str(self.column.key)

    @property
    def depends_on(self) -> tuple[Dependency, ...]:
        return ()

    def counted(self, *conditions: ColumnElement[bool]) -> Select[Any]:
        """The values with how many rows have each, the commonest first."""
        count, value = func.count(), self._value
        counted: Select[Any] = select(value, count).where(*conditions).group_by(value)
        return counted.order_by(count.desc(), value).limit(MOST_VALUES)

    def has_any(self, values: Collection[str]) -> ColumnElement[bool]:
        some = [self._typed(each) for each in sorted(values) if each or not self._may_be_null]
        if self.is_several:
            several: ColumnElement[bool] = self.column.overlap(some)
            return several
        has: ColumnElement[bool] = self.column.in_(some)
        return or_(has, self.column.is_(None)) if len(some) < len(values) else has

    def knows(self, value: str) -> bool:
        if value == NOTHING and self._may_be_null:
            return True
        try:
            self._typed(value)
        except (ValueError, LookupError):
            return False
        return bool(value)

    def choice(self, value: str) -> str:
        return choice(self, value)

    def chosen(self, filters: Collection[str]) -> list[str]:
        return chosen(self, filters)

    @property
    def is_several(self) -> bool:
        """Whether a row may have several of them."""
        return isinstance(self.column.type, ARRAY)

    @property
    def _may_be_null(self) -> bool:
        return bool(self.column.nullable)

    def _typed(self, value: str) -> Any:
        kind = self._type
        known = UUID if isinstance(kind, Uuid) else getattr(kind, 'enum_class', None) or str
        return known(value)

    @property
    def _type(self) -> Any:
        return self.column.type.item_type if self.is_several else self.column.type

    @property
    def _value(self) -> ColumnElement[Any]:
        value: ColumnElement[Any] = self.column
        return func.unnest(value, type_=self._type).label('value') if self.is_several else value


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """Conditions with a word for each, of which a row meets some."""

    name: str
    cases: Mapping[str, ColumnElement[bool]]
    depends_on: tuple[Dependency, ...] = ()

    def has_any(self, values: Collection[str]) -> ColumnElement[bool]:
        return or_(*(self.cases[each] for each in sorted(values)))

    def knows(self, value: str) -> bool:
        return value in self.cases


def days_ago(days: int) -> ColumnElement[Any]:
    """That moment, whenever it is asked."""
    return func.now() - timedelta(days=days)

"""What tells the rows of a list apart: how it is counted, and how it filters. Line in, step 5.

    STAGE, TAGS = Facet(Contact.stage), Facet(Contact.tags)

What its values are called, and look like, is `components/records/looks.py`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ARRAY, ColumnElement, Select, func, select

MOST_VALUES = 200
"""So many different ones are counted, and offered to choose from."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A column of which many rows have the same: a stage, an owner; or of several in each: tags."""

    column: Any

    @property
    def name(self) -> str:
        return str(self.column.key)

    def counted(self, *conditions: ColumnElement[bool]) -> Select[Any]:
        """The values with how many rows have each, the commonest first."""
        count, value = func.count(), self._value
        counted: Select[Any] = select(value, count).where(*conditions).group_by(value)
        return counted.order_by(count.desc(), value).limit(MOST_VALUES)

    def has_any(self, values: Collection[str]) -> ColumnElement[bool]:
        """Whether a row has one of them."""
        some = [self._type.python_type(each) for each in sorted(values)]
        has: ColumnElement[bool] = (
            self.column.overlap(some) if self._is_several else self.column.in_(some)
        )
        return has

    def choice(self, value: str) -> str:
        """What a list's state holds of a value that is ticked: `tags:wine`."""
        return f'{self.name}:{value}'

    def chosen(self, filters: Collection[str]) -> list[str]:
        """The values that are ticked."""
        prefix = self.choice('')
        return sorted(each.removeprefix(prefix) for each in filters if each.startswith(prefix))

    @property
    def _is_several(self) -> bool:
        return isinstance(self.column.type, ARRAY)

    @property
    def _type(self) -> Any:
        return self.column.type.item_type if self._is_several else self.column.type

    @property
    def _value(self) -> ColumnElement[Any]:
        value: ColumnElement[Any] = self.column
        return func.unnest(value, type_=self._type).label('value') if self._is_several else value

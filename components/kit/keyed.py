"""Keeps the children of a container equal to a list of rows, without rebuilding any of them.

Step 6 of the line in: what is shown stays the same node, so focus and scroll stay too.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Any, Generic, TypeVar

from nicegui import ui

Row = TypeVar('Row')
Part = TypeVar('Part', bound=ui.element)
by_id: Callable[[Any], Hashable] = attrgetter('id')


class Keyed(Generic[Row, Part]):
    """Elements by key, in the order of the rows."""

    def __init__(
        self,
        container: ui.element,
        make: Callable[[Row], Part],
        key: Callable[[Row], Hashable] = by_id,
    ) -> None:
        """`key`: what makes a row the same row; of equal ones the second has a key of its own."""
        self._container = container
        self._make = make
        self._key = key
        self._order: list[Hashable] = []
        self.parts: dict[Hashable, Part] = {}

    @property
    def in_order(self) -> list[Part]:
        """The elements as they stand."""
        return [self.parts[key] for key in self._order]

    def show(self, rows: Sequence[Row]) -> list[Part]:
        """Remove, add and move until the children are these rows; returns those made now."""
        wanted = _told_apart(map(self._key, rows))
        if wanted == self._order:
            return []
        kept = set(wanted)
        for key in [key for key in self._order if key not in kept]:
            self._order.remove(key)
            self.parts.pop(key).delete()
        made = []
        for index, (key, row) in enumerate(zip(wanted, rows, strict=True)):
            part = self.parts.get(key)
            if part is None:
                with self._container:
                    part = self.parts[key] = self._make(row)
                made.append(part)
                if index < len(self._order):
                    part.move(target_index=index)
                self._order.insert(index, key)
            elif self._order[index] != key:
                part.move(target_index=index)
                self._order.remove(key)
                self._order.insert(index, key)
        return made


def _told_apart(keys: Iterable[Hashable]) -> list[Hashable]:
    seen: Counter[Hashable] = Counter()
    found: list[Hashable] = []
    for key in keys:
        found.append((key, seen[key]) if seen[key] else key)
        seen[key] += 1
    return found

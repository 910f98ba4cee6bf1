"""Keeps the children of a container equal to a list of rows, without rebuilding any of them.

Step 6 of the line in: what is shown stays the same node, so focus and scroll stay too.
"""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from nicegui import ui


class HasKey(Protocol):
    @property
    def id(self) -> UUID: ...


Row = TypeVar('Row', bound=HasKey)
Part = TypeVar('Part', bound=ui.element)


class Keyed(Generic[Row, Part]):
    """Elements by row id, in the order of the rows."""

    def __init__(self, container: ui.element, make: Callable[[Row], Part]) -> None:
        self._container = container
        self._make = make
        self._order: list[UUID] = []
        self.parts: dict[UUID, Part] = {}

    def show(self, rows: Sequence[Row]) -> list[Part]:
        """Remove, add and move until the children are these rows; returns those made now."""
        wanted = [row.id for row in rows]
        if wanted == self._order:
            return []
        kept = set(wanted)
        for key in [key for key in self._order if key not in kept]:
            self._order.remove(key)
            self.parts.pop(key).delete()
        made = []
        for index, row in enumerate(rows):
            part = self.parts.get(row.id)
            if part is None:
                with self._container:
                    part = self.parts[row.id] = self._make(row)
                made.append(part)
                if index < len(self._order):
                    part.move(target_index=index)
                self._order.insert(index, row.id)
            elif self._order[index] != row.id:
                part.move(target_index=index)
                self._order.remove(row.id)
                self._order.insert(index, row.id)
        return made

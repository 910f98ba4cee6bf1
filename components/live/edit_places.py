"""Where on a page each field of each row is edited, found by their names. Serves both lines."""

from collections.abc import Callable
from uuid import UUID

from nicegui import ui

from services.signals import Signal, Unsubscribe

CellOf = Callable[[str], ui.element | None]
"""The element that edits a field of one row; None for a field that it does not show."""


class EditPlaces:
    """Whatever shows a row to edit adds itself; a row may be shown by several parts of a page."""

    def __init__(self) -> None:
        self._places: dict[str, list[CellOf]] = {}
        self._added: Signal[[]] = Signal()

    def add(self, row: UUID | str, cell_of: CellOf) -> None:
        """Here a row is edited: `places.add(day.id, section.cell_of)`."""
        self._places.setdefault(str(row), []).append(cell_of)
        self._added.emit()

    def remove(self, row: UUID | str) -> None:
        """The row is shown no more."""
        self._places.pop(str(row), None)

    def cell(self, row: UUID | str, field: str) -> ui.element | None:
        """The element that edits this field now, if the page shows one."""
        cells = (cell_of(field) for cell_of in self._places.get(str(row), ()))
        return next((cell for cell in cells if cell is not None and not cell.is_deleted), None)

    def clear(self) -> None:
        """The page ends; whoever added themselves may hold it."""
        self._places.clear()

    def on_added(self, handler: Callable[[], object]) -> Unsubscribe:
        """Call `handler()` when there is one place more."""
        return self._added.subscribe(handler)

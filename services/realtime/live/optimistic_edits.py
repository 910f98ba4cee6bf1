"""Edits of one screen laid over the rows it holds, until the rows say the same; pure.

Between both lines: an edit shows at once, is confirmed when its row's new revision is here, and
is taken back when it was refused.
"""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar
from uuid import UUID

from services.realtime.live.diff import key_of

Row = TypeVar('Row')


@dataclass(eq=False, slots=True)
class Edit:
    """One edit under way, of one row."""

    key: UUID
    values: dict[str, Any]
    """Wanted value by field."""
    waits_for: int | None = None
    """Revision of the row that has it; None while the command has not answered."""


@dataclass(slots=True)
class OptimisticEdits(Generic[Row]):
    """Knows what this screen shows instead of what its rows hold."""

    _edits: dict[UUID, list[Edit]] = field(default_factory=dict)
    """Oldest first; the newest edit of a field is the one that shows."""

    def __bool__(self) -> bool:
        return bool(self._edits)

    def apply(self, key: UUID, values: Mapping[str, Any]) -> Edit:
        """Show these values from now on; end the edit by `confirm` or `roll_back`."""
        edit = Edit(key, dict(values))
        self._edits.setdefault(key, []).append(edit)
        return edit

    def confirm(self, edit: Edit, revision: int) -> None:
        """The edit is in the row from this revision on; it stays laid until that row is here."""
        edit.waits_for = revision

    def roll_back(self, edit: Edit) -> None:
        """The edit did not happen: what was under it shows again."""
        edits = self._edits.get(edit.key, [])
        if edit in edits:
            edits.remove(edit)
        if not edits:
            self._edits.pop(edit.key, None)

    def settle(self, rows: Sequence[Row]) -> None:
        """Let go of each edit whose row has it, or is gone."""
        if not self._edits:
            return
        held: dict[UUID, Any] = {key_of(row): row for row in rows}
        for key, edits in list(self._edits.items()):
            row = held.get(key)
            for edit in list(edits):
                is_there = row is not None and (
                    edit.waits_for is None or row.revision < edit.waits_for
                )
                if not is_there:
                    self.roll_back(edit)

    def laid(self, key: UUID) -> dict[str, Any]:
        """What shows instead of the row's own values."""
        return {
            name: value for edit in self._edits.get(key, ()) for name, value in edit.values.items()
        }

    def over(self, row: Row) -> Row:
        """The row as this screen shows it: itself where nothing lies over it."""
        laid = self.laid(key_of(row)) if self._edits else {}
        return _replaced(row, laid) if laid else row

    def rows(self, rows: Sequence[Row]) -> list[Row]:
        """The list as this screen shows it: the very same list where nothing lies over it."""
        if not self._edits and isinstance(rows, list):
            return rows
        return [self.over(row) for row in rows]


def _replaced(row: Row, values: Mapping[str, Any]) -> Row:
    """A copy with other values; the row itself is shared by all screens."""
    if dataclasses.is_dataclass(row) and not isinstance(row, type):
        return dataclasses.replace(row, **values)
    kind: Any = type(row)
    held = {name: row.__dict__[name] for name in kind.model_fields if name in row.__dict__}
    copy: Row = kind(**{**held, **values})
    return copy

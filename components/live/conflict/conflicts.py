"""The fields of one page on which two people differ and nobody has chosen yet; no element here.

Server side it lives as long as the page; `ConflictChip` keeps it in the browser for after that.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from services.commands.editables import Editable
from services.commands.fields import validated
from services.commands.merge import as_typed
from services.errors import Clash, Invalid
from services.signals import Signal, Unsubscribe


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConflict:
    """One field of one row, with its three values."""

    of: Editable[Any]
    id: UUID
    field: str
    mine: Any
    theirs: Any
    original: Any
    by: UUID | None = None
    at: datetime | None = None

    def as_json(self) -> dict[str, Any]:
        """`{"kind": "activity", "id": "…", "field": "price", "mine": "92.5", "original": "89"}`"""
        shape = self.of.fields
        plain = {
            name: shape.model_construct(**{self.field: value}).model_dump(
                mode='json', include={self.field}, warnings=False
            )[self.field]
            for name, value in (('mine', self.mine), ('original', self.original))
        }
        return {'kind': self.of.name, 'id': str(self.id), 'field': self.field, **plain}


Settled = Callable[[OpenConflict, Any], None]
"""Hears what was chosen: `(conflict, value)`."""


class Conflicts:
    """By row and field; a newer one of the same field takes the place of the older."""

    def __init__(self, editables: Iterable[Editable[Any]]) -> None:
        self._editables = {each.name: each for each in editables}
        self._open: dict[tuple[UUID, str], OpenConflict] = {}
        self._changed: Signal[[bool]] = Signal()
        self._settled: Signal[[OpenConflict, Any]] = Signal()

    def __len__(self) -> int:
        return len(self._open)

    @property
    def all(self) -> list[OpenConflict]:
        """Oldest first."""
        return list(self._open.values())

    def of_next_row(self) -> list[OpenConflict]:
        """All of the row that has waited longest."""
        first = next(iter(self._open.values()), None)
        return [one for one in self.all if first and one.id == first.id]

    def on_change(self, handler: Callable[[bool], None]) -> Unsubscribe:
        """Call `handler(is_new)` after each change of the list."""
        return self._changed.subscribe(handler)

    def on_settled(self, handler: Settled) -> None:
        """Call `handler(conflict, value)` when somebody has chosen; lives as long as the page."""
        self._settled.subscribe(handler)

    def add(self, of: Editable[Any], id: UUID, clashes: Iterable[Clash]) -> None:
        """An edit was refused because of these."""
        for clash in clashes:
            self._open[id, clash.field] = OpenConflict(
                of=of, id=id, field=clash.field, mine=clash.mine, theirs=clash.theirs,
                original=clash.original, by=clash.by, at=clash.at,
            )  # fmt: skip
        self._notify(is_new=True)

    def restore(self, kept: Iterable[object], row_of: Callable[[type[Any], UUID], Any]) -> None:
        """Take up what a browser kept; what is no conflict any more is left out."""
        before = len(self)
        for entry in kept:
            if (found := self._parsed(entry)) and (found.id, found.field) not in self._open:
                self._open[found.id, found.field] = found
        self.refresh(row_of)
        if len(self) != before:
            self._notify(is_new=False)

    def refresh(self, row_of: Callable[[type[Any], UUID], Any]) -> None:
        """See what the rows have now, which may be what was wanted, or nothing at all."""
        for key, one in list(self._open.items()):
            row = row_of(one.of.table, one.id)
            if row is not None and one.at and row.updated_at and row.updated_at < one.at:
                continue  # what the refusal saw has not arrived here yet
            now = getattr(row, one.field, None)
            if row is None or as_typed(one.of.fields, one.field, now) == one.mine:
                del self._open[key]
            elif now != one.theirs:
                self._open[key] = replace(one, theirs=now, by=row.updated_by, at=row.updated_at)

    def settle(self, one: OpenConflict, value: Any) -> None:
        """Somebody chose this value for it."""
        if self._open.pop((one.id, one.field), None) is None:
            return
        self._settled.emit(one, value)
        self._notify(is_new=False)

    def drop(self, id: UUID, fields: Collection[str]) -> None:
        """These fields were written otherwise, by who had the conflict."""
        gone = [self._open.pop((id, field)) for field in fields if (id, field) in self._open]
        if gone:
            self._notify(is_new=False)

    def _notify(self, *, is_new: bool) -> None:
        self._changed.emit(is_new)

    def _parsed(self, entry: object) -> OpenConflict | None:
        """What the browser kept, if it is what this page once gave it."""
        if not isinstance(entry, Mapping):
            return None
        of, field = self._editables.get(str(entry.get('kind'))), str(entry.get('field'))
        if of is None or field not in of.fields.model_fields:
            return None
        try:
            mine = validated(of.fields, {field: entry.get('mine')})[field]
            original = as_typed(of.fields, field, entry.get('original'))
            return OpenConflict(
                of=of, id=UUID(str(entry.get('id'))), field=field,
                mine=mine, theirs=None, original=original,
            )  # fmt: skip
        except (Invalid, ValueError):
            return None

"""A committed row change, as the socket announced it: a hint, never the truth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class ChangeKind(StrEnum):
    INSERT = 'INSERT'
    UPDATE = 'UPDATE'
    DELETE = 'DELETE'


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One row that committed; `record` is empty for a delete, `old` then holds the key only."""

    table: str
    kind: ChangeKind
    record: Mapping[str, Any] = field(default_factory=dict)
    """Column values as JSON: `{"id": "…uuid…", "revision": 3, "price": 185.00}`."""
    old: Mapping[str, Any] = field(default_factory=dict)
    """Key columns before the change: `{"id": "…uuid…"}`."""
    committed_at: str = ''
    """UTC, ISO 8601 with milliseconds and `Z`."""

    @property
    def key(self) -> str:
        """The row's `id`, whichever side of the change carries it."""
        return str(self.record.get('id') or self.old.get('id') or '')

    @property
    def revision(self) -> int:
        """The row's revision after the change; 0 where the change carries none."""
        return int(self.record.get('revision') or 0)

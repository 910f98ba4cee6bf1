"""What a live query tells a screen: one keyed change of one shown row."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

Row = TypeVar('Row')


class PatchKind(StrEnum):
    INSERT = 'insert'
    UPDATE = 'update'
    REMOVE = 'remove'
    MOVE = 'move'


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch(Generic[Row]):
    """Apply in order: after the last one the screen's list equals the query's rows."""

    kind: PatchKind
    key: UUID
    row: Row | None = None
    """The row after the change; the last known row for a removal."""
    fields: frozenset[str] = frozenset()
    """Names of the columns that differ; empty for insert, remove and a pure move."""
    index: int = -1
    """Place in the list after this patch; -1 for a removal."""
    shifted: bool = False
    """Of a window: the row did not change, the coming or going of another took it over the edge."""
    before: Row | None = None
    """The row as it was shown until now; None for an insert."""

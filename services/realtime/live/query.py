"""What a live query reads and which changes concern it: plain values, on the line in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models.change import Change, ChangeKind
from services.realtime.live.window import Window

Row = TypeVar('Row')


class Rows(list[Row]):
    """The rows of one read that could be read."""

    left_out: int = 0
    """How many could not."""
    is_whole: bool = False
    """Whether these are all, although some only were asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependency:
    """Which changes of one table concern a query."""

    table: str
    column: str = ''
    """The record's column that must equal `value`; it must never change during a row's life.
    Empty: every change of the organization."""
    value: str = ''
    key: str = ''
    """The record's column that names the query's row, for a keyed re-read; empty: read all."""
    held_by: str = ''
    """Attribute of the query's rows that names the changed record, or a tuple of some: only those
    that hold it are read again, `client_id` for a contact that cards show. With a `key`, it names
    what the record's column of that name does."""

    def concerns(self, change: Change) -> bool:
        """A hard delete tells its key and little else; what it does not tell may concern us."""
        if change.kind is ChangeKind.DELETE:
            return str(change.old.get(self.column, self.value)) == self.value
        return not self.column or str(change.record.get(self.column)) == self.value


@dataclass(frozen=True, slots=True)
class Label:
    """What people call a query."""

    word: str
    icon: str = 'layers'
    """Name of a symbol that the app draws."""


UNNAMED = Label('')


class SharedBy(StrEnum):
    """Who shares one live query, and so one read for each change."""

    PERSON = 'person'
    ORGANIZATION = 'organization'
    """All its members: only where the database shows every one of them the same rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Query(Generic[Row]):
    """One read: ordered rows, each with `.id` (UUID) and `.revision` (int)."""

    name: str
    """Unique per read: `proposal_activities:<proposal id>`."""
    organization_id: UUID
    read: Callable[[AsyncSession], Awaitable[Sequence[Row]]]
    depends_on: tuple[Dependency, ...]
    read_keys: Callable[[AsyncSession, frozenset[UUID]], Awaitable[Sequence[Row]]] | None = None
    """Reads some rows only, wherever in the list; the missing ones count as gone. Needs `order`
    or `window`."""
    order: Callable[[Row], Any] | None = None
    """Sort key of the whole list, the same order as `read` gives."""
    window: Window[Row] | None = None
    """What of a long list `read` gives; it brings the order along."""
    label: Label = UNNAMED
    """Without a word: made of the name."""
    shared_by: SharedBy = SharedBy.PERSON
    window_s: float = 0.1
    """Batch window: after a first re-read at once at most one more per window, and always a last
    one. Right for lists; 0 for single fields, where each change is read by itself."""

    at_most_every_s: float = 0
    """Patches go out no closer than this, whoever hurries, and always the last ones."""
    lasts_s: Callable[[Sequence[Row]], float | None] | None = None
    """For how long rows are right when nothing changes: a count of today's, until midnight. Then
    they are read again. None: for ever."""

    def __post_init__(self) -> None:
        if self.read_keys is not None and self.order is None and self.window is None:
            raise ValueError(f'{self.name}: a keyed re-read needs an order')
        if not self.label.word:
            word = self.name.partition(':')[0].replace('_', ' ').capitalize()
            object.__setattr__(self, 'label', replace(self.label, word=word))

    def sort_key(self, row: Row) -> Any:
        """By which the rows of keyed re-reads find their places."""
        if self.window is not None:
            return self.window.order(row)
        assert self.order is not None
        return self.order(row)

"""The rows a live query holds and what it still owes them; pure, on the line in.

A change is a hint. It is dropped when the held row is as new, else it makes a re-read due,
and stays due until a read has shown that revision.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from models.change import Change, ChangeKind
from models.patch import Patch, PatchKind
from services.realtime.live.diff import changed_fields, diff, key_of
from services.realtime.live.keyed_diff import keyed_diff
from services.realtime.live.query import Dependency, Query

Row = TypeVar('Row')


@dataclass(slots=True)
class PendingReads:
    """What the next read must cover."""

    everything: bool = False
    keys: dict[UUID, int] = field(default_factory=dict)
    """Announced revision by row key; 0 where none was announced."""
    parts: set[UUID] = field(default_factory=set)
    """Keys of rows of which a part changed, which the row's own revision does not tell."""
    is_burst: bool = False
    """Whether more changed than a window holds."""

    def __bool__(self) -> bool:
        return self.everything or bool(self.keys)

    def add(self, key: UUID, revision: int = 0) -> None:
        self.keys[key] = max(revision, self.keys.get(key, 0))

    def add_part(self, key: UUID) -> None:
        self.add(key)
        self.parts.add(key)

    def merge(self, other: 'PendingReads') -> None:
        self.everything |= other.everything
        self.is_burst |= other.is_burst
        self.parts |= other.parts
        for key, revision in other.keys.items():
            self.add(key, revision)


class RowCache(Generic[Row]):
    """Rows by key, and the changes not yet seen in them."""

    def __init__(self, query: Query[Row]) -> None:
        self._query = query
        self._held: dict[UUID, Row] = {}
        self._reborn: set[UUID] = set()
        """Deleted keys: should one come back, its revision starts low again."""
        self._missed: set[UUID] = set()
        """Announced keys that the last read did not find."""
        self._reading = False
        self._edge: tuple[Any, ...] | None = None
        """Sort key of the last row known of a window that may have rows beyond; None: all known."""
        self.behind = False
        """Whether the last read was older than what had been announced or shown before."""
        self.rows: list[Row] = []
        """Ordered; replaced and never changed, so a reference to it is a snapshot."""
        self.due = PendingReads(everything=True)

    def offer(self, dependency: Dependency, change: Change) -> bool:
        """Take a change of `dependency` into account; returns whether a re-read became due."""
        own = self._is_own(dependency)
        key = UUID(change.key) if change.key else None
        held = self._held.get(key) if own and key else None
        if held is None and not dependency.concerns(change):
            return False
        if change.kind is ChangeKind.DELETE:
            return self._offer_delete(own, key)
        if held is not None and 0 < change.revision <= _revision(held):
            return False
        if own and key:
            self.due.add(key, change.revision)
        elif self._query.read_keys and dependency.held_by and (named := _named(dependency, change)):
            return self._offer_to_holders(dependency.held_by, named)
        elif self._query.read_keys and (owner := change.record.get(dependency.key or '')):
            self.due.add_part(UUID(str(owner)))
        else:
            self.due.everything = True
        return True

    def take(self) -> PendingReads:
        """Hand over what is due to a read that starts now."""
        due, self.due = self.due, PendingReads()
        self._reading = True
        window = self._query.window
        if window is not None and not due.everything and len(due.keys) > window.limit:
            due.everything = due.is_burst = True
        return due

    def give_back(self, due: PendingReads) -> None:
        """The read failed: all of it is due again."""
        self._reading = False
        self.due.merge(due)

    def settle(
        self, due: PendingReads, rows: Sequence[Row], *, keyed: bool, patient: bool
    ) -> list[Patch[Row]]:
        """Apply what a read returned; rows older than held or announced stay due if `patient`."""
        self._reading = self.behind = False
        if due.is_burst:
            # the log tells of a commit a moment before all see it
            self.due.everything = True
        fresh: dict[UUID, Row] = {key_of(row): row for row in rows}
        if patient:
            self._hold_back(due.keys, fresh)
        if patient and keyed:
            self._look_again(due.keys, fresh)
        self._keep_same(fresh)
        edge = self._edge
        patches = self._take_some(due.keys, fresh) if keyed else self._take_all(fresh)
        self._reborn.difference_update(fresh)
        self._drop_seen()
        if self._query.window is None:
            return patches
        return [self._told_apart(patch, edge) for patch in patches]

    def _take_all(self, fresh: dict[UUID, Row]) -> list[Patch[Row]]:
        """These are the rows now."""
        before, self.rows, self._held = self.rows, list(fresh.values()), fresh
        self._missed.clear()
        self._draw_edge(is_whole=True)
        return diff(before, self.rows)

    def _take_some(self, keys: Iterable[UUID], fresh: Mapping[UUID, Row]) -> list[Patch[Row]]:
        """Of these keys the rows are so now, or gone; the others are not looked at."""
        changes: dict[UUID, tuple[Row | None, Row | None]] = {}
        for key in dict.fromkeys((*keys, *fresh)):
            held, row = self._held.get(key), fresh.get(key)
            if row is not None and not self._belongs(row):
                row = None
            if held is not row:
                changes[key] = held, row
        if not changes:
            return []
        self.rows, patches = self._cut(changes)
        for key, (_, row) in changes.items():
            if row is None:
                self._held.pop(key, None)
            else:
                self._held[key] = row
        self._draw_edge(is_whole=False)
        return patches

    def _cut(
        self, changes: dict[UUID, tuple[Row | None, Row | None]]
    ) -> tuple[list[Row], list[Patch[Row]]]:
        """The rows with these changes, and those gone that a full window has no room for."""
        window, order = self._query.window, self._query.sort_key
        rows, patches = keyed_diff(self.rows, changes, order)
        if window is None or len(rows) <= window.limit:
            return rows, patches
        for row in rows[window.limit :]:
            key = key_of(row)
            changes[key] = self._held.get(key), None
        return keyed_diff(self.rows, changes, order)

    def _belongs(self, row: Row) -> bool:
        """Whether a row stands in the window as far as that is known."""
        window = self._query.window
        return window is None or window.holds(row, self._edge)

    def _draw_edge(self, *, is_whole: bool) -> None:
        """Note up to where a window is known now."""
        window = self._query.window
        if window is None:
            return
        if len(self.rows) >= window.limit:
            self._edge = window.order(self.rows[-1])
        elif is_whole:
            self._edge = None
        elif self._edge is not None:
            self.due.everything = True  # one has left: the next of those beyond moves in

    def _keep_same(self, fresh: dict[UUID, Row]) -> None:
        """A row that did not change stays the same object: what is drawn of it is kept by it."""
        for key, row in fresh.items():
            held = self._held.get(key)
            if held is not None and not changed_fields(held, row):
                fresh[key] = held

    def _look_again(self, announced: Mapping[UUID, int], fresh: Mapping[UUID, Row]) -> None:
        """A row announced and not found is looked for once more: the log tells of a commit a
        moment before all see it. Of a window only new ones, most others are not shown."""
        for key, revision in announced.items():
            if key in fresh or key in self._held or key in self._reborn or key in self._missed:
                self._missed.discard(key)
            elif revision == 1 or (revision and self._query.window is None):
                self._missed.add(key)
                self.due.add(key, revision)

    def _told_apart(self, patch: Patch[Row], edge: tuple[Any, ...] | None) -> Patch[Row]:
        """Mark what another row's coming or going took over the edge, which stood at `edge`."""
        beyond = {PatchKind.INSERT: edge, PatchKind.REMOVE: self._edge}.get(patch.kind)
        if beyond is None or patch.row is None or self._query.sort_key(patch.row) <= beyond:
            return patch
        return replace(patch, shifted=True)

    def _hold_back(self, announced: Mapping[UUID, int], fresh: dict[UUID, Row]) -> None:
        for key, row in fresh.items():
            held = None if key in self._reborn else self._held.get(key)
            if held is not None and _revision(row) < _revision(held):
                fresh[key] = held
                self.due.add(key)
                self.behind = True
            if _revision(fresh[key]) < (promised := announced.get(key, 0)):
                self.due.add(key, promised)
                self.behind = True

    def _drop_seen(self) -> None:
        """Forget changes that arrived during the read when it already shows them."""
        for key, revision in list(self.due.keys.items()):
            held = self._held.get(key)
            if key in self.due.parts or held is None:
                continue
            if 0 < revision <= _revision(held):
                del self.due.keys[key]

    def _offer_delete(self, own: bool, key: UUID | None) -> bool:
        if own and key:
            # a read under way may still bring the row back, so then the key is due as well
            if key not in self._held and not self._reading:
                return False
            self._reborn.add(key)
            self.due.add(key)
        else:
            self.due.everything = True
        return True

    def _offer_to_holders(self, attribute: str, record: UUID) -> bool:
        """Rows that show a record of another table are due when it changes."""
        if self._reading or self.due.everything:
            # a row that is being read may come to hold it
            self.due.everything = True
            return True
        holders = [key for key, row in self._held.items() if _holds(row, attribute, record)]
        for key in holders:
            self.due.add_part(key)
        return bool(holders)

    def _is_own(self, dependency: Dependency) -> bool:
        """Whether the dependency's table is the one the rows themselves come from."""
        if dependency.key == 'id':
            return True
        return bool(self.rows) and getattr(self.rows[0], '__tablename__', None) == dependency.table


def _named(dependency: Dependency, change: Change) -> UUID | None:
    """The record that rows hold: the one that changed, or the one that it is a part of."""
    name = change.record.get(dependency.key) if dependency.key else change.key
    return UUID(str(name)) if name else None


def _holds(row: Any, attribute: str, record: UUID) -> bool:
    held = getattr(row, attribute)
    return record in held if isinstance(held, tuple) else bool(held == record)


def _revision(row: Any) -> int:
    revision: int = row.revision
    return revision

"""A row that cannot be turned into its type costs itself, never the list it stands in.

Step 5 of the line in. The database's checks let no such row in; this is for one that came by
another way. Its columns hold `UNREADABLE` where Python has no value, and it is left out.
"""

import logging
from collections import Counter
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection, DataError, adapters
from psycopg.abc import AdaptContext, Buffer
from psycopg.adapt import Loader
from psycopg.pq import Format
from sqlalchemy import Result, Row, event
from sqlalchemy.orm import ORMExecuteState
from sqlmodel import Session
from sqlmodel.ext.asyncio.session import AsyncSession

log = logging.getLogger(__name__)

UNREADABLE: Any = type('Unreadable', (), {'__repr__': lambda _: 'UNREADABLE'})()
"""A day without end, or one of a year that Python does not know."""
KINDS = ('date', 'timestamp', 'timestamptz')


class Tolerant(Loader):
    """Reads days and moments as psycopg does, and what it cannot read as `UNREADABLE`."""

    def __init__(self, oid: int, context: AdaptContext | None = None) -> None:
        super().__init__(oid, context)
        usual = adapters.get_loader(oid, self.format)
        assert usual is not None  # psycopg knows all of `KINDS`
        self._load = usual(oid, context).load

    def load(self, data: Buffer) -> Any:
        try:
            return self._load(data)
        except DataError:
            return UNREADABLE


class TolerantBinary(Tolerant):
    format = Format.BINARY


def tolerate(connection: AsyncConnection[Any]) -> None:
    """Let this connection read every day and moment somehow."""
    for kind in KINDS:
        for loader in (Tolerant, TolerantBinary):
            connection.adapters.register_loader(kind, loader)


class LeftOut:
    """Which rows could not be read, as far as this process has seen."""

    def __init__(self) -> None:
        self._rows: set[tuple[str, UUID | None]] = set()

    def __bool__(self) -> bool:
        return bool(self._rows)

    @property
    def by_table(self) -> Counter[str]:
        """How many rows of each table."""
        return Counter(table for table, _ in self._rows)

    def add(self, table: str, id: UUID | None) -> None:
        if (table, id) not in self._rows:
            self._rows.add((table, id))
            log.error('%s %s cannot be read and is left out', table, id or '(a part of it)')

    def read(self, rows: Iterable[Any]) -> None:
        """These could be read: whatever was wrong with one of them was put right."""
        if self._rows:
            self._rows -= {_name(part) for row in rows for part in _parts(row)}


class RowSession(Session):
    """Leaves out what cannot be read; `info['left_out']` is a `LeftOut`."""

    missed: int = 0
    """How many rows it has left out."""


def missed(session: AsyncSession) -> int:
    """How many rows this session has left out."""
    plain = session.sync_session
    return plain.missed if isinstance(plain, RowSession) else 0


@event.listens_for(RowSession, 'do_orm_execute')
def leave_out(state: ORMExecuteState) -> Result[Any] | None:
    """Run a read, and give back the rows that can be read."""
    session = state.session
    if not state.is_select or state.is_column_load or not isinstance(session, RowSession):
        return None
    frozen = state.invoke_statement().freeze()
    frozen.data, missed = readable(frozen.data, session.info['left_out'])
    session.missed += missed
    found: Result[Any] = frozen()
    return found


def readable(rows: Iterable[Any], left_out: LeftOut) -> tuple[list[Any], int]:
    """The rows that can be read, and how many cannot."""
    found, missed = [], 0
    for row in rows:
        lost = [part for part in _parts(row) if not _is_readable(part)]
        missed += bool(lost)
        for part in lost:
            left_out.add(*_name(part))
        if not lost:
            found.append(row)
    left_out.read(found)
    return found, missed


def _parts(row: Any) -> tuple[Any, ...]:
    return tuple(row) if isinstance(row, (Row, tuple)) else (row,)


def _is_readable(part: Any) -> bool:
    if part is UNREADABLE:
        return False
    values = getattr(part, '__dict__', {}).values()
    return not any(value is UNREADABLE for value in values)


def _name(part: Any) -> tuple[str, UUID | None]:
    """Table and id of a row; nothing of what it holds."""
    return getattr(part, '__tablename__', 'A value'), getattr(part, '__dict__', {}).get('id')

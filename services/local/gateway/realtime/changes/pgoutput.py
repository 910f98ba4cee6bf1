"""Parses the bytes of logical replication (pgoutput, version 1), without any I/O: the line's first.

Source: https://www.postgresql.org/docs/current/protocol-logicalrep-message-formats.html
"""

import struct
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final, Literal

EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


class Kind(StrEnum):
    INSERT = 'INSERT'
    UPDATE = 'UPDATE'
    DELETE = 'DELETE'


class Unchanged:
    """The value of a TOASTed column that an UPDATE did not touch: not in the WAL."""


UNCHANGED: Final = Unchanged()
_TEXT, _NULL = ord('t'), ord('n')
Value = str | None | Unchanged
Tuple = tuple[Value, ...]
Identity = Literal['d', 'n', 'f', 'i']


@dataclass(frozen=True, slots=True)
class RelationColumn:
    name: str
    type_oid: int
    is_key: bool


@dataclass(frozen=True, slots=True)
class Relation:
    """A table as the changes after it are laid out."""

    oid: int
    schema: str
    table: str
    identity: str
    columns: tuple[RelationColumn, ...]


@dataclass(frozen=True, slots=True)
class Begin:
    """Opens a transaction, which is committed already."""

    xid: int
    committed_at: datetime


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row. `old` is absent unless the WAL has it; `has_full_old` tells all from key only."""

    oid: int
    kind: Kind
    new: Tuple | None
    old: Tuple | None
    has_full_old: bool


@dataclass(frozen=True, slots=True)
class Signal:
    """What `pg_logical_emit_message` wrote, in its place among the changes."""

    prefix: str
    content: bytes


Parsed = Relation | Begin | RowChange | Signal | None


def parse(data: bytes) -> Parsed:
    """One message; None for kinds that concern nobody here (Commit, Truncate, Type, Origin)."""
    parser = _PARSERS.get(data[:1])
    return parser(_Reader(data)) if parser else None


def relation_of(data: bytes) -> int | None:
    """The table of a row change, read before its values, so that unwanted rows cost nothing."""
    return int.from_bytes(data[1:5], 'big') if data[:1] in (b'I', b'U', b'D') else None


def xid_of(begin: bytes) -> int:
    """The transaction that a `Begin` opens, read without the rest of it."""
    return int.from_bytes(begin[17:21], 'big')


class _Reader:
    """A cursor over one message, behind its kind byte."""

    __slots__ = ('_at', '_data')

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 1

    def take(self, size: int) -> bytes:
        start, self._at = self._at, self._at + size
        return self._data[start : self._at]

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size), 'big')

    def string(self) -> str:
        end = self._data.index(b'\0', self._at)
        text = self._data[self._at : end].decode()
        self._at = end + 1
        return text

    def tuple(self) -> Tuple:
        """In one go, since a row has many columns."""
        count = self.number(2)
        values: list[Value] = []
        data, at = self._data, self._at
        for _ in range(count):
            kind = data[at]
            at += 1
            if kind == _TEXT:
                start = at + 4
                at = start + int.from_bytes(data[at:start], 'big')
                values.append(data[start:at].decode())
            else:
                values.append(None if kind == _NULL else UNCHANGED)
        self._at = at
        return tuple(values)


def _begin(reader: _Reader) -> Begin:
    reader.take(8)
    (microseconds,) = struct.unpack('!q', reader.take(8))
    return Begin(reader.number(4), EPOCH + timedelta(microseconds=microseconds))


def _relation(reader: _Reader) -> Relation:
    oid, schema, table = reader.number(4), reader.string(), reader.string()
    identity = reader.take(1).decode()
    columns = []
    for _ in range(reader.number(2)):
        is_key = bool(reader.number(1) & 1)
        name, type_oid = reader.string(), reader.number(4)
        reader.take(4)
        columns.append(RelationColumn(name, type_oid, is_key))
    # Postgres writes the catalog's own schema as an empty name.
    return Relation(oid, schema or 'pg_catalog', table, identity, tuple(columns))


def _insert(reader: _Reader) -> RowChange:
    oid = reader.number(4)
    reader.take(1)
    return RowChange(oid, Kind.INSERT, reader.tuple(), None, False)


def _update(reader: _Reader) -> RowChange:
    oid, part, old = reader.number(4), reader.take(1), None
    is_full = part == b'O'
    if part != b'N':
        old = reader.tuple()
        reader.take(1)
    return RowChange(oid, Kind.UPDATE, reader.tuple(), old, is_full)


def _delete(reader: _Reader) -> RowChange:
    oid, part = reader.number(4), reader.take(1)
    return RowChange(oid, Kind.DELETE, None, reader.tuple(), part == b'O')


def _signal(reader: _Reader) -> Signal:
    reader.take(9)
    prefix = reader.string()
    return Signal(prefix, reader.take(reader.number(4)))


_PARSERS: dict[bytes, Callable[[_Reader], Parsed]] = {
    b'B': _begin,
    b'R': _relation,
    b'I': _insert,
    b'U': _update,
    b'D': _delete,
    b'M': _signal,
}

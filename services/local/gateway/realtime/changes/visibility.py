"""Holds changes until new snapshots see them, and asks row-level security who may.

Logical decoding hands over a commit slightly before other sessions can see it, so both answers
are fetched together and asked again until the snapshot they were given in has the transaction.
"""

import asyncio
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from psycopg.sql import SQL, Identifier

from ..tokens import Claims
from .catalog import Connection, Table
from .pgoutput import xid_of

Key = tuple[str, ...]
"""Texts of the primary key's columns."""
_XID_MODULUS = 1 << 32
_PATIENCE = 20
_PAUSE_S = 0.001


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`pg_current_snapshot()`: `xmin:xmax:running`."""

    xmin: int
    xmax: int
    running: frozenset[int]

    @classmethod
    def parse(cls, text: str) -> 'Snapshot':
        xmin, xmax, running = text.split(':')
        return cls(int(xmin), int(xmax), frozenset(map(int, filter(None, running.split(',')))))

    def sees(self, xid: int) -> bool:
        """Whether a committed transaction counts, given the low 32 bits of its number."""
        distance = (xid - self.xmax) % _XID_MODULUS
        if distance >= _XID_MODULUS // 2:
            distance -= _XID_MODULUS
        full = self.xmax + distance
        return full < self.xmin or (full < self.xmax and full not in self.running)


@dataclass(slots=True)
class Probe:
    """Viewers of one table, each with the rows that concern them."""

    table: Table
    viewers: dict[Claims, dict[Key, None]] = field(default_factory=dict)

    def add(self, key: Key, claims: Claims) -> None:
        self.viewers.setdefault(claims, {})[key] = None

    def query(self) -> str:
        """Positions of the keys that are there, by an index look-up each."""
        names = [Identifier(f'k{at}') for at in range(len(self.table.key))]
        arrays = SQL(', ').join(
            SQL('($1[{}])::{}[]').format(at + 1, SQL(self.table.columns[name].sql))
            for at, name in enumerate(self.table.key)
        )
        equal = SQL(' and ').join(
            SQL('t.{} = k.{}').format(Identifier(column), name)
            for column, name in zip(self.table.key, names, strict=True)
        )
        return (
            SQL(
                'select array_agg((k.at - 1)::int) from unnest({}) with ordinality as k({}, at) '
                'join {} t on {}'
            )
            .format(
                arrays,
                SQL(', ').join(names),
                Identifier(self.table.schema, self.table.name),
                equal,
            )
            .as_string()
        )

    def parameters(self) -> tuple[str, list[str], list[str], list[str]]:
        return (
            self.query(),
            [
                _array_literal(column)
                for keys in self.viewers.values()
                for column in zip(*keys, strict=True)
            ],
            [claims.role for claims in self.viewers],
            [claims.text for claims in self.viewers],
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which (table, viewer, key) are visible."""

    _seen: frozenset[tuple[int, Claims, Key]] = frozenset()

    def allows(self, table: Table, claims: Claims, key: Key) -> bool:
        return (table.oid, claims, key) in self._seen


class Passing:
    """Transactions that went by; some of them new snapshots may not see yet.

    Most are dropped as they are, so each is kept as the bytes it began with.
    """

    MANY = 500

    def __init__(self) -> None:
        self.latest = b''
        """How the last one began."""
        self._begins: list[bytes] = []

    @property
    def is_many(self) -> bool:
        return len(self._begins) >= self.MANY

    def add(self, begin: bytes) -> None:
        self.latest = begin
        self._begins.append(begin)

    async def settle(self, connection: Connection) -> None:
        """Wait until all until now are visible. Raises: psycopg.Error."""
        await settle(connection, {xid_of(begin) for begin in self._begins}, ())

    async def forget(self, connection: Connection) -> None:
        """Those that are visible already. Raises: psycopg.Error."""
        snapshot, _ = await _ask(connection, ())
        self._begins = [it for it in self._begins if not snapshot.sees(xid_of(it))]


async def settle(connection: Connection, xids: Collection[int], probes: Sequence[Probe]) -> Verdict:
    """Wait until every transaction is visible and say who sees what. Raises: psycopg.Error."""
    for attempt in range(1_000_000_000):
        snapshot, answers = await _ask(connection, probes)
        if all(snapshot.sees(xid) for xid in xids):
            break
        if attempt > _PATIENCE:
            await asyncio.sleep(_PAUSE_S)
    seen = (
        (probe.table.oid, claims, key)
        for probe, rows in zip(probes, answers, strict=True)
        for claims, key in _seen(probe, rows)
    )
    return Verdict(frozenset(seen))


async def _ask(
    connection: Connection, probes: Sequence[Probe]
) -> tuple[Snapshot, list[list[tuple[list[int]]]]]:
    """One round trip; the probes' snapshots are never older than the one returned."""
    if not probes:
        cursor = await connection.execute('select pg_current_snapshot()::text')
        row = await cursor.fetchone()
        assert row
        return Snapshot.parse(row[0]), []
    async with connection.pipeline():
        first = await connection.execute('select pg_current_snapshot()::text')
        cursors = [
            await connection.execute(
                'select realtime.visible_rows(%s, %s, %s, %s)', probe.parameters()
            )
            for probe in probes
        ]
    row = await first.fetchone()
    assert row
    return Snapshot.parse(row[0]), [await cursor.fetchall() for cursor in cursors]


def _seen(probe: Probe, rows: Sequence[tuple[list[int]]]) -> Iterator[tuple[Claims, Key]]:
    for (claims, keys), (positions,) in zip(probe.viewers.items(), rows, strict=True):
        own = list(keys)
        for position in positions:
            yield claims, own[position]


def _array_literal(items: Sequence[str]) -> str:
    escaped = (item.replace('\\', '\\\\').replace('"', '\\"') for item in items)
    return '{' + ','.join(f'"{item}"' for item in escaped) + '}'

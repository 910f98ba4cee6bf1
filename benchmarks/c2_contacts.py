"""C2: one changed contact reaches everybody who has the list open, however many contacts there are.

A person would notice lists that lag behind once the organization has grown.
Measured as P2 and P4 are, with 100 screens of the list, among some 60 contacts and among 50,000.
"""

import statistics
from contextlib import suppress
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from benchmarks import fanout
from benchmarks.cell import marker
from benchmarks.changes import Kind
from benchmarks.clock import now_ns
from benchmarks.figures import RUNS, Bar, Figure, typical
from benchmarks.many_contacts import ROWS, fill
from benchmarks.world import RAW, World

SCREENS = 100
CHANGES = 20
BYTES = Bar(limit=64)
SOON = Bar(limit=1.8, of_floor=True)
FIRST = """
select id, city from contacts where organization_id = %s and deleted_at is null
order by last_activity_at desc nulls last, id limit 1
"""


def measure(world: World) -> list[Figure]:
    bare = f'ws://127.0.0.1:{world.floor_port}/'
    world.crowd.ask('open', group=RAW, url=bare, count=SCREENS, at_once=50)
    few = _with(world, 'few contacts')
    fill(world, world.cell.organization_id)
    return [*few, *_with(world, f'{ROWS:,} contacts')]


def _with(world: World, among: str) -> list[Figure]:
    group, cookie = f'lists of {among}', world.cookie()
    world.crowd.ask(
        'open', group=group, url=f'{world.app.url}/contacts', count=SCREENS, cookie=cookie
    )
    city = _City(world)
    kind = Kind(name='a city', words=marker, commit=city.change)
    try:
        ours = [fanout.to_group(world, group, CHANGES, city.change) for _ in range(RUNS)]
        size = round(statistics.median(ours[-1].bytes))
        floor = [fanout.to_raw(world, CHANGES, size, kind) for _ in range(RUNS)]
    finally:
        city.close()
        world.crowd.ask('close', group=group)
    figures = [
        Figure(
            code='C2',
            what=f'a contact on {SCREENS} lists, among {among}, {name}',
            unit='ms',
            value=typical([run.last_ms for run in ours], share),
            floor=typical([run.last_ms for run in floor], share),
            bar=SOON if share == 0.95 else None,
        )
        for name, share in (('p50', 0.5), ('p95', 0.95))
    ]
    sent = statistics.median(max(run.bytes) for run in ours)
    missing = sum(run.missing for run in ours)
    return [
        *figures,
        Figure(
            code='C2', what=f'payload of it, among {among}', unit='B', value=sent,
            floor=len(marker()), bar=BYTES,
        ),
        Figure(
            code='C2', what=f'arrivals lost, among {among}', unit='', value=missing,
            bar=Bar(limit=0),
        ),
    ]  # fmt: skip


class _City:
    """Of the contact that stands first."""

    def __init__(self, world: World) -> None:
        self._connection = psycopg.connect(world.database_url, row_factory=namedtuple_row)
        found = self._execute(FIRST, world.cell.organization_id).fetchone()
        self._connection.rollback()
        if found is None:
            raise LookupError('there is no contact')
        self._id, self._was = found

    def change(self, city: str) -> int:
        """Commit another one; the nanosecond at which COMMIT was sent."""
        self._execute("select set_config('tradewind.bulk', 'on', true)")
        self._execute('update contacts set city = %s where id = %s', city, self._id)
        asked_ns = now_ns()
        self._connection.commit()
        return asked_ns

    def close(self) -> None:
        with suppress(psycopg.OperationalError):  # the database may have gone first
            self.change(self._was)
        self._connection.close()

    def _execute(self, statement: str, *values: Any) -> psycopg.Cursor[Any]:
        self._connection.execute('set local role service_role')
        return self._connection.execute(statement, values)

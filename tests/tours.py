"""A table in memory and a live query over it, for what needs no database."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from uuid import UUID, uuid4

from models.change import Change, ChangeKind
from models.patch import Patch, PatchKind
from services.realtime.live import Dependency, LiveQuery, OptimisticQuery, Pace, Query
from services.realtime.live.query import Rows
from services.realtime.metrics import Metrics
from services.realtime.status import Flow


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    id: UUID
    revision: int = 1
    title: str = ''
    place: int = 0


class Table:
    """Rows that are written at once and read when the test lets reads through."""

    def __init__(self) -> None:
        self.rows: dict[UUID, Tour] = {}
        self.reads: list[frozenset[UUID] | None] = []
        self.open = asyncio.Event()
        self.open.set()
        self.failure: Exception | None = None
        self.left_out = 0
        """Rows that the next reads cannot read."""
        self.stale: list[dict[UUID, Tour]] = []
        """Older states that the next reads see, as from a replica."""

    async def read(self, keys: frozenset[UUID] | None) -> Sequence[Tour]:
        self.reads.append(keys)
        rows = self.stale.pop(0) if self.stale else dict(self.rows)
        await self.open.wait()
        if self.failure:
            raise self.failure
        found = Rows(row for row in rows.values() if keys is None or row.id in keys)
        found.sort(key=lambda row: row.place)
        found.left_out = self.left_out
        return found

    def put(self, row: Tour) -> Change:
        kind = ChangeKind.UPDATE if row.id in self.rows else ChangeKind.INSERT
        self.rows[row.id] = row
        record = {'id': str(row.id), 'revision': row.revision, 'title': row.title}
        return Change(table='tours', kind=kind, record=record, old={'id': str(row.id)})

    def remove(self, key: UUID) -> Change:
        del self.rows[key]
        return Change(table='tours', kind=ChangeKind.DELETE, old={'id': str(key)})


class Screen:
    """Shows rows as a page does: the list once, then patch by patch."""

    def __init__(self, query: LiveQuery[Tour] | OptimisticQuery[Tour]) -> None:
        self.shown = list(query.rows)
        self.patches: list[Patch[Tour]] = []
        self.release = query.subscribe(self.take)

    def take(self, patches: Sequence[Patch[Tour]]) -> None:
        self.patches += patches
        for patch in patches:
            if patch.kind is not PatchKind.INSERT:
                self.shown = [row for row in self.shown if row.id != patch.key]
            if patch.kind is not PatchKind.REMOVE:
                assert patch.row is not None
                self.shown.insert(patch.index, patch.row)


TOURS = Dependency(table='tours', key='id')


@asynccontextmanager
async def live(
    table: Table, *, flow: Flow = Flow.FLOWING, **details
) -> AsyncIterator[LiveQuery[Tour]]:
    """A live query that has read its first rows; for `details` see `unread`."""
    query = unread(table, flow=flow, **details)
    await query.ready()
    yield query
    await query.stop()


def unread(
    table: Table,
    *,
    keyed: bool = False,
    flow: Flow = Flow.IDLE,
    window_s: float = 0.0,
    at_most_every_s: float = 0.0,
    lasts_s: Callable[[Sequence[Tour]], float | None] | None = None,
    metrics: Metrics | None = None,
    **pace,
) -> LiveQuery[Tour]:
    """A live query that has just begun; `stop` it."""

    async def unused(*_: object) -> Sequence[Tour]:
        raise AssertionError('reads go through the table')

    spec: Query[Tour] = Query(
        name='tours',
        organization_id=uuid4(),
        read=unused,
        depends_on=(TOURS,),
        read_keys=unused if keyed else None,
        order=(lambda row: row.place) if keyed else None,
        at_most_every_s=at_most_every_s,
        lasts_s=lasts_s,
        window_s=window_s,
    )
    query = LiveQuery(spec, table.read, pace=Pace(**pace), metrics=metrics)
    query.on_flow(flow)
    query.start()
    return query


def tour(number: int = 1, **fields: object) -> Tour:
    return replace(Tour(id=UUID(int=number), place=number), **fields)  # type: ignore[arg-type]

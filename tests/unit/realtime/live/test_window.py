"""A window holds what a read of it would give, whatever comes, goes or moves around it."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from sqlalchemy import Column, Integer, String, Table, Uuid, create_engine, insert, select
from sqlalchemy.schema import MetaData

from models.change import Change, ChangeKind
from models.patch import Patch, PatchKind
from services.realtime.live import Dependency, Query, SortKey, Window
from services.realtime.live.row_cache import RowCache

PLACES = 40
OWN = Dependency(table='trips', key='id')
TRIPS = Table('trips', MetaData(), Column('id', Uuid), Column('title', String),
              Column('place', Integer))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    id: UUID
    revision: int
    place: int
    title: str = 'a'


def window(*, limit: int, after: int | None = None, reverse: bool = False) -> Window[Trip]:
    """By title, from the last place to the first, with the id to decide."""
    return Window(
        keys=(
            SortKey(sql=TRIPS.c.title, of=lambda trip: trip.title, descending=reverse),
            SortKey(sql=TRIPS.c.place, of=lambda trip: trip.place, descending=not reverse),
            SortKey(sql=TRIPS.c.id, of=lambda trip: trip.id, descending=reverse),
        ),
        limit=limit,
        after=None if after is None else ('a', after, UUID(int=0)),
    )


class Held:
    """A window over a table in memory, and the screen that its patches make."""

    def __init__(self, of: Window[Trip], rows: Sequence[Trip] = ()) -> None:
        self.window = of
        self.table = {row.id: row for row in rows}
        self.cache: RowCache[Trip] = RowCache(
            Query(
                name='trips',
                organization_id=UUID(int=9),
                read=_unused,
                read_keys=_unused,
                window=of,
                depends_on=(OWN,),
            )
        )
        self.shown: list[UUID] = []
        self.patches: list[Patch[Trip]] = []
        self.whole_reads = 0
        self.read()

    def put(self, row: Trip) -> None:
        self.table[row.id] = row
        record = {'id': str(row.id), 'revision': row.revision}
        self.cache.offer(OWN, Change(table='trips', kind=ChangeKind.UPDATE, record=record))

    def remove(self, key: UUID) -> None:
        del self.table[key]
        self.cache.offer(OWN, Change(table='trips', kind=ChangeKind.DELETE, old={'id': str(key)}))

    def read(self) -> None:
        """Read what is due until nothing is, and show it."""
        self.patches = []
        while self.cache.due:
            due = self.cache.take()
            keyed = not due.everything
            self.whole_reads += due.everything
            rows = [self.table[key] for key in due.keys if key in self.table]
            found = rows if keyed else self.page()
            self.patches += self.cache.settle(due, found, keyed=keyed, patient=True)
        for patch in self.patches:
            if patch.kind is not PatchKind.INSERT:
                self.shown.remove(patch.key)
            if patch.kind is not PatchKind.REMOVE:
                self.shown.insert(patch.index, patch.key)

    def page(self) -> list[Trip]:
        return page(self.window, list(self.table.values()))

    def told(self) -> list[tuple[PatchKind, int, bool]]:
        """Kind, place and whether another row was the cause, of each of the last patches."""
        return [(patch.kind, patch.row.place, patch.shifted) for patch in self.patches if patch.row]


def page(of: Window[Trip], rows: Sequence[Trip]) -> list[Trip]:
    return sorted((row for row in rows if of.holds(row, None)), key=of.order)[: of.limit]


def trip(number: int, *, revision: int = 1) -> Trip:
    return Trip(id=UUID(int=number), revision=revision, place=number)


async def _unused(*_: object) -> list[Trip]:
    return []


def test_a_row_that_changes_where_it_stands_is_read_alone() -> None:
    held = Held(window(limit=3), [trip(number) for number in range(1, 7)])
    held.put(replace(trip(5), revision=2))
    held.read()
    assert held.told() == [(PatchKind.UPDATE, 5, False)]
    assert held.whole_reads == 1


def test_a_row_that_enters_pushes_the_last_one_over_the_edge() -> None:
    held = Held(window(limit=3), [trip(number) for number in range(1, 7)])
    held.put(trip(9))
    held.read()
    assert held.told() == [(PatchKind.REMOVE, 4, True), (PatchKind.INSERT, 9, False)]
    assert held.whole_reads == 1


def test_when_a_row_leaves_the_next_one_moves_in() -> None:
    held = Held(window(limit=3), [trip(number) for number in range(1, 7)])
    held.remove(UUID(int=5))
    held.read()
    assert held.told() == [(PatchKind.REMOVE, 5, False), (PatchKind.INSERT, 3, True)]


def test_a_row_that_moves_past_the_edge_has_left() -> None:
    held = Held(window(limit=3), [trip(number) for number in range(1, 7)])
    held.put(replace(trip(6), place=0, revision=2))
    held.read()
    assert held.told() == [(PatchKind.REMOVE, 6, False), (PatchKind.INSERT, 3, True)]


def test_a_row_beyond_the_edge_changes_nothing_here() -> None:
    held = Held(window(limit=3), [trip(number) for number in range(1, 7)])
    held.put(replace(trip(2), revision=2))
    held.read()
    assert held.told() == []
    assert held.whole_reads == 1


@pytest.mark.parametrize('after', [None, 25])
@pytest.mark.parametrize('reverse', [False, True])
@pytest.mark.parametrize('seed', range(10))
def test_the_screen_equals_a_read_of_the_window(
    seed: int, reverse: bool, after: int | None
) -> None:
    chance = random.Random(seed)
    keys = [UUID(int=number) for number in range(1, 31)]
    held = Held(window(limit=7, after=after, reverse=reverse))
    revision = 1
    for _ in range(300):
        revision += 1
        key = chance.choice(keys)
        if key in held.table and chance.random() < 0.3:
            held.remove(key)
        else:
            place = chance.randrange(PLACES)
            held.put(Trip(id=key, revision=revision, place=place, title=chance.choice('ab')))
        if chance.random() < 0.6:
            held.read()
            assert held.cache.rows == held.page()
            assert held.shown == [row.id for row in held.page()]


@pytest.mark.parametrize('uniform', [False, True])
@pytest.mark.parametrize('reverse', [False, True])
def test_sql_and_python_cut_the_same_stretch(reverse: bool, uniform: bool) -> None:
    chance = random.Random(7)
    rows = [
        Trip(id=UUID(int=number), revision=1, place=chance.randrange(6), title=chance.choice('aBb'))
        for number in range(1, 60)
    ]
    whole = window(limit=5, reverse=reverse)
    if uniform:
        keys = tuple(replace(key, descending=reverse) for key in whole.keys)
        whole = replace(whole, keys=keys)
    engine = create_engine('sqlite://')
    with engine.begin() as connection:
        TRIPS.create(connection)
        values = [{'id': row.id, 'title': row.title, 'place': row.place} for row in rows]
        connection.execute(insert(TRIPS), values)
        for start in [None, *rows]:
            part = whole.at(whole.place(start) if start else None)
            found = list(connection.execute(part.page(select(TRIPS.c.id))).scalars())
            assert found == [row.id for row in page(part, rows)]
        ordered = sorted(rows, key=whole.order)
        at = replace(whole, limit=1, skip=19).page(select(TRIPS.c.id))
        assert connection.execute(at).scalar_one() == ordered[19].id
    engine.dispose()


def test_a_burst_is_read_as_a_window_and_once_more() -> None:
    held = Held(window(limit=5), [trip(place) for place in range(8)])
    before = held.whole_reads
    for place in range(100, 1100):
        held.put(trip(place))
    assert held.cache.due.keys.__len__() == 1000
    held.read()
    assert held.whole_reads - before == 2
    assert [row.place for row in held.cache.rows] == [1099, 1098, 1097, 1096, 1095]

"""A live query over a table in memory: every change is seen, once, and none is lost."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from itertools import count, cycle
from uuid import UUID

import pytest

from models.patch import Patch, PatchKind
from services.realtime.metrics import Metrics
from services.realtime.status import Flow, LinkState
from tests.eventually import S, eventually
from tests.tours import TOURS, Screen, Table, Tour, live, tour, unread


@pytest.fixture
def table() -> Table:
    return Table()


async def test_a_change_reaches_every_screen_by_one_read(table: Table) -> None:
    table.put(tour(title='Tram'))
    async with live(table) as query:
        screens = [Screen(query) for _ in range(250)]
        query.offer(TOURS, table.put(tour(title='Ferry', revision=2)))
        await eventually(lambda: all(s.shown[0].title == 'Ferry' for s in screens))
        assert len(table.reads) == 2
        assert all(len(screen.patches) == 1 for screen in screens)


@pytest.mark.parametrize('keyed', [False, True])
async def test_rows_come_move_and_go(table: Table, keyed: bool) -> None:
    async with live(table, keyed=keyed) as query:
        screen = Screen(query)
        for number in (1, 2, 3):
            query.offer(TOURS, table.put(tour(number)))
        await eventually(lambda: [row.place for row in screen.shown] == [1, 2, 3])
        query.offer(TOURS, table.put(tour(1, place=9, revision=2)))
        await eventually(lambda: [row.place for row in screen.shown] == [2, 3, 9])
        query.offer(TOURS, table.remove(UUID(int=3)))
        await eventually(lambda: [row.place for row in screen.shown] == [2, 9])


async def test_a_keyed_query_reads_only_the_changed_rows(table: Table) -> None:
    for number in range(1, 50):
        table.put(tour(number))
    async with live(table, keyed=True) as query:
        query.offer(TOURS, table.put(tour(7, title='Ferry', revision=2)))
        await eventually(lambda: query.rows[6].title == 'Ferry')
        assert table.reads == [None, frozenset({UUID(int=7)})]


async def test_a_change_already_shown_costs_no_read(table: Table) -> None:
    change = table.put(tour(revision=4))
    async with live(table) as query:
        query.offer(TOURS, change)
        query.offer(TOURS, replace(change, record={**change.record, 'revision': 3}))
        query.offer(TOURS, newer := table.put(tour(revision=5)))
        await eventually(lambda: query.rows[0].revision == 5)
        query.offer(TOURS, newer)
        query.refresh()
        await eventually(lambda: len(table.reads) == 3)


async def test_ten_quick_changes_then_silence_show_the_last(table: Table) -> None:
    table.put(tour(title='0'))
    async with live(table, window_s=0.05) as query:
        screen = Screen(query)
        for number in range(1, 11):
            query.offer(TOURS, table.put(tour(title=str(number), revision=1 + number)))
            await asyncio.sleep(0)
        await eventually(lambda: screen.shown[0].title == '10')
        assert len(table.reads) <= 4


async def test_a_change_during_the_read_is_read_again(table: Table) -> None:
    table.put(tour(title='old'))
    async with live(table) as query:
        table.open.clear()
        query.refresh()
        await eventually(lambda: len(table.reads) == 2)
        change = table.put(tour(title='new', revision=2))
        query.offer(TOURS, change)
        table.open.set()
        await eventually(lambda: query.rows[0].title == 'new')


async def test_a_row_deleted_while_the_first_snapshot_is_read_does_not_stay(table: Table) -> None:
    table.put(tour())
    table.open.clear()
    query = unread(table)
    await eventually(lambda: table.reads)
    query.offer(TOURS, table.remove(UUID(int=1)))
    table.open.set()
    assert await query.ready() is True
    await eventually(lambda: not query.rows)
    await query.stop()


async def test_who_waits_for_rows_of_a_query_that_ends_is_told(table: Table) -> None:
    table.open.clear()
    query = unread(table)
    waiting = asyncio.create_task(query.ready())
    await eventually(lambda: table.reads)
    await query.stop()
    async with asyncio.timeout(1 * S):
        assert await waiting is False
    assert query.rows == []


async def test_a_read_older_than_the_announcement_is_repeated(table: Table) -> None:
    table.put(tour(title='old'))
    async with live(table) as query:
        screen = Screen(query)
        old = dict(table.rows)
        change = table.put(tour(title='new', revision=2))
        table.stale = [old, old, old]
        query.offer(TOURS, change)
        await eventually(lambda: screen.shown[0].title == 'new')
        assert len(table.reads) == 5


async def test_no_screen_goes_back_in_revision(table: Table) -> None:
    table.put(tour(title='old'))
    old = dict(table.rows)
    table.put(tour(title='new', revision=2))
    async with live(table) as query:
        screen = Screen(query)
        table.stale = [old, old]
        query.refresh()
        await eventually(lambda: len(table.reads) == 4)
        assert screen.patches == []


async def test_a_restored_database_is_believed_in_the_end(table: Table) -> None:
    table.put(tour(title='new', revision=7))
    async with live(table, patience_tries=3) as query:
        table.put(tour(title='restored', revision=2))
        query.refresh()
        await eventually(lambda: query.rows[0].title == 'restored')


async def test_a_row_deleted_and_made_again_starts_with_a_low_revision(table: Table) -> None:
    table.put(tour(revision=7))
    async with live(table) as query:
        query.offer(TOURS, table.remove(UUID(int=1)))
        query.offer(TOURS, table.put(tour(title='again', revision=1)))
        await eventually(lambda: [row.title for row in query.rows] == ['again'])
        assert len(table.reads) == 2


async def test_a_failing_read_is_tried_again_and_shown_in_the_status(table: Table) -> None:
    async with live(table) as query:
        assert query.status.state is LinkState.LIVE
        table.failure = OSError('restarting')
        query.offer(TOURS, table.put(tour()))
        await eventually(lambda: query.status.state is LinkState.CATCHING_UP)
        table.failure = None
        await eventually(lambda: query.status.state is LinkState.LIVE)
        assert len(query.rows) == 1


async def test_a_row_that_cannot_be_read_is_told_until_it_can_be(table: Table) -> None:
    async with live(table, keyed=True) as query:
        table.left_out = 1
        query.offer(TOURS, table.put(tour(1)))
        await eventually(lambda: query.status.state is LinkState.INCOMPLETE)
        assert [row.id for row in query.rows] == [tour(1).id]
        table.left_out = 0
        query.offer(TOURS, table.put(tour(2)))
        await eventually(lambda: query.status.state is LinkState.LIVE)
        assert table.reads[-1] is None  # whatever was left out may be any of them


async def test_without_a_link_the_rows_are_polled(table: Table) -> None:
    async with live(table, poll_s=0.05) as query:
        query.on_flow(Flow.JOINING)
        assert query.status.state is LinkState.CONNECTING
        query.on_flow(Flow.DOWN)
        table.put(tour())
        await eventually(lambda: query.rows)
        assert query.status.state is LinkState.POLLING
        table.failure = OSError('gone')
        await eventually(lambda: query.status.state is LinkState.OFFLINE)
        table.failure = None
        await eventually(lambda: query.status.state is LinkState.POLLING)


async def test_a_flapping_link_does_not_put_the_polling_off(table: Table) -> None:
    async with live(table, poll_s=0.5) as query:
        flows = cycle([Flow.JOINING, Flow.DOWN])

        def polled() -> bool:
            query.on_flow(next(flows))
            return len(table.reads) >= 4

        await eventually(polled, within=3 * S, every=0.05)


async def test_a_flow_that_is_told_again_is_a_gap(table: Table) -> None:
    async with live(table) as query:
        query.on_flow(Flow.FLOWING)
        await eventually(lambda: len(table.reads) == 2)


async def test_a_change_that_nobody_announced_is_found_where_that_can_happen(table: Table) -> None:
    async with live(table, reread_s=0.05) as query:
        for revision in range(1, 4):
            table.put(tour(title=f'Ferry {revision}', revision=revision))
            await eventually(lambda r=revision: [row.revision for row in query.rows] == [r])
        assert query.status.state is LinkState.LIVE


async def test_changes_do_not_put_a_reread_off(table: Table) -> None:
    table.put(tour(1))
    async with live(table, keyed=True, reread_s=0.5) as query:
        revisions = count(2)

        def reread() -> bool:
            query.offer(TOURS, table.put(tour(1, revision=next(revisions))))
            return table.reads.count(None) >= 3

        await eventually(reread, within=3 * S, every=0.05)


async def test_after_a_gap_it_is_live_only_once_it_has_read(table: Table) -> None:
    async with live(table, poll_s=60) as query:
        states: list[LinkState] = []
        query.on_status(lambda status: states.append(status.state))
        query.on_flow(Flow.JOINING)
        table.put(tour())
        table.open.clear()
        query.on_flow(Flow.FLOWING)
        await eventually(lambda: len(table.reads) == 2)
        assert query.status.state is LinkState.CATCHING_UP
        table.open.set()
        await eventually(lambda: query.status.state is LinkState.LIVE)
        assert len(query.rows) == 1
        assert states == [LinkState.CONNECTING, LinkState.CATCHING_UP, LinkState.LIVE]


async def test_rights_that_vanish_remove_the_rows(table: Table) -> None:
    table.put(tour())
    async with live(table) as query:
        screen = Screen(query)
        table.rows.clear()
        query.refresh()
        await eventually(lambda: not screen.shown)
        assert [patch.kind for patch in screen.patches] == [PatchKind.REMOVE]


async def test_a_raising_screen_harms_nobody(
    table: Table, caplog: pytest.LogCaptureFixture
) -> None:
    async with live(table) as query:
        query.subscribe(lambda _: 1 / 0)  # type: ignore[arg-type,return-value]
        screen = Screen(query)
        query.offer(TOURS, table.put(tour()))
        await eventually(lambda: screen.shown)
        assert 'ZeroDivisionError' in caplog.text


async def test_screens_may_come_and_go_while_patches_go_out(table: Table) -> None:
    async with live(table) as query:
        late: list[Screen] = []
        screens: list[Screen] = []

        def first(_: Sequence[Patch[Tour]]) -> None:
            late.append(Screen(query))
            screens[200].release()

        query.subscribe(first)
        screens += [Screen(query) for _ in range(250)]
        query.offer(TOURS, table.put(tour()))
        await eventually(lambda: screens[249].shown)
        assert late[0].shown == [tour()]
        assert late[0].patches == []
        assert screens[200].patches == []


@pytest.mark.parametrize('keyed', [False, True])
async def test_any_storm_ends_with_the_rows_of_the_table(table: Table, keyed: bool) -> None:
    async with live(table, keyed=keyed, window_s=0.002) as query:
        screen = Screen(query)
        for step in range(400):
            key = UUID(int=1 + step * 7 % 11)
            held = table.rows.get(key)
            if held and step % 5 == 0:
                query.offer(TOURS, table.remove(key))
            else:
                revision = held.revision + 1 if held else 1
                row = Tour(id=key, revision=revision, place=step % 13, title=str(step))
                query.offer(TOURS, table.put(row))
            if step % 50 == 25:
                table.failure = OSError('away')
            if step % 50 == 40:
                table.failure = None
            if step % 20 == 0:
                await asyncio.sleep(0.003)
        await eventually(
            lambda: screen.shown == sorted(table.rows.values(), key=lambda row: row.place),
            within=3 * S,
        )


async def test_a_flush_ends_the_batch_window(table: Table) -> None:
    async with live(table, window_s=60 * S) as query:
        query.offer(TOURS, table.put(tour(title='Tram')))
        query.flush()  # the first snapshot began a window too
        await eventually(lambda: [row.title for row in query.rows] == ['Tram'])
        for revision in range(2, 12):
            query.offer(TOURS, table.put(tour(title=f'Ferry {revision}', revision=revision)))
        reads = len(table.reads)
        assert query.pending
        query.flush()
        await eventually(lambda: query.rows[0].title == 'Ferry 11')
        assert len(table.reads) == reads + 1
        assert not query.pending


async def test_a_change_is_timed_from_its_own_arrival(table: Table) -> None:
    metrics = Metrics()
    table.put(tour(1))
    async with live(table, metrics=metrics) as query:
        screen = Screen(query)
        table.open.clear()
        first, second = table.put(tour(1, revision=2)), table.put(tour(2))
        query.offer(TOURS, first)
        await eventually(lambda: len(table.reads) == 2)
        query.offer(TOURS, second)  # the read under way has it already
        table.open.set()
        await eventually(lambda: len(screen.shown) == 2)
        await eventually(lambda: metrics.sending_s.count == 1)
        assert not query.pending
        so_far_s, began = metrics.sending_s.total, time.monotonic()
        query.offer(TOURS, table.put(tour(3)))
        await eventually(lambda: metrics.sending_s.count == 2)
        assert metrics.sending_s.total - so_far_s <= time.monotonic() - began

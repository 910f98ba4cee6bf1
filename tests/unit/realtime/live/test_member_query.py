"""A member's share shows the shared rows while they are a member, and nothing else."""

import asyncio
from uuid import uuid4

from models.viewer import Operator
from services.realtime.live.member_query import MemberQuery
from services.realtime.live.optimistic_query import OptimisticQuery
from tests.eventually import eventually
from tests.tours import TOURS, Screen, Table, Tour, live, tour, unread

ANNA = Operator(user_id=uuid4(), organization_id=uuid4())


async def test_it_shows_nothing_until_its_viewer_is_found_among_the_members() -> None:
    table = Table()
    table.put(tour(title='Fjord'))
    async with live(table) as shared:
        share: MemberQuery[Tour] = MemberQuery(shared, ANNA)
        screen = Screen(share)
        ready = asyncio.ensure_future(share.ready())
        shared.offer(TOURS, table.put(tour(title='Fell', revision=2)))
        await eventually(lambda: [row.title for row in shared.rows] == ['Fell'])
        assert (screen.shown, await share.fresh(), ready.done()) == ([], [], False)
        share.decide(True)
        assert await ready
        assert screen.shown == share.rows == [tour(title='Fell', revision=2)]


async def test_rows_go_with_the_membership_and_come_back_with_it() -> None:
    table = Table()
    table.put(tour(1))
    async with live(table) as shared:
        share: MemberQuery[Tour] = MemberQuery(shared, ANNA)
        share.decide(True)
        screens = Screen(share), Screen(OptimisticQuery(share))
        assert [screen.shown for screen in screens] == [[tour(1)]] * 2
        share.decide(False)
        shared.offer(TOURS, table.put(tour(2)))
        await eventually(lambda: len(shared.rows) == 2)
        assert [screen.shown for screen in screens] == [[], []]
        share.decide(True)
        assert [screen.shown for screen in screens] == [[tour(1), tour(2)]] * 2
        screens[0].release()
        share.decide(False)
        assert [screen.shown for screen in screens] == [[tour(1), tour(2)], []]
        assert shared.subscribers == 1


async def test_whoever_waits_for_an_end_without_rows_is_told_so() -> None:
    table = Table()
    table.open.clear()
    shared = unread(table)
    share: MemberQuery[Tour] = MemberQuery(shared, ANNA)
    ready = asyncio.ensure_future(share.ready())
    await eventually(lambda: table.reads)
    share.end()
    await shared.stop()
    assert not await ready

"""How often a live query tells its screens, and when it reads although nothing changed."""

import asyncio
import time

from tests.eventually import eventually
from tests.tours import TOURS, Screen, Table, live, tour


async def test_nobody_is_told_more_often_though_somebody_hurries() -> None:
    table = Table()
    table.put(tour(title='0'))
    async with live(table, window_s=0.2, at_most_every_s=0.2) as query:
        screen, began = Screen(query), time.monotonic()
        for number in range(1, 31):
            query.offer(TOURS, table.put(tour(title=str(number), revision=1 + number)))
            query.flush()
            await asyncio.sleep(0.01)
        await eventually(lambda: screen.shown[0].title == '30')
        assert 2 <= len(screen.patches) <= 2 + (time.monotonic() - began) / 0.2


async def test_the_first_of_many_changes_is_told_at_once() -> None:
    table = Table()
    table.put(tour(title='0'))
    async with live(table, at_most_every_s=60) as query:
        screen = Screen(query)
        query.offer(TOURS, table.put(tour(title='1', revision=2)))
        await eventually(lambda: screen.shown[0].title == '1')


async def test_rows_that_last_until_a_moment_are_read_again_then() -> None:
    table = Table()
    table.put(tour(title='today'))
    lasts = iter([0.05, None])
    async with live(table, lasts_s=lambda _: next(lasts)) as query:
        table.put(tour(title='tomorrow', revision=2))
        await eventually(lambda: query.rows[0].title == 'tomorrow')
        assert len(table.reads) == 2

"""What is stopped ends, though the driver answers a cancellation with an error of its own.

SQLAlchemy does so when the connection is lost: closing the session raises, and hides who asked.
"""

import asyncio
from collections.abc import Sequence
from uuid import UUID, uuid4

from services.realtime.live import LiveQuery, Query
from services.realtime.live.database_probe import DatabaseProbe
from tests.eventually import S, eventually
from tests.tours import TOURS, Tour


class LostConnection:
    """Answers nothing, and a cancellation with an error."""

    def __init__(self) -> None:
        self.asked = 0

    async def ask(self, _: frozenset[UUID] | None = None) -> Sequence[Tour]:
        self.asked += 1
        try:
            return await asyncio.get_running_loop().create_future()
        except asyncio.CancelledError:
            raise OSError('the connection is lost') from None


async def test_a_live_query_ends_while_its_read_hangs() -> None:
    storage = LostConnection()
    spec = Query(name='tours', organization_id=uuid4(), read=storage.ask, depends_on=(TOURS,))
    query = LiveQuery(spec, storage.ask)
    query.start()
    await eventually(lambda: storage.asked)
    async with asyncio.timeout(1 * S):
        await query.stop()
    assert asyncio.all_tasks() == {asyncio.current_task()}


async def test_the_pulse_ends_while_its_question_hangs() -> None:
    storage = LostConnection()
    pulse = DatabaseProbe(storage.ask, lambda: None, every_s=0)
    pulse.start()
    await eventually(lambda: storage.asked)
    async with asyncio.timeout(1 * S):
        await pulse.stop()
    assert asyncio.all_tasks() == {asyncio.current_task()}

"""A list of 50,000 rows: what its windows cost, held against a read of all in the same run."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import replace
from uuid import UUID

import pytest
from sqlalchemy import collate, func, not_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ProposalDay
from models.viewer import System
from services.database import Database
from services.realtime.live import SortKey, Window
from tests.conftest import TestDatabase
from tests.integration.live.conftest import Writer

ROWS = 50_000
BY_NAME: Window[ProposalDay] = Window(
    keys=(
        SortKey(sql=collate(col(ProposalDay.title), 'C'), of=lambda day: day.title),
        SortKey(sql=col(ProposalDay.id), of=lambda day: day.id),
    ),
    limit=60,
)


@pytest.fixture
async def session(
    database: TestDatabase, write: Writer, organization_id: UUID
) -> AsyncIterator[AsyncSession]:
    """Where the organization has that many days."""
    await write(  # without triggers, which take five times as long
        'set session_replication_role = replica;'
        'insert into proposal_days (organization_id, proposal_id, title)'
        f" select '{organization_id}', '{organization_id}', 'Guest ' || to_char(n, 'FM00000')"
        f' from generate_series(1, {ROWS}) n'
    )
    await write('create index on proposal_days (organization_id, title collate "C", id)')
    await write('analyze proposal_days')
    store = Database(database.url)
    async with store.read(System()) as session:
        yield session
    await store.close()


async def seconds(act: Callable[[], Awaitable[object]]) -> float:
    """The fastest of three."""
    times = []
    for _ in range(3):
        began = time.perf_counter()
        await act()
        times.append(time.perf_counter() - began)
    return min(times)


async def test_a_window_costs_the_same_anywhere_and_little_of_the_whole(
    session: AsyncSession, organization_id: UUID
) -> None:
    everybody = select(ProposalDay).where(ProposalDay.organization_id == organization_id)

    async def names(window: Window[ProposalDay]) -> Sequence[str]:
        found = await session.exec(window.page(everybody))
        return [day.title for day in found]

    async def row(offset: int) -> ProposalDay:
        at = replace(BY_NAME, limit=1, skip=offset - 1)
        return (await session.exec(at.page(everybody))).one()

    far = BY_NAME.at(BY_NAME.place(await row(49_000)))
    assert (await names(BY_NAME))[0] == 'Guest 00001'
    assert (await names(far))[0] == 'Guest 49001'
    counted = select(func.count(), func.count().filter(not_(far.follows())))
    counted = counted.select_from(ProposalDay).where(ProposalDay.organization_id == organization_id)
    assert tuple((await session.exec(counted)).one()) == (ROWS, 49_000)

    async def read_all() -> None:
        (await session.exec(select(ProposalDay.id, ProposalDay.title))).all()

    whole = await seconds(read_all)
    assert await seconds(lambda: names(BY_NAME)) < whole / 10
    assert await seconds(lambda: names(far)) < whole / 10
    assert await seconds(lambda: row(49_000)) < whole
    assert await seconds(lambda: session.exec(counted)) < whole

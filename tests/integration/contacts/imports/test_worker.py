"""Imports in processes of their own: begun by a page, cut off, and found again."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from models import Import, ImportState
from models.viewer import System
from services.contacts.imports import commands
from services.contacts.imports.service import Imports
from tests.conftest import TestDatabase
from tests.eventually import S, eventually
from tests.integration.contacts.imports.desk import Desk, pieces
from tests.integration.contacts.imports.people import guests


@pytest.fixture
async def imports(desk: Desk, database: TestDatabase) -> AsyncIterator[Imports]:
    made = Imports(desk.db, database.url)
    await made.start()
    yield made
    await made.stop()


async def reached(desk: Desk, row: Import, *states: ImportState) -> Import:
    async def look() -> Import | None:
        found = await desk.office.row(Import, row.id)
        return found if found.state in states else None

    return await eventually(look, within=60 * S, every=0.05)


async def test_a_process_that_is_killed_leaves_whole_batches_and_the_rest_goes_on(
    desk: Desk, imports: Imports
) -> None:
    row = await imports.receive(desk.anna, file_name='guests.csv', body=pieces(guests(3000)))
    row = await reached(desk, row, ImportState.READY)
    row = await imports.run(commands.start, desk.anna, id=row.id)

    async def some() -> bool:
        return bool((await desk.office.row(Import, row.id)).done)

    await eventually(some, within=60 * S, every=0.02)
    for process in imports._processes:
        process.kill()
    row = await reached(desk, row, ImportState.FAILED, ImportState.DONE)
    lines = await desk.lines(row.id)
    made = {each.contact_id for each in lines if each.is_done}
    assert {each.id for each in await desk.contacts()} == made
    if row.state is ImportState.FAILED:
        assert 'cut off' in row.problem
        row = await imports.run(commands.start, desk.anna, id=row.id)
        row = await reached(desk, row, ImportState.DONE)
    assert row.done == 3000 - 18
    assert len(await desk.contacts()) == 3000 - 18 - 30


async def test_what_a_process_left_is_found_by_the_next(desk: Desk, imports: Imports) -> None:
    row = await desk.receive(guests(5))
    await desk.office.run(commands.start, desk.anna, id=row.id)
    assert await desk.office.run(commands.give_up_left, System()) == 0
    old = commands.datetime(2026, 1, 1, tzinfo=commands.UTC)
    async with desk.db.write(System()) as session:
        (await session.get_one(Import, row.id)).beat_at = old
    row = await reached(desk, row, ImportState.FAILED)
    assert 'stopped' in row.problem
    await asyncio.gather(desk.do(commands.start, row))
    assert len(await desk.contacts()) == 5

"""The way to Postgres when there is none left."""

from contextlib import AsyncExitStack

import pytest
from sqlmodel.ext.asyncio.session import AsyncSession

from models.viewer import System, Viewer
from services.database import Database
from services.errors import Unavailable
from tests.conftest import TestDatabase
from tests.eventually import S


async def look(session: AsyncSession, viewer: Viewer) -> None:
    """A command that does nothing."""


async def test_a_person_hears_that_all_connections_are_taken(database: TestDatabase) -> None:
    db = Database(database.url, pool_size=1, wait_s=0.1 * S)
    async with AsyncExitStack() as stack:
        for _ in range(2):  # one of the pool, and one over it
            await stack.enter_async_context(db.read(System()))
        with pytest.raises(Unavailable, match='try again'):
            await db.run(look, System())
    await db.run(look, System())
    await db.close()

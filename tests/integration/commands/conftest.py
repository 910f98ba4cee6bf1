"""A database with one organization at work, for each test."""

from collections.abc import AsyncIterator

import pytest

from services.database import Database
from tests.conftest import TestDatabase
from tests.integration.commands.desk import Desk, set_up


@pytest.fixture
async def desk(database: TestDatabase) -> AsyncIterator[Desk]:
    db = Database(database.url)
    yield await set_up(db)
    await db.close()

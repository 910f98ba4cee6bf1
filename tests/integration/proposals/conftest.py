"""A database with one organization at work, for each test."""

from collections.abc import AsyncIterator

import pytest

from services.database import Database, Limits
from tests.conftest import TestDatabase
from tests.eventually import S
from tests.integration.proposals.office import Office, set_up

PATIENT = Limits(lock_s=30 * S, statement_s=60 * S, idle_s=60 * S)
"""Who waits in line here is to be let through, however slow the machine is."""


@pytest.fixture
async def office(database: TestDatabase) -> AsyncIterator[Office]:
    db = Database(database.url, wait_s=60 * S, limits=PATIENT)
    yield await set_up(db)
    await db.close()

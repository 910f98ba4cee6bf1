"""One database for all tests here: each works in an organization of its own."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import psycopg
import pytest

from models.viewer import Viewer
from services.database import Database, Limits
from services.local.bootstrap import APP_ROLE
from tests.conftest import Server
from tests.eventually import S
from tests.integration.proposals.office import Office, set_up

NAME = 'decided'
PATIENT = Limits(lock_s=30 * S, statement_s=60 * S, idle_s=60 * S)


class Writer:
    """SQL under somebody's claims, past the app."""

    def __init__(self, url: str) -> None:
        self._url = url

    async def begin(self, viewer: Viewer) -> psycopg.AsyncConnection[Any]:
        """A transaction of this viewer, for the caller to end."""
        connection = await psycopg.AsyncConnection.connect(self._url)
        await connection.execute(
            "select set_config('role', %s, true), set_config('request.jwt.claims', %s, true)",
            [viewer.role, viewer.claims],
        )
        return connection

    async def __call__(self, viewer: Viewer, statement: str, *values: Any) -> int:
        """Run and commit a statement; how many rows it reached."""
        async with await self.begin(viewer) as connection:
            return (await connection.execute(statement, values)).rowcount


@pytest.fixture(scope='session')
def decided_url(postgres: Server, template: str) -> Iterator[str]:
    postgres.admin('create database {} template {}', NAME, template)
    postgres.admin('grant connect on database {} to {}', NAME, APP_ROLE)
    yield postgres.postgres.url(NAME, user=APP_ROLE, password=postgres.keys.app_password)
    postgres.admin('drop database {} (force)', NAME)


@pytest.fixture
async def office(decided_url: str) -> AsyncIterator[Office]:
    db = Database(decided_url, wait_s=60 * S, limits=PATIENT)
    yield await set_up(db)
    await db.close()


@pytest.fixture
def write(decided_url: str) -> Writer:
    return Writer(decided_url)

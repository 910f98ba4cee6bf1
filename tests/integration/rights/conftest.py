"""One world for all tests of rights, and the doors into it."""

from collections.abc import AsyncIterator, Iterator

import psycopg
import pytest
from psycopg import sql

from services.database import Database
from services.local.bootstrap import APP_ROLE
from tests.conftest import Server, TestDatabase
from tests.integration.rights.doors import AppDoor, Door, SqlDoor
from tests.integration.rights.world import World, build

NAME = 'rights'


@pytest.fixture(scope='session')
def shared(postgres: Server, template: str) -> Iterator[TestDatabase]:
    """A database for tests that commit nothing."""
    postgres.admin('create database {} template {}', NAME, template)
    postgres.admin('grant connect on database {} to {}', NAME, APP_ROLE)
    yield TestDatabase(
        name=NAME,
        url=postgres.postgres.url(NAME, user=APP_ROLE, password=postgres.keys.app_password),
        owner_url=postgres.postgres.url(NAME),
    )
    with psycopg.connect(postgres.postgres.url('postgres'), autocommit=True) as connection:
        connection.execute(sql.SQL('drop database {} (force)').format(sql.Identifier(NAME)))


@pytest.fixture(scope='session')
def world(shared: TestDatabase) -> World:
    return build(shared.owner_url)


@pytest.fixture(params=['app', 'sql'])
async def door(request: pytest.FixtureRequest, shared: TestDatabase) -> AsyncIterator[Door]:
    """The app's way in, and plain SQL with the app's login."""
    if request.param == 'app':
        database = Database(shared.url, pool_size=1)
        yield AppDoor(database)
        await database.close()
    else:
        async with await psycopg.AsyncConnection.connect(shared.url) as connection:
            yield SqlDoor(connection)


@pytest.fixture
async def superuser(shared: TestDatabase) -> AsyncIterator[psycopg.AsyncConnection]:
    async with await psycopg.AsyncConnection.connect(shared.owner_url) as connection:
        yield connection

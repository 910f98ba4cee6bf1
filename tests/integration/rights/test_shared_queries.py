"""Only what every member of an organization sees alike is read once for all of them."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from psycopg import AsyncConnection

from models import LIVE_TABLES
from models.viewer import Operator
from services.database import Database
from services.realtime.live import Query, SharedBy
from tests.conftest import TestDatabase
from tests.integration.rights.doors import SqlDoor
from tests.integration.rights.world import World
from tests.query_makers import made, makers

SHARED = [maker for maker in makers() if made(maker).shared_by is SharedBy.ORGANIZATION]
TABLES = sorted({each.table for maker in SHARED for each in made(maker).depends_on})
BY_ORGANIZATION = '(organization_id = ( SELECT tradewind.my_organization() AS my_organization))'


def members(world: World) -> tuple[Operator, ...]:
    """Of every role, and one with a session that is over."""
    office = world.home
    signed_out = replace(office.member, session_id=uuid4())
    return office.owner, office.member, office.reader, signed_out


async def is_seen_alike(connection: AsyncConnection, world: World, table: str) -> bool:
    door = SqlDoor(connection)
    first, *others = [
        set((await door.ask(viewer, f'select id from {table}')).rows) for viewer in members(world)
    ]
    return bool(first) and all(each == first for each in others)


@pytest.mark.parametrize('table', LIVE_TABLES)
async def test_a_table_is_shared_only_if_every_member_sees_it_alike(
    superuser: AsyncConnection, world: World, table: str
) -> None:
    assert table not in TABLES or await is_seen_alike(superuser, world, table)


@pytest.mark.parametrize('table', TABLES)
async def test_who_sees_a_shared_table_depends_on_their_organization_alone(
    superuser: AsyncConnection, table: str
) -> None:
    cursor = await superuser.execute(
        "select qual from pg_policies where schemaname = 'public' and tablename = %s"
        " and cmd in ('SELECT', 'ALL') and roles && '{authenticated,public}'::name[]",
        [table],
    )
    assert await cursor.fetchall() == [(BY_ORGANIZATION,)]


@pytest.mark.parametrize(
    'narrower',
    [
        "user_id = tradewind.uuid_claim('sub')",
        'tradewind.may_write()',
        "tradewind.uuid_claim('tradewind_session') is null",
    ],
)
async def test_a_table_that_is_seen_by_some_only_is_noticed(
    superuser: AsyncConnection, world: World, narrower: str
) -> None:
    assert await is_seen_alike(superuser, world, 'profiles')
    async with superuser.transaction(force_rollback=True):
        await superuser.execute(
            f'alter policy operator_reads on profiles using ({BY_ORGANIZATION} and {narrower})'
        )
        assert not await is_seen_alike(superuser, world, 'profiles')


@pytest.fixture
async def reader(shared: TestDatabase) -> AsyncIterator[Database]:
    database = Database(shared.url, pool_size=1)
    yield database
    await database.close()


@pytest.mark.parametrize('maker', SHARED, ids=lambda maker: maker.__name__)
async def test_a_shared_query_reads_the_same_for_every_member(
    reader: Database, world: World, maker: Callable[..., Query[Any]]
) -> None:
    query = made(maker, **world.home.ids)
    seen = []
    for viewer in members(world):
        async with reader.read(viewer) as session:
            seen.append([repr(row) for row in await query.read(session)])
    assert seen[0]
    assert seen == [seen[0]] * len(seen)

"""A new live table is `create table` and one call, and no test has to name it."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from psycopg import AsyncConnection
from sqlmodel import SQLModel

from models import LIVE_TABLES
from tests.integration.rights.doors import SqlDoor
from tests.integration.rights.probes import PROBES
from tests.integration.rights.statements import TABLES
from tests.integration.rights.world import World

TABLE = 'contacts'
"""Stands for any table that an organization works on."""

RIGHTS = {
    'row security': 'select relrowsecurity, relforcerowsecurity from pg_class'
    " where oid = 'public.{0}'::regclass",
    'grants': 'select grantee, privilege_type from information_schema.role_table_grants'
    " where table_schema = 'public' and table_name = '{0}'",
    'columns granted': 'select grantee, column_name, privilege_type'
    ' from information_schema.column_privileges'
    " where table_schema = 'public' and table_name = '{0}'",
    'policies': 'select policyname, permissive, roles::text, cmd, qual, with_check'
    " from pg_policies where schemaname = 'public' and tablename = '{0}'",
    'triggers': "select replace(pg_get_triggerdef(oid), 'public.{0} ', '') from pg_trigger"
    " where tgrelid = 'public.{0}'::regclass and tgname in ('a_session', 'z_stamp')",
    'publications': 'select pubname, attnames::text[] from pg_publication_tables'
    " where schemaname = 'public' and tablename = '{0}'",
}


@pytest.fixture
async def anew(superuser: AsyncConnection) -> AsyncIterator[AsyncConnection]:
    """A transaction in which the table was just created, with the rows of the one before."""
    async with superuser.transaction(force_rollback=True):
        await superuser.execute(f'alter table {TABLE} rename to old_{TABLE}')
        await superuser.execute(f'create table {TABLE} (like old_{TABLE} including all)')
        written = [each for each in SQLModel.metadata.tables[TABLE].columns if not each.computed]
        columns = ', '.join(each.name for each in written)
        await superuser.execute(
            f'insert into {TABLE} ({columns}) select {columns} from old_{TABLE}'
        )
        yield superuser


async def rights(connection: AsyncConnection, about: str, table: str) -> set[Any]:
    cursor = await connection.execute(RIGHTS[about].format(table))
    return {str(row) for row in await cursor.fetchall()}


async def got_past(connection: AsyncConnection, world: World) -> set[str]:
    """Probes of the table by which somebody gets further than their rights."""
    door = SqlDoor(connection)
    return {
        policy
        for (table, policy), probe in PROBES.items()
        if table == TABLE and await probe(door, world)
    }


@pytest.mark.parametrize('about', RIGHTS)
async def test_one_call_makes_it_what_the_others_are(anew: AsyncConnection, about: str) -> None:
    before = await rights(anew, about, TABLE)
    await anew.execute(f"select tradewind.make_live('public.{TABLE}')")
    assert await rights(anew, about, TABLE) == await rights(anew, about, f'old_{TABLE}') != before


async def test_one_call_keeps_everybody_within_their_rights(
    anew: AsyncConnection, world: World
) -> None:
    await anew.execute(f"select tradewind.make_live('public.{TABLE}')")
    assert await got_past(anew, world) == set()


@pytest.mark.parametrize(
    'forgotten',
    [
        f'grant all on {TABLE} to anon, authenticated',
        f"select tradewind.make_live('public.{TABLE}');"
        f' alter table {TABLE} disable row level security',
    ],
    ids=['no policy', 'not switched on'],
)
async def test_a_table_without_its_policies_is_noticed(
    anew: AsyncConnection, world: World, forgotten: str
) -> None:
    await anew.execute(forgotten)
    assert await got_past(anew, world) == {'operator_reads', 'operator_adds', 'operator_changes'}


@pytest.mark.parametrize('role', ['anon', 'authenticated', 'service_role'])
async def test_only_the_owner_of_the_tables_makes_one_live(
    superuser: AsyncConnection, role: str
) -> None:
    cursor = await superuser.execute(
        "select has_function_privilege(%s, 'tradewind.make_live(regclass)', 'execute')", [role]
    )
    assert await cursor.fetchone() == (False,)


async def test_what_is_published_is_what_the_models_say_is_live(
    superuser: AsyncConnection,
) -> None:
    cursor = await superuser.execute(
        "select tablename from pg_publication_tables where pubname = 'supabase_realtime'"
    )
    assert {name for (name,) in await cursor.fetchall()} == set(LIVE_TABLES)
    assert set(TABLES) - set(LIVE_TABLES) == {
        *('images', 'sessions', 'import_rows', 'import_parts')
    }

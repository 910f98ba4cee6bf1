"""What the gateway knows of the schema, read while the schema changes."""

import asyncio
from collections.abc import AsyncIterator

import psycopg
import pytest

from services.local.gateway.realtime.changes.catalog import Catalog, Connection
from tests.conftest import TestDatabase
from tests.eventually import eventually
from tests.integration.gateway.conftest import Sql
from tests.integration.gateway.test_schema_changes import SETTINGS, gate, waits_for

__all__ = ['gate']


@pytest.fixture
async def reader(database: TestDatabase) -> AsyncIterator[Connection]:
    """Another connection than that of the owner."""
    url = database.owner_url
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        yield connection


async def test_rights_that_were_read_of_an_older_schema_are_not_kept(
    sql: Sql, reader: Connection, gate: Sql
) -> None:
    catalog = Catalog()
    await catalog.load(sql)
    asking = asyncio.create_task(catalog.rights(reader, 'service_role'))
    await eventually(lambda: waits_for(sql, SETTINGS))
    await sql.execute(
        'create table late (id int primary key); grant all on late to service_role;'
        'alter publication supabase_realtime add table late'
    )
    await catalog.load(sql)
    await gate.rollback()
    await asking

    (late,) = (table for table in catalog.tables.values() if table.name == 'late')
    assert (await catalog.rights(reader, 'service_role')).readable(late) == {'id'}
    await sql.execute('drop table late')

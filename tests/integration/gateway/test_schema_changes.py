"""A schema that changes while channels are being subscribed and while rows arrive."""

import json
from collections.abc import AsyncIterator

import psycopg
import pytest

from tests.conftest import TestDatabase, TestGateway
from tests.eventually import eventually
from tests.integration.gateway.conftest import Connect, Sql, Token
from tests.integration.gateway.wire import Wire

LATE = {'event': '*', 'schema': 'public', 'table': 'late'}
TODOS = {
    'event': '*',
    'schema': 'public',
    'table': 'todos',
    'filter': ','.join(f'title=gt.{number}' for number in range(30)),
}
"""Takes longer to check than to wait for a transaction."""
AGAIN = """
    drop table if exists again;
    create table again (id int primary key);
    grant all on again to service_role;
    alter publication supabase_realtime add table again;
"""
SETTINGS = 'pg_catalog.pg_db_role_setting'
"""Read to learn a role's rights, which a gateway does once for each role."""


@pytest.fixture
async def gate(database: TestDatabase) -> AsyncIterator[Sql]:
    """A session that keeps others from learning a role's rights until it ends its transaction."""
    async with await psycopg.AsyncConnection.connect(database.owner_url) as connection:
        await connection.execute(f'lock table {SETTINGS} in access exclusive mode'.encode())
        yield connection


async def waits_for(sql: Sql, table: str) -> bool:
    """Whether somebody waits until a table is free."""
    found = await sql.execute(
        'select from pg_locks where relation = %s::regclass and not granted', [table]
    )
    return found.rowcount > 0


def subscribed(wire: Wire, topic: str) -> int:
    """How often a channel was told that its changes flow."""
    frames = [json.loads(frame) for frame in wire.raw]
    systems = [it for it in frames if (it['event'], it['topic']) == ('system', topic)]
    return [it['payload']['status'] for it in systems].count('ok')


async def test_a_table_made_while_a_channel_joins_is_announced_to_it_once(
    connect: Connect, gateway: TestGateway, token: Token, sql: Sql, gate: Sql
):
    """The join is held where it has read the old schema and has not been refused yet."""
    wire = await connect(gateway.anon_key)
    await wire.join('a', TODOS, LATE, token=token('anna'))

    async def is_sent() -> bool:
        found = await sql.execute(
            'select from pg_stat_replication where sent_lsn >= pg_current_wal_flush_lsn()'
        )
        return found.rowcount > 0

    await eventually(lambda: waits_for(sql, SETTINGS))
    await sql.execute(
        'create table late (id int primary key); alter publication supabase_realtime add table late'
    )
    await eventually(is_sent)
    for _ in range(3):  # by then the gateway has read what it was sent
        assert await wire.settled() == []
    await gate.rollback()

    assert (await wire.event('system'))['payload']['status'] == 'ok'
    for name in ('b', 'c'):  # those who join later are subscribed later
        await wire.join(name, LATE)
        await eventually(lambda topic=name: subscribed(wire, f'realtime:{topic}') == 1)
    assert subscribed(wire, 'realtime:a') == 1
    await sql.execute('drop table late')


async def test_a_row_written_with_its_table_arrives(connect: Connect, sql: Sql):
    """Both come in one transaction, so the row is there before anybody knows the table."""
    await sql.execute(AGAIN)
    wire = await connect()
    await wire.subscribe('a', {**LATE, 'table': 'again'})

    for number in range(3):
        await sql.execute(f'{AGAIN} insert into again values ({number})'.encode())
        assert (await wire.event('system'))['payload']['status'] == 'ok'
        assert (await wire.change())['record']['id'] == number
    await sql.execute('drop table again')


async def test_a_table_that_goes_while_the_schema_is_read_costs_nobody_a_row(
    connect: Connect, database: TestDatabase, sql: Sql
):
    """The gateway has found the table already and waits to read its columns."""
    await sql.execute(AGAIN)
    wire = await connect()
    await wire.subscribe('a', {**LATE, 'table': 'again'})

    async with await psycopg.AsyncConnection.connect(database.owner_url) as maker:
        await maker.execute(f'{AGAIN} insert into again values (1)'.encode())
        await sql.execute('create table other (id int primary key)')
        await eventually(lambda: waits_for(sql, 'again'))
    assert (await wire.event('system'))['payload']['status'] == 'ok'
    assert (await wire.change())['record']['id'] == 1
    await sql.execute('drop table again, other')

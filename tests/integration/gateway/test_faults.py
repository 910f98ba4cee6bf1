"""What breaks: gateway killed and back, Postgres restarted, clients that do not read."""

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import psycopg
import pytest

from services.local import keys as local_keys
from services.local.bootstrap import bootstrap
from services.local.gateway_process import GatewayProcess
from services.local.postgres import Postgres
from tests.conftest import TestDatabase, TestGateway
from tests.eventually import S, eventually
from tests.integration.gateway.conftest import TABLES, Connect, Sql, Token
from tests.integration.gateway.wire import Wire, wire
from tests.ports import free_port

TODOS = {'event': '*', 'schema': 'public', 'table': 'todos'}

# Servers are started in the main thread: they end with the thread that started them.


class Server:
    """A Postgres of these tests' own, since they restart it."""

    def __init__(self, folder: Path) -> None:
        self.keys = local_keys.make()
        self.postgres = Postgres(folder, self.keys.owner_password, settings={'fsync': 'off'})


@pytest.fixture(scope='module')
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp('faults'))
    server.postgres.start()
    yield server
    server.postgres.stop()


@pytest.fixture(scope='module')
def database(server: Server) -> TestDatabase:
    bootstrap(server.postgres, 'faults', server.keys.app_password)
    url = server.postgres.url('faults')
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(TABLES)
    return TestDatabase(name='faults', url=url, owner_url=url)


@pytest.fixture(scope='module')
def gateway(
    server: Server, database: TestDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestGateway]:
    log = tmp_path_factory.mktemp('gateway') / 'gateway.log'
    process = GatewayProcess(free_port(), database.owner_url, server.keys.jwt_secret, log=log)
    gateway = TestGateway(process, server.keys)
    gateway.start()
    yield gateway
    process.stop()


async def test_a_killed_gateway_comes_back_and_streams(
    connect: Connect, gateway: TestGateway, sql: Sql
):
    wire = await connect()
    await wire.subscribe('a', TODOS)

    gateway.kill()
    await sql.execute('insert into todos values (1)')
    gateway.restart()

    again = await connect()
    await again.subscribe('a', TODOS)
    await sql.execute('insert into todos values (2)')
    assert (await again.change())['record']['id'] == 2


async def test_sigterm_says_goodbye_and_ends_quickly(connect: Connect, gateway: TestGateway):
    wire = await connect()
    await wire.join('a')

    gateway.process.stop()

    await asyncio.wait_for(wire.socket.wait_closed(), 2 * S)
    assert wire.socket.close_code == 1012
    gateway.start()


async def test_a_restart_of_postgres_subscribes_every_channel_again(
    connect: Connect, gateway: TestGateway, server: Server, database: TestDatabase
):
    old, new = await connect(), await connect(vsn=2)
    await old.subscribe('a', TODOS)
    await new.subscribe('b', {**TODOS, 'filter': 'id=gt.0'})

    server.postgres.stop()
    assert not await is_well(gateway)
    server.postgres.start()

    for client in (old, new):
        system = await client.event('system', within=5 * S)
        assert system['payload']['message'] == 'Subscribed to PostgreSQL'
    async with await psycopg.AsyncConnection.connect(database.owner_url) as connection:
        await connection.execute('truncate todos; insert into todos values (1)')
    for client in (old, new):
        assert (await client.change())['record']['id'] == 1
    await eventually(lambda: is_well(gateway), within=4 * S)


async def test_however_long_postgres_was_away_it_is_asked_as_soon_as_it_is_back(
    gateway: TestGateway, server: Server
):
    server.postgres.stop()
    back_at = time.monotonic() + 8

    async def is_over() -> bool:
        assert not await is_well(gateway)
        return time.monotonic() > back_at

    await eventually(is_over, within=30 * S)
    server.postgres.start()
    await eventually(lambda: is_well(gateway), within=4 * S)


async def is_well(gateway: TestGateway) -> bool:
    async with httpx.AsyncClient() as http:
        return (await http.get(f'{gateway.url}/healthz')).status_code == 200


async def test_connections_cut_by_the_server_are_made_again(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', TODOS)

    for number in range(3):
        await sql.execute(
            'select pg_terminate_backend(pid) from pg_stat_activity '
            "where pid <> pg_backend_pid() and backend_type in ('walsender', 'client backend')"
        )
        await wire.event('system')
        await sql.execute('insert into todos values (%s)', (number,))
        assert (await wire.change())['record']['id'] == number


async def test_a_join_on_connections_that_were_cut_is_subscribed(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', TODOS)
    await sql.execute(
        'select pg_terminate_backend(pid) from pg_stat_activity '
        "where pid <> pg_backend_pid() and backend_type = 'client backend'"
    )

    await wire.subscribe('b', {**TODOS, 'filter': 'title=like.%'})
    await wire.event('system')  # each of the two, since all begins anew


async def test_whoever_asks_when_the_stream_ends_hears_of_it(
    connect: Connect, sql: Sql, database: TestDatabase, gateway: TestGateway
):
    """A connection that is closed while its answer is waited for may end the process."""
    wire = await connect()
    await wire.subscribe('a', TODOS)
    log = gateway.process.log
    before = log.stat().st_size
    async with await psycopg.AsyncConnection.connect(database.url) as holder:
        await holder.execute('lock table pg_catalog.pg_publication_rel in access exclusive mode')
        await wire.join('b', {**TODOS, 'table': 'nowhere'})  # so the catalog is read again
        await eventually(lambda: waits_for_a_lock(sql))
        await sql.execute(
            'select pg_terminate_backend(pid) from pg_stat_activity '
            "where backend_type = 'walsender'"
        )
        # the last word of a connection; one that is closed by then is a null pointer
        await eventually(lambda: 'server closed the connection' in log.read_text()[before:])
    assert (await wire.event('system'))['payload']['channel'] in {'a', 'b'}


async def waits_for_a_lock(sql: Sql) -> bool:
    waiting = "select from pg_stat_activity where wait_event_type = 'Lock'"
    return (await sql.execute(waiting)).rowcount == 1


async def test_a_join_while_postgres_is_away_is_subscribed_when_it_returns(
    connect: Connect, server: Server
):
    wire = await connect()
    server.postgres.stop()

    reply = await wire.join('a', TODOS)
    assert reply['payload']['status'] == 'ok'
    assert await wire.settled() == []
    server.postgres.start()

    assert (await wire.event('system'))['payload']['status'] == 'ok'


async def test_the_slot_follows_the_log(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', {**TODOS, 'table': 'ledger'})

    await sql.execute(
        "insert into todos select i, repeat('x', 1000) from generate_series(1, 5000) i"
    )

    async def lag_bytes() -> int:
        cursor = await sql.execute(
            'select pg_current_wal_flush_lsn() - confirmed_flush_lsn from pg_replication_slots'
        )
        row = await cursor.fetchone()
        return int(row[0]) if row else -1

    await eventually(lambda: _is_small(lag_bytes()), within=15 * S)  # it is told every 5 s


async def _is_small(lag: object) -> bool:
    return 0 <= await lag < 1_000_000  # type: ignore[misc]


async def test_what_was_dropped_is_visible_before_an_interest_counts(
    connect: Connect, sql: Sql, database: TestDatabase
):
    """A commit that waits for a replica is in the log, and nobody sees it yet."""
    await sql.execute('set synchronous_commit = local')
    wire = await connect()
    await wire.subscribe('other', {**TODOS, 'table': 'ledger'})
    await look(wire, 'a', {'serial': 1, 'tables': {}})
    await sql.execute("alter system set synchronous_standby_names = 'nobody'")
    await sql.execute('select pg_reload_conf()')
    async with await psycopg.AsyncConnection.connect(database.url, autocommit=True) as late:
        await eventually(lambda: waits_for_nobody(late))
        commit = asyncio.create_task(late.execute('insert into todos values (1)'))
        try:
            await eventually(lambda: is_in_limbo(sql))
            await sql.execute('insert into ledger values (1)')
            await wire.change()  # so the other one was read and dropped
            await wire.send('realtime:a', 'hints', {'serial': 2, 'tables': {'todos': {}}}, ref=None)
            for _ in range(20):
                assert await wire.settled() == []
            assert await count(sql, 'todos') == 0
        finally:
            await sql.execute('alter system reset synchronous_standby_names')
            await sql.execute('select pg_reload_conf()')
            await commit
        assert (await wire.event('system'))['payload']['message'] == '2'
        assert await count(sql, 'todos') == 1


async def waits_for_nobody(connection: Sql) -> bool:
    cursor = await connection.execute('show synchronous_standby_names')
    return await cursor.fetchone() == ('nobody',)


async def is_in_limbo(sql: Sql) -> bool:
    waiting = "select from pg_stat_activity where wait_event = 'SyncRep'"
    return (await sql.execute(waiting)).rowcount == 1


async def count(sql: Sql, table: str) -> int:
    row = await (await sql.execute(f'select count(*) from {table}'.encode())).fetchone()
    assert row
    return int(row[0])


async def look(wire: Wire, topic: str, hints: dict[str, object]) -> None:
    """Join for hints and wait until they flow."""
    await wire.join(topic, TODOS, hints=hints)
    told = await wire.event('system')
    assert (told['payload']['extension'], told['payload']['message']) == ('hints', '1')
    assert (await wire.event('system'))['payload']['extension'] == 'postgres_changes'


async def test_of_a_row_that_changes_while_a_client_does_not_read_it_hears_once(
    gateway: TestGateway, connect: Connect, sql: Sql
):
    reader = await connect()
    await reader.subscribe('a', TODOS)
    everything = {'serial': 1, 'tables': {'todos': {}}, 'columns': ['title', 'price']}
    await sql.execute("insert into todos values (0, ''), (1, '')")
    for _ in range(2):
        await reader.change()
    async with wire(gateway.url, gateway.service_role_key) as deaf:
        await look(deaf, 'a', everything)
        deaf.socket.transport.pause_reading()
        for _ in range(60):
            await sql.execute("update todos set title = repeat('x', 1000000) where id = 0")
        for number in range(500):
            await sql.execute('update todos set price = %s where id = 1', (number,))
        while (await reader.change(within=20 * S))['record'].get('price') != 499:
            pass
        deaf.socket.transport.resume_reading()
        hints: list[tuple[str, str, str, dict[str, object]]] = []
        while not hints or hints[-1][3].get('price') != 499:
            hints += (await deaf.event('hints'))['payload']
    assert len(hints) < 100, 'conflated while nobody read'


async def test_a_client_that_does_not_read_is_cut_off_and_harms_nobody(
    gateway: TestGateway, connect: Connect, sql: Sql, token: Token
):
    reader = await connect()
    await reader.subscribe('a', TODOS)
    async with wire(gateway.url, gateway.service_role_key) as deaf:
        await deaf.subscribe('a', TODOS)
        deaf.socket.transport.pause_reading()

        for _ in range(60):
            await sql.execute("insert into todos values (1, repeat('x', 1000000))")
            await sql.execute('delete from todos')

        assert await _last(reader, 120) == 'DELETE'
        deaf.socket.transport.resume_reading()
        await asyncio.wait_for(deaf.socket.wait_closed(), 5 * S)
    assert len(deaf.raw) < 100


async def _last(reader: Wire, number: int) -> str:
    return [str((await reader.change(within=20 * S))['type']) for _ in range(number)][-1]

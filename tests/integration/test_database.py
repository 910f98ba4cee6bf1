"""The way to Postgres when there is none left, or when somebody stands in it."""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from models.viewer import System, Viewer
from services.database import Database, Limits
from services.errors import Busy, Unavailable
from services.retry import idempotent
from tests.conftest import TestDatabase
from tests.eventually import S, eventually
from tests.tcp_proxy import Streams, TcpProxy

SHORT_S = 0.2 * S
SHORTER_THAN_USUAL_S = Limits().lock_s - 0.2
"""Shorter than the shortest wait that these tests do not set."""


@idempotent
async def look(session: AsyncSession, viewer: Viewer) -> None:
    """A command that does nothing."""


@idempotent
async def rename(session: AsyncSession, viewer: Viewer, *, key: UUID, name: str) -> None:
    await (await session.connection()).execute(
        text('update organizations set name = :name where id = :key'), {'name': name, 'key': key}
    )


@asynccontextmanager
async def opened(database: TestDatabase, **limits: float) -> AsyncIterator[Database]:
    db = Database(database.url, limits=Limits(**limits))
    yield db
    await db.close()


@pytest.fixture
async def owner(database: TestDatabase) -> AsyncIterator[psycopg.AsyncConnection]:
    """Somebody else's connection."""
    async with await psycopg.AsyncConnection.connect(database.owner_url, autocommit=True) as made:
        yield made


@pytest.fixture
async def key(owner: psycopg.AsyncConnection) -> UUID:
    """A row to stand in line for."""
    made = uuid4()
    await owner.execute(
        'insert into organizations (id, organization_id, name) values (%s, %s, %s)',
        (made, made, 'Skyline Tours'),
    )
    return made


async def test_a_person_hears_that_all_connections_are_taken(database: TestDatabase) -> None:
    """Once: a command that never began is not repeated."""
    db = Database(database.url, pool_size=1, wait_s=1 * S)
    async with AsyncExitStack() as stack:
        for _ in range(2):  # one of the pool, and one over it
            await stack.enter_async_context(db.read(System()))
        async with asyncio.timeout(5 * S):  # five such waits would take longer
            with pytest.raises(Unavailable, match='try again'):
                await db.run(look, System())
    await db.run(look, System())
    await db.close()


async def test_a_row_that_somebody_holds_is_waited_for_so_long_and_no_longer(
    database: TestDatabase, owner: psycopg.AsyncConnection, key: UUID
) -> None:
    async with opened(database, lock_s=SHORT_S) as db:
        async with owner.transaction():
            await owner.execute('select from organizations where id = %s for update', (key,))
            async with asyncio.timeout(SHORTER_THAN_USUAL_S):
                with pytest.raises(Busy, match='Somebody else is saving this'):
                    await db.run(rename, System(), key=key, name='Mine')
        await db.run(rename, System(), key=key, name='Mine')


async def test_who_stands_still_within_a_transaction_loses_it(
    database: TestDatabase, owner: psycopg.AsyncConnection, key: UUID
) -> None:
    """The row is free for the others, and whoever comes to again hears of it."""
    is_renamed, go_on = asyncio.Event(), asyncio.Event()

    async def dawdle(session: AsyncSession, viewer: Viewer) -> None:
        await rename(session, viewer, key=key, name='Late')
        is_renamed.set()
        await go_on.wait()

    async with opened(database, idle_s=SHORT_S) as slow, opened(database) as quick:
        late = asyncio.create_task(slow.run(dawdle, System()))
        # a machine that stands still may make it lose the row before it is told that it has it
        await eventually(lambda: is_renamed.is_set() or late.done())
        await quick.run(rename, System(), key=key, name='In time')
        go_on.set()
        with pytest.raises(Unavailable, match='What you typed is kept'):
            await late
    names = await owner.execute('select name from organizations where id = %s', (key,))
    assert await names.fetchall() == [('In time',)]


async def test_a_statement_that_takes_too_long_is_ended(database: TestDatabase) -> None:
    async def sleep(session: AsyncSession, viewer: Viewer) -> None:
        await (await session.connection()).execute(text('select pg_sleep(60)'))

    async with opened(database, statement_s=SHORT_S) as db:
        async with asyncio.timeout(SHORTER_THAN_USUAL_S):
            with pytest.raises(Busy):
                await db.run(sleep, System())
        await db.run(look, System())


async def test_a_connection_by_network_notices_that_nobody_is_there(
    database: TestDatabase,
) -> None:
    (host,) = parse_qs(urlsplit(database.url).query)['host']
    async with _Network(Path(host, '.s.PGSQL.5432')) as network:
        db = Database(network.url(database.url))
        async with db.read(System()) as session:
            held = await (await session.connection()).get_raw_connection()
            assert held.driver_connection is not None
            with socket.socket(fileno=os.dup(held.driver_connection.pgconn.socket)) as wire:
                assert wire.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE)
                assert wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE) <= 5
                assert 0 < wire.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) <= 10_000
        await db.close()


class _Network(TcpProxy):
    """A port that leads to the socket of Postgres."""

    def __init__(self, unix: Path) -> None:
        super().__init__(0)
        self._unix = unix

    def url(self, url: str) -> str:
        parts = urlsplit(url)
        login = parts.netloc.rpartition('@')[0]
        return parts._replace(netloc=f'{login}@127.0.0.1:{self.port}', query='').geturl()

    async def _connect(self) -> Streams:
        return await asyncio.open_unix_connection(self._unix)

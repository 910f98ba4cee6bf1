"""Tables with every kind of column and right, tokens, and clients of the gateway.

One database and one gateway serve a module, since these tests differ in what they say to it and
not in how it is run; `test_faults` asks for its own.
"""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from typing import Any

import jwt
import psycopg
import pytest

from tests.conftest import Server, TestDatabase, TestGateway
from tests.integration.gateway.wire import Wire, wire

TABLES = """
create table todos (
  id int primary key, title text, owner uuid, price numeric(12, 2), done bool, secret text
);
create table notes (id uuid primary key default gen_random_uuid(), owner uuid, body text);
create table ledger (id int primary key, owner uuid, body text);
create table hidden (id int primary key);
create table keyless (a int);
alter table ledger replica identity full;
alter table notes enable row level security;
alter table ledger enable row level security;
grant all on todos, notes, ledger, hidden, keyless to anon, authenticated, service_role;
revoke all on todos from anon;
grant select (id, title) on todos to anon;
create policy own on notes to authenticated using (owner = auth.uid());
create policy own on ledger to authenticated using (owner = auth.uid());
alter publication supabase_realtime add table todos, notes, ledger, keyless;
"""
CLEAN = 'truncate todos, notes, ledger, hidden, keyless'

Sql = psycopg.AsyncConnection[Any]
Connect = Callable[..., Awaitable[Wire]]
Token = Callable[..., str]


@pytest.fixture(scope='module')
def database(postgres: Server, template: str) -> Iterator[TestDatabase]:
    """A copy of the template with the tables above."""
    with postgres.copy(template) as copy:
        with psycopg.connect(copy.owner_url, autocommit=True) as connection:
            connection.execute(TABLES)
        yield replace(copy, url=copy.owner_url)


@pytest.fixture(scope='module')
def gateway(
    postgres: Server, database: TestDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestGateway]:
    """The module's gateway."""
    with postgres.gateway(database.owner_url, tmp_path_factory.mktemp('gateway')) as gateway:
        yield gateway


@pytest.fixture
async def sql(database: TestDatabase) -> AsyncIterator[Sql]:
    """The owner's connection, over empty tables."""
    async with await psycopg.AsyncConnection.connect(
        database.owner_url, autocommit=True
    ) as connection:
        await connection.execute(CLEAN)
        yield connection


@pytest.fixture
async def connect(gateway: TestGateway) -> AsyncIterator[Connect]:
    """Opens bare sockets; all are closed at the end."""
    async with AsyncExitStack() as stack:

        async def make(key: str = gateway.service_role_key, *, vsn: int = 1) -> Wire:
            return await stack.enter_async_context(wire(gateway.url, key, vsn=vsn))

        yield make


@pytest.fixture
def token(gateway: TestGateway) -> Token:
    """Makes user tokens."""

    def make(sub: str, *, role: str = 'authenticated', life_s: float = 3600, **claims: Any) -> str:
        payload = {'sub': sub, 'role': role, 'exp': time.time() + life_s, **claims}
        return jwt.encode(payload, gateway.jwt_secret, 'HS256')

    return make

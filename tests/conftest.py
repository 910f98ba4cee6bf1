"""Real servers for every test: one Postgres a session, one database and gateway a test."""

import signal
import socket
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from psycopg import sql

from services.local import keys as local_keys
from services.local.bootstrap import APP_ROLE, bootstrap
from services.local.gateway_process import GatewayProcess
from services.local.postgres import Postgres

settings.load_profile('ci')  # the same examples each time, and a machine may pause at any of them
VERSIONS = Path(__file__).parents[1] / 'migrations' / 'versions'
TEMPLATE = 'template_tradewind'
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """The Postgres of this test session."""

    postgres: Postgres
    keys: local_keys.Keys

    def admin(self, statement: str, *names: str) -> None:
        """Run a statement on the server, with names filled in as identifiers."""
        identifiers = (sql.Identifier(name) for name in names)
        with psycopg.connect(self.postgres.url('postgres'), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*identifiers))


@dataclass(frozen=True, slots=True, kw_only=True)
class TestDatabase:
    """A database of one test's own, migrated and empty."""

    __test__ = False

    name: str
    url: str
    """Login of the app, which may switch to the other roles."""
    owner_url: str
    """Superuser."""


class TestGateway:
    """A gateway that a test may kill, freeze and bring back on the same port."""

    __test__ = False

    def __init__(self, process: GatewayProcess, keys: local_keys.Keys) -> None:
        self.process = process
        self.url = process.url
        self.anon_key = keys.anon_key
        self.service_role_key = keys.service_role_key
        self.jwt_secret = keys.jwt_secret

    @property
    def pid(self) -> int | None:
        return self.process.pid

    def start(self) -> None:
        self.process.launch()
        self.process.wait_ready()

    def kill(self) -> None:
        """Let it die without a word."""
        self.process.signal(signal.SIGKILL)

    def restart(self) -> None:
        """End it if it runs, and start it again; returns when it is well."""
        self.process.stop()
        self.start()

    def freeze(self) -> None:
        self.process.signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.process.signal(signal.SIGCONT)


@pytest.fixture(scope='session')
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The embedded server, without the wait for the disk."""
    keys = local_keys.make()
    folder = tmp_path_factory.mktemp('postgres')
    server = Postgres(folder, keys.owner_password, settings={'fsync': 'off'})
    server.start()
    yield Server(postgres=server, keys=keys)
    server.stop()


@pytest.fixture(scope='session')
def template(postgres: Server) -> str:
    """Name of a bootstrapped and migrated database to copy from."""
    bootstrap(postgres.postgres, TEMPLATE, postgres.keys.app_password)
    if any(VERSIONS.glob('*.py')):
        from services.migrate import upgrade

        upgrade(postgres.postgres.url(TEMPLATE))
    return TEMPLATE


@pytest.fixture
def database(postgres: Server, template: str) -> Iterator[TestDatabase]:
    """A fresh copy of the template."""
    name = f'test_{next(_numbers)}'
    postgres.admin('create database {} template {}', name, template)
    postgres.admin('revoke connect, temporary on database {} from public', name)
    postgres.admin('grant connect on database {} to {}', name, APP_ROLE)
    yield TestDatabase(
        name=name,
        url=postgres.postgres.url(name, user=APP_ROLE, password=postgres.keys.app_password),
        owner_url=postgres.postgres.url(name),
    )
    with psycopg.connect(postgres.postgres.url('postgres'), autocommit=True) as connection:
        # a walsender keeps its slot, and with it the database, for a moment after its client
        connection.execute(
            'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s',
            [name],
        )
        connection.execute(sql.SQL('drop database {} (force)').format(sql.Identifier(name)))


@pytest.fixture
def gateway(postgres: Server, database: TestDatabase, tmp_path: Path) -> Iterator[TestGateway]:
    """A gateway process for this test's database, on a free port."""
    log = tmp_path / 'gateway.log'
    process = GatewayProcess(free_port(), database.owner_url, postgres.keys.jwt_secret, log=log)
    gateway = TestGateway(process, postgres.keys)
    gateway.start()
    yield gateway
    process.stop()


def free_port() -> int:
    """A loopback port that nobody uses at this moment."""
    with closing(socket.socket()) as probe:
        probe.bind(('127.0.0.1', 0))
        return int(probe.getsockname()[1])

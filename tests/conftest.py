"""Real servers for every test: one Postgres a worker, one database and gateway a test."""

import asyncio
import signal
from collections.abc import Iterator
from contextlib import contextmanager
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
from tests.compiled import share_compiled
from tests.in_memory import use_memory
from tests.ports import free_port
from tests.restoring import Kept

use_memory()
share_compiled()
pytest_plugins = ('pytester', 'tests.levels', 'tests.unsteady')
settings.load_profile('ci')  # the same examples each time, and a machine may pause at any of them
VERSIONS = Path(__file__).parents[1] / 'migrations' / 'versions'
FAST = {'fsync': 'off', 'full_page_writes': 'off'}
TEMPLATE, DEMO_TEMPLATE = 'template_tradewind', 'template_demo'
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TestDatabase:
    """A database of one test's or module's own, migrated."""

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

    @contextmanager
    def copy(self, template: str) -> Iterator[TestDatabase]:
        """A database like the template, for the length of the block."""
        name = f'test_{next(_numbers)}'
        # copying files takes half the time of logging each page
        self.admin('create database {} template {} strategy file_copy', name, template)
        self.admin('revoke connect, temporary on database {} from public', name)
        self.admin('grant connect on database {} to {}', name, APP_ROLE)
        app_password = self.keys.app_password
        try:
            yield TestDatabase(
                name=name,
                url=self.postgres.url(name, user=APP_ROLE, password=app_password),
                owner_url=self.postgres.url(name),
            )
        finally:
            self.drop(name)

    def drop(self, name: str) -> None:
        """Take a database away, with whoever is connected."""
        with psycopg.connect(self.postgres.url('postgres'), autocommit=True) as connection:
            # a walsender keeps its slot, and with it the database, for a moment after its client
            connection.execute(
                'select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s',
                [name],
            )
            connection.execute(sql.SQL('drop database {} (force)').format(sql.Identifier(name)))

    @contextmanager
    def gateway(self, owner_url: str, folder: Path) -> Iterator[TestGateway]:
        """A gateway process for a database, on a free port."""
        log = folder / 'gateway.log'
        process = GatewayProcess(free_port(), owner_url, self.keys.jwt_secret, log=log)
        gateway = TestGateway(process, self.keys)
        gateway.start()
        try:
            yield gateway
        finally:
            process.stop()


@pytest.fixture(scope='session')
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The embedded server, without the wait for the disk and what guards it from a power cut."""
    keys = local_keys.make()
    folder = tmp_path_factory.mktemp('postgres')
    server = Postgres(folder, keys.owner_password, settings=FAST)
    server.start()
    try:
        yield Server(postgres=server, keys=keys)
    finally:
        server.stop()


@pytest.fixture(scope='session')
def template(postgres: Server) -> str:
    """Name of a bootstrapped and migrated database to copy from."""
    bootstrap(postgres.postgres, TEMPLATE, postgres.keys.app_password)
    if any(VERSIONS.glob('*.py')):
        from services.migrate import upgrade

        upgrade(postgres.postgres.url(TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope='session')
def demo_template(postgres: Server, template: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Name of a database to copy from that holds the demo organizations and their users."""
    postgres.admin('create database {} template {} strategy file_copy', DEMO_TEMPLATE, template)
    owner_url = postgres.postgres.url(DEMO_TEMPLATE)
    with postgres.gateway(owner_url, tmp_path_factory.mktemp('demo')) as gateway:
        asyncio.run(load_demo(owner_url, gateway))
    return DEMO_TEMPLATE


@pytest.fixture(scope='module')
def module_database(postgres: Server, template: str) -> Iterator[TestDatabase]:
    """A copy of the template for a module whose tests restore what they change; see `kept`."""
    with postgres.copy(template) as copy:
        yield copy


@pytest.fixture(scope='module')
def kept(module_database: TestDatabase) -> Kept:
    """What `module_database` held before the first test."""
    return Kept(module_database.owner_url)


@pytest.fixture(scope='module')
def module_gateway(
    postgres: Server, module_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestGateway]:
    """A gateway for `module_database`; who ends it brings it back."""
    folder = tmp_path_factory.mktemp('gateway')
    with postgres.gateway(module_database.owner_url, folder) as gateway:
        yield gateway


@pytest.fixture
def own_database(postgres: Server, template: str) -> Iterator[TestDatabase]:
    """A fresh copy of the template for one test."""
    with postgres.copy(template) as copy:
        yield copy


@pytest.fixture
def own_gateway(
    postgres: Server, own_database: TestDatabase, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TestGateway]:
    """A gateway process for this test's database, which the test may kill and freeze."""
    with postgres.gateway(own_database.owner_url, tmp_path_factory.mktemp('gateway')) as gateway:
        yield gateway


@pytest.fixture
def database(own_database: TestDatabase) -> TestDatabase:
    """What a test works on; folders whose tests leave nothing behind share one for a module."""
    return own_database


@pytest.fixture
def gateway(own_gateway: TestGateway) -> TestGateway:
    """The gateway of `database`."""
    return own_gateway


async def load_demo(database_url: str, gateway: TestGateway) -> None:
    """Write the demo organizations, with users of the gateway's Auth."""
    from services.database import Database
    from services.demo import welcome
    from services.demo.load import load
    from services.settings import Settings

    settings = Settings(
        supabase_url=gateway.url,
        supabase_anon_key=gateway.anon_key,
        supabase_service_role_key=gateway.service_role_key,
        database_url=database_url,
    )
    database = Database(database_url)
    await load(database, welcome.user_maker(settings))
    await database.close()

"""The disk of the embedded stack fills up: told in a sentence, nothing lost, healed by itself."""

import asyncio
import os
import secrets
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from pathlib import Path
from uuid import UUID, uuid4

import psycopg
import pytest

from services import core
from services.core import Services
from services.errors import AppError, NoSpace, Unavailable
from services.local.instance import Instance
from services.local.stack import LocalStack
from services.migrate import upgrade
from services.proposals import comments, queries
from services.realtime.status import LinkState
from services.settings import Settings
from tests.chaos.tenant import Tenant
from tests.eventually import S, eventually
from tests.ports import free_port

SIZE_MB = 300
AT_A_TIME = 4
HEALED_S = 10 * S
"""Postgres is tried once a second, and then has to recover."""


class Disk:
    """A small file system of its own; `fill` leaves nothing, `free` gives it all back."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._ballast = folder / 'ballast'

    def fill(self) -> None:
        with suppress(OSError), self._ballast.open('ab', buffering=0) as ballast:
            while True:
                ballast.write(bytes(4096))

    def free(self) -> None:
        self._ballast.unlink()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    if os.geteuid() != 0:
        pytest.skip('only root may mount the small file system that this test fills')
    folder = tmp_path / 'disk'
    folder.mkdir()
    mount = ['mount', '-t', 'tmpfs', '-o', f'size={SIZE_MB}m', 'tmpfs', str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f'this machine lets nobody mount a file system: {done.stderr.strip()}')
    try:
        yield Disk(folder)
    finally:
        subprocess.run(['umount', str(folder)], check=True)


@pytest.fixture
def stack(disk: Disk) -> Iterator[LocalStack]:
    made = LocalStack(disk.folder / 'data', free_port())
    yield made
    made.stop()


@pytest.fixture
async def services(stack: LocalStack) -> AsyncIterator[Services]:
    endpoints = stack.start()
    upgrade(endpoints.owner_url)
    services = core.build(Settings(secret='not a secret').at(endpoints))
    await services.start()
    yield services
    await services.stop()


class Office:
    """People who comment at the same time; each comment is acknowledged or refused."""

    def __init__(self, services: Services, tenant: Tenant) -> None:
        self.acknowledged: set[UUID] = set()
        self.refused: dict[UUID, AppError] = {}
        self._services = services
        self._tenant = tenant

    async def write(self, id: UUID) -> None:
        try:
            await self._services.run(
                comments.add,
                self._tenant.anna,
                proposal_id=self._tenant.proposal_id,
                organization_id=self._tenant.id,
                body=self._tenant.text(secrets.token_hex(1900)),
                id=id,
            )
        except AppError as error:
            self.refused[id] = error
        else:
            self.refused.pop(id, None)
            self.acknowledged.add(id)

    async def write_until(self, fact: Callable[[], bool], *, within: float = 30 * S) -> None:
        async with asyncio.timeout(within):
            while not fact():
                await asyncio.gather(*(self.write(uuid4()) for _ in range(AT_A_TIME)))

    def refusals(self, kind: type[AppError]) -> set[UUID]:
        return {id for id, error in self.refused.items() if type(error) is kind}


async def ids(url: str, tenant: Tenant) -> list[UUID]:
    statement = 'select id from proposal_comments where proposal_id = %s'
    async with await psycopg.AsyncConnection.connect(url) as connection:
        cursor = await connection.execute(statement, [tenant.proposal_id])
        return [id for (id,) in await cursor.fetchall()]


async def panic(url: str) -> None:
    """The next part of Postgres' own log finds no room."""
    with suppress(psycopg.OperationalError):
        async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
            await connection.execute('select pg_switch_wal()')


async def lose_gateway(disk: Disk, stack: LocalStack) -> None:
    """It ends, and another one is started without any room for notes."""
    before = stack.pids['gateway']
    assert before
    os.kill(before, signal.SIGKILL)

    def is_another() -> bool:
        disk.fill()  # what ended has left a little
        return stack.pids['gateway'] not in (None, before)

    await eventually(is_another, within=HEALED_S)


def assert_quiet(stack: LocalStack, caplog: pytest.LogCaptureFixture) -> None:
    """The app's and the gateway's logs tell of trouble in sentences."""
    assert [record.getMessage() for record in caplog.records if record.exc_info] == []
    assert 'Traceback' not in caplog.text
    assert 'Traceback' not in (stack.data / 'gateway.log').read_text()


async def test_a_full_disk_is_told_and_loses_nothing(
    disk: Disk, stack: LocalStack, services: Services, caplog: pytest.LogCaptureFixture
) -> None:
    tenant, url = Tenant(), stack.start().owner_url
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await tenant.settle(connection)
    shown = services.live.open(queries.comments(tenant.proposal_id, tenant.id), tenant.anna)
    await eventually(lambda: shown.status.state is LinkState.LIVE, within=HEALED_S)
    office = Office(services, tenant)
    await office.write_until(lambda: len(office.acknowledged) >= 20)

    disk.fill()
    await office.write_until(lambda: len(office.refusals(NoSpace)) >= 20)
    assert all('disk space' in str(error) for error in office.refused.values())
    assert set(await ids(url, tenant)) == office.acknowledged
    await lose_gateway(disk, stack)
    await panic(url)
    await office.write_until(lambda: len(office.refusals(Unavailable)) >= 2 * AT_A_TIME)
    await eventually(lambda: shown.status.state is not LinkState.LIVE)

    disk.free()
    count = len(office.acknowledged)
    await office.write_until(lambda: len(office.acknowledged) > count + 20, within=HEALED_S)
    await eventually(lambda: shown.status.state is LinkState.LIVE, within=HEALED_S)
    kept = await ids(url, tenant)
    assert len(kept) == len(set(kept))
    assert office.acknowledged <= set(kept)
    assert set(kept) - office.acknowledged <= office.refusals(Unavailable)  # whose fate was unknown
    for id in list(office.refused):
        await office.write(id)
    assert sorted(await ids(url, tenant)) == sorted(office.acknowledged)
    assert office.refused == {}
    await eventually(lambda: {row.id for row in shown.rows} == office.acknowledged)
    await eventually(lambda: stack.pids.items() <= Instance(stack.data).read()['pids'].items())
    services.live.close(shown)
    assert_quiet(stack, caplog)

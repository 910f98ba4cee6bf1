"""The live line of one app process over the real gateway, and an organization to watch."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import LIVE_TABLES, Contact
from models.patch import Patch, PatchKind
from models.viewer import System
from services.database import Database
from services.operations.dev import Wire
from services.realtime import RealtimeService
from services.realtime.link import Link
from services.realtime.live import Dependency, LiveQuery, LiveService, Pace, Query
from tests.conftest import TestDatabase, TestGateway
from tests.eventually import eventually


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Everything between the socket and a screen, of one process."""

    link: Link
    realtime: RealtimeService
    live: LiveService
    database: Database

    async def start(self) -> None:
        await self.realtime.connect()

    async def stop(self) -> None:
        await self.live.stop()
        await self.realtime.disconnect()
        await self.database.close()


class Writer:
    """Somebody else's connection, which commits each statement, and tells the feed nothing."""

    def __init__(self, url: str) -> None:
        self.url = url

    async def __call__(self, statement: str, *values: object) -> None:
        async with await psycopg.AsyncConnection.connect(
            self.url, autocommit=True, options='-c tradewind.bulk=on'
        ) as connection:
            await connection.execute(statement.encode(), values)


class Screen:
    """Shows contacts as a page does: the list once, then patch by patch."""

    def __init__(self, query: LiveQuery[Contact]) -> None:
        self.shown = list(query.rows)
        self.lowest_step = 0
        """Most a row's revision ever went back; stays 0."""
        self.release = query.subscribe(self.take)

    @property
    def names(self) -> list[str]:
        return [row.full_name for row in self.shown]

    def take(self, patches: Sequence[Patch[Contact]]) -> None:
        for patch in patches:
            held = next((row for row in self.shown if row.id == patch.key), None)
            if held is not None:
                self.shown.remove(held)
            if patch.kind is not PatchKind.REMOVE:
                assert patch.row is not None
                self.shown.insert(patch.index, patch.row)
                if held is not None:
                    step = patch.row.revision - held.revision
                    self.lowest_step = min(self.lowest_step, step)


MakeLine = Callable[..., Line]


def whose(request: pytest.FixtureRequest, what: str) -> Any:
    """One of the test's own where its file asks for that, else the one that a file shares.

    Each test has an organization of its own, so most leave nothing behind for the others.
    """
    is_own = request.node.get_closest_marker('own_gateway') is not None
    return request.getfixturevalue(f'{"own" if is_own else "module"}_{what}')


@pytest.fixture
def database(request: pytest.FixtureRequest) -> TestDatabase:
    found: TestDatabase = whose(request, 'database')
    return found


@pytest.fixture
def gateway(request: pytest.FixtureRequest) -> TestGateway:
    """Whoever ends a shared one brings it back."""
    found: TestGateway = whose(request, 'gateway')
    return found


@pytest.fixture
async def make_line(
    database: TestDatabase, organization_id: UUID, gateway: TestGateway
) -> AsyncIterator[MakeLine]:
    """Makes the line of another app process; all of them end with the test.

    The organization is older than the gateway, or its row might come late, as a change.
    """
    lines: list[Line] = []

    def make(url: str = gateway.url, **options: Any) -> Line:
        link = Link(f'{url}/realtime/v1', gateway.service_role_key)
        realtime = RealtimeService(link, LIVE_TABLES, grace_s=0)
        store = Database(database.url)
        live = LiveService(store, realtime, pace=Pace(poll_s=0.5), grace_s=0, **options)
        lines.append(Line(link=link, realtime=realtime, live=live, database=store))
        return lines[-1]

    yield make
    for line in lines:
        await line.stop()
    await eventually(lambda: asyncio.all_tasks() == {asyncio.current_task()})


@pytest.fixture
async def line(make_line: MakeLine) -> Line:
    """One app process, connecting."""
    made = make_line()
    await made.start()
    return made


@pytest.fixture
def write(database: TestDatabase) -> Writer:
    return Writer(database.owner_url)


@pytest.fixture
async def organization_id(write: Writer) -> UUID:
    made = uuid4()
    await write(
        'insert into organizations (id, organization_id, name) values (%s, %s, %s)',
        made,
        made,
        'Skyline Tours',
    )
    return made


def contacts(organization_id: UUID) -> Query[Contact]:
    async def read(session: AsyncSession) -> Sequence[Contact]:
        wanted = select(Contact).where(Contact.organization_id == organization_id)
        return (await session.exec(wanted.order_by(Contact.full_name, Contact.id))).all()

    return Query(
        name=f'contacts:{organization_id}',
        organization_id=organization_id,
        read=read,
        depends_on=(Dependency(table='contacts', key='id'),),
    )


@pytest.fixture
async def query(line: Line, organization_id: UUID) -> LiveQuery[Contact]:
    """All contacts of the organization, with the first snapshot in."""
    opened = line.live.open(contacts(organization_id), System())
    await opened.ready()
    return opened


@pytest.fixture
def screen(query: LiveQuery[Contact]) -> Screen:
    return Screen(query)


@pytest.fixture
async def wire(gateway: TestGateway) -> AsyncIterator[Wire]:
    parts = urlsplit(gateway.url)
    wire = Wire(str(parts.hostname), parts.port or 0)
    await wire.start()
    yield wire
    await wire.stop()


@pytest.fixture
async def wired(make_line: MakeLine, wire: Wire) -> AsyncIterator[Line]:
    """An app process behind the wire."""
    line = make_line(wire.url)
    await line.start()
    yield line
    await line.stop()

"""Whatever breaks between Postgres and the screen heals; nothing is lost, the status is true."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from psycopg import OperationalError

from models import Contact
from services.realtime.live import LiveQuery
from services.realtime.status import Flow, LinkState
from tests.conftest import Server, TestGateway
from tests.eventually import S, eventually
from tests.integration.live.conftest import Line, MakeLine, Screen, Writer

pytestmark = pytest.mark.own_gateway

ADD = 'insert into contacts (organization_id, full_name) values (%s, %s)'


async def is_live(query: LiveQuery[Contact], within: float = 10 * S) -> None:
    await eventually(lambda: query.status.state is LinkState.LIVE, within=within)


@contextmanager
def frozen(gateway: TestGateway) -> Iterator[None]:
    gateway.freeze()
    try:
        yield
    finally:
        gateway.thaw()


async def test_a_killed_gateway_is_survived_by_polling_and_rejoined(  # noqa: PLR0917
    line: Line,
    query: LiveQuery[Contact],
    screen: Screen,
    write: Writer,
    organization_id: UUID,
    gateway: TestGateway,
) -> None:
    await is_live(query)
    states: list[LinkState] = []
    line.realtime.on_status(lambda status: states.append(status.state))
    gateway.kill()
    await eventually(lambda: query.status.state is LinkState.POLLING, within=2 * S)
    await eventually(lambda: line.realtime.status.state is LinkState.POLLING)
    await write(ADD, organization_id, 'while it was down')
    await eventually(lambda: screen.names == ['while it was down'], within=2 * S)
    await asyncio.to_thread(gateway.restart)
    await is_live(query, within=2 * S)
    await eventually(lambda: line.realtime.status.state is LinkState.LIVE)
    await write('update contacts set full_name = %s', 'back')
    await eventually(lambda: screen.names == ['back'], within=1 * S)
    assert states == [
        LinkState.CONNECTING,
        LinkState.POLLING,
        LinkState.CATCHING_UP,
        LinkState.LIVE,
    ]


async def test_a_frozen_gateway_is_found_within_three_seconds(  # noqa: PLR0917
    line: Line,
    query: LiveQuery[Contact],
    screen: Screen,
    write: Writer,
    organization_id: UUID,
    gateway: TestGateway,
) -> None:
    await is_live(query)
    with frozen(gateway):
        await eventually(lambda: query.status.state is not LinkState.LIVE, within=3 * S)
        await write(ADD, organization_id, 'while it was frozen')
        await eventually(lambda: screen.names == ['while it was frozen'], within=3 * S)
    await is_live(query)


async def test_nothing_is_lost_while_the_gateway_comes_and_goes(
    query: LiveQuery[Contact],
    screen: Screen,
    write: Writer,
    organization_id: UUID,
    gateway: TestGateway,
) -> None:
    await is_live(query)
    written: list[str] = []

    async def keep_writing() -> None:
        for number in range(120):
            await write(ADD, organization_id, f'{number:03}')
            written.append(f'{number:03}')
            if number % 3 == 0:
                await write(
                    'update contacts set full_name = %s where full_name = %s',
                    f'{number:03}!',
                    f'{number:03}',
                )
                written[-1] = f'{number:03}!'

    writing = asyncio.create_task(keep_writing())
    for _ in range(2):
        count = len(written) + 10
        await eventually(lambda: len(written) > count)  # noqa: B023  # awaited at once
        gateway.kill()
        await asyncio.to_thread(gateway.restart)
    await writing
    await eventually(lambda: screen.names == sorted(written), within=5 * S)
    await is_live(query)
    assert screen.lowest_step == 0


async def test_a_restarted_postgres_is_survived(
    query: LiveQuery[Contact],
    screen: Screen,
    write: Writer,
    organization_id: UUID,
    postgres: Server,
) -> None:
    await is_live(query)
    await write(ADD, organization_id, 'before')
    await asyncio.to_thread(postgres.postgres.stop)
    await eventually(lambda: query.status.state is not LinkState.LIVE, within=10 * S)
    postgres.postgres.start()  # here: it ends with the thread that starts it
    await write(ADD, organization_id, 'at once after')
    await eventually(lambda: screen.names == ['at once after', 'before'], within=5 * S)
    await is_live(query)
    await write('update contacts set full_name = %s where full_name = %s', 'zz', 'before')
    await eventually(lambda: screen.names == ['at once after', 'zz'], within=1 * S)


async def test_terminated_connections_are_replaced(
    query: LiveQuery[Contact], screen: Screen, write: Writer, organization_id: UUID
) -> None:
    await is_live(query)
    with pytest.raises(OperationalError):
        await write('select pg_terminate_backend(pid) from pg_stat_activity')
    await eventually(lambda: _written(write, organization_id), within=5 * S)
    await eventually(lambda: 'afterwards' in screen.names, within=5 * S)
    await is_live(query)


async def _written(write: Writer, organization_id: UUID) -> bool:
    try:
        await write(ADD, organization_id, 'afterwards')
    except OperationalError:
        return False
    return True


async def test_a_line_can_be_stopped_and_started_again(
    line: Line, query: LiveQuery[Contact], screen: Screen, write: Writer, organization_id: UUID
) -> None:
    await is_live(query)
    await line.realtime.disconnect()
    await line.realtime.disconnect()
    assert line.realtime.status.state is LinkState.OFFLINE
    await line.start()
    await line.start()
    await is_live(query)
    await write(ADD, organization_id, 'again')
    await eventually(lambda: screen.names == ['again'], within=1 * S)


async def test_a_refused_key_is_an_error_and_not_a_crash(
    make_line: MakeLine, gateway: TestGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    tampered = gateway.service_role_key[:-8] + 'tampered'
    monkeypatch.setattr(gateway, 'service_role_key', tampered)
    line = make_line()
    await line.start()
    await eventually(lambda: line.realtime.status.state is LinkState.ERROR, within=5 * S)
    assert line.link.flow is Flow.REFUSED

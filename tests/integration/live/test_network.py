"""Between the app and a gateway that is well, the network fails; the line comes back by itself."""

import asyncio
import random
from collections.abc import AsyncIterator
from urllib.parse import urlsplit
from uuid import UUID

import pytest

from models import Contact
from models.viewer import System
from services.realtime.live import LiveQuery
from services.realtime.status import LinkState
from tests.conftest import TestGateway
from tests.eventually import S, eventually
from tests.integration.live.conftest import Line, MakeLine, Screen, Writer, contacts
from tests.tcp_proxy import Pair, TcpProxy

ADD = 'insert into contacts (organization_id, full_name) values (%s, %s)'


class Network(TcpProxy):
    """May spoil what the gateway sends."""

    spoil: tuple[bytes, bytes] | None = None
    """What becomes of a piece of text, of the same length."""
    spoiled = 0

    def _pass(self, pair: Pair, chunk: bytes, *, up: bool) -> bytes:
        if up or self.spoil is None:
            return chunk
        self.spoiled += chunk.count(self.spoil[0])
        return chunk.replace(*self.spoil)


@pytest.fixture
async def network(gateway: TestGateway) -> AsyncIterator[TcpProxy]:
    async with Network(urlsplit(gateway.url).port or 0) as proxy:
        yield proxy


@pytest.fixture
async def line(network: TcpProxy, make_line: MakeLine) -> AsyncIterator[Line]:
    line = make_line(f'http://127.0.0.1:{network.port}')
    await line.start()
    yield line
    await line.stop()


@pytest.fixture
async def query(line: Line, organization_id: UUID) -> LiveQuery[Contact]:
    query = line.live.open(contacts(organization_id), System())
    await query.ready()
    await is_live(query)
    return query


async def is_live(query: LiveQuery[Contact], within: float = 10 * S) -> None:
    await eventually(lambda: query.status.state is LinkState.LIVE, within=within)


async def test_it_is_back_at_once_after_a_reset(
    line: Line, query: LiveQuery[Contact], network: TcpProxy
) -> None:
    took_s: list[float] = []
    loop = asyncio.get_running_loop()
    for number in range(1, 11):
        heartbeat = line.link.round_trip_s
        await eventually(lambda: line.link.round_trip_s != heartbeat)  # noqa: B023  # at once
        began = loop.time()
        network.reset()
        await eventually(lambda: query.status.state is not LinkState.LIVE, every=0.001)
        await eventually(lambda: query.status.state is LinkState.LIVE, every=0.001)
        took_s.append(loop.time() - began)
        assert line.link.sockets == 1 + number
    assert sorted(took_s)[8] < 1 * S, took_s


async def test_a_black_hole_is_found_and_left_behind(
    line: Line, query: LiveQuery[Contact], network: TcpProxy, write: Writer, organization_id: UUID
) -> None:
    screen = Screen(query)
    network.swallow()
    await write(ADD, organization_id, 'while nothing passed')
    await eventually(lambda: query.status.state is not LinkState.LIVE, within=3 * S)
    await eventually(lambda: screen.names == ['while nothing passed'], within=3 * S)
    network.heal()
    await is_live(query, within=6 * S)


@pytest.mark.parametrize('spoiled', [b'"contacts","INSECT"', b'"contacts","INSERT '])
async def test_a_change_that_nobody_can_read_is_a_gap(
    query: LiveQuery[Contact],
    network: Network,
    write: Writer,
    organization_id: UUID,
    spoiled: bytes,
) -> None:
    screen = Screen(query)
    network.spoil = b'"contacts","INSERT"', spoiled
    await write(ADD, organization_id, 'in words unknown')
    await eventually(lambda: screen.names == ['in words unknown'])
    assert network.spoiled
    await is_live(query)


async def test_a_slow_network_is_no_reason_to_reconnect(
    line: Line, query: LiveQuery[Contact], network: TcpProxy
) -> None:
    network.delay(0.2)
    await eventually(lambda: line.link.round_trip_s > 0.4, within=5 * S)
    assert line.link.sockets == 1
    assert query.status.state is LinkState.LIVE


@pytest.mark.parametrize('seed', range(3))
async def test_random_cuts_in_a_burst_of_writes_lose_nothing(  # noqa: PLR0917
    seed: int,
    line: Line,
    query: LiveQuery[Contact],
    network: TcpProxy,
    write: Writer,
    organization_id: UUID,
) -> None:
    chance = random.Random(seed)
    screen = Screen(query)
    names: list[str] = []

    async def cut_now_and_then() -> None:
        while True:
            await asyncio.sleep(chance.uniform(0.01, 0.15))
            network.reset()

    cutting = asyncio.create_task(cut_now_and_then())
    for number in range(100):
        if names and chance.random() < 0.3:
            name = names.pop(chance.randrange(len(names)))
            if chance.random() < 0.5:
                await write('delete from contacts where full_name = %s', name)
                continue
            await write(
                'update contacts set full_name = %s where full_name = %s', f'{number}+', name
            )
            names.append(f'{number}+')
        else:
            await write(ADD, organization_id, str(number))
            names.append(str(number))
    cutting.cancel()
    await asyncio.wait([cutting])
    await eventually(lambda: sorted(screen.names) == sorted(names), within=5 * S)
    await is_live(query)
    assert screen.lowest_step == 0

"""What comes in on a socket: the app lives, its log stays short, and other pages go on."""

import asyncio
import contextlib
from urllib.parse import urlencode

import httpx
import psutil
import pytest
import websockets

from services.limits import MISTAKES
from tests.browser.app import RunningApp
from tests.integration.strangers.conftest import Link, Page, bare, ended
from tests.unit.engine.test_frames import MALFORMED

MB = 1_000_000


@pytest.fixture(autouse=True)
def log_is_short(running_app: RunningApp) -> object:
    """No stack trace, and hardly a line."""
    before = running_app.output()
    yield
    said = running_app.output().removeprefix(before)
    assert 'Traceback' not in said
    assert len(said.splitlines()) < 20


async def test_malformed_frames_harm_nobody(running_app: RunningApp, link: Link) -> None:
    page = await Page.open(running_app, link.path)
    async with page.socket() as bystander:
        frames = list(MALFORMED)
        for start in range(0, len(frames), MISTAKES // 2):
            async with bare(running_app) as stranger:
                await stranger.send('40')
                with contextlib.suppress(websockets.ConnectionClosed):
                    for frame in frames[start : start + MISTAKES // 2]:
                        await stranger.send(frame)
        await bystander.send('42["event",{}]')
        async with asyncio.timeout(10):
            while 'could not be read' not in str(await bystander.recv()):
                pass
    async with httpx.AsyncClient(trust_env=False) as http:
        assert (await http.get(f'{running_app.url}/healthz')).status_code == 200


@pytest.mark.parametrize('said', ['42["event",{}]', '3', '40/other', '2'])
async def test_whoever_goes_on_is_put_out(running_app: RunningApp, said: str) -> None:
    async with bare(running_app) as stranger:
        await stranger.send('40')
        with contextlib.suppress(websockets.ConnectionClosed):
            for _ in range(2000):
                await stranger.send(said)
        assert await ended(stranger)


async def test_bytes_that_nobody_asked_for_are_not_kept(running_app: RunningApp) -> None:
    assert running_app.process
    process = psutil.Process(running_app.process.pid)
    before = process.memory_info().rss
    for _ in range(5):
        async with bare(running_app) as stranger:
            await stranger.send('40')
            await stranger.send('45100000-["event",{"_placeholder":true,"num":0}]')
            with contextlib.suppress(websockets.ConnectionClosed):
                for _ in range(20):
                    await stranger.send(bytes(900_000))
            assert await ended(stranger)
    assert process.memory_info().rss - before < 30 * MB


async def test_a_socket_of_no_page_is_closed_soon(running_app: RunningApp) -> None:
    async with bare(running_app) as stranger, bare(running_app) as silent:
        await stranger.send('40')
        assert await ended(stranger, 20)
        assert await ended(silent, 20)


@pytest.mark.parametrize(
    'query',
    [
        {'implicit_handshake': 'true'},
        {'implicit_handshake': 'true', 'client_id': 'a', 'tab_id': 'b'},
        {'implicit_handshake': 'true', 'client_id': 'a', 'tab_id': 'b', 'document_id': 'c' * 200},
        {
            'implicit_handshake': 'true',
            'client_id': 'a',
            'tab_id': 'b',
            'document_id': 'c',
            'next_message_id': 'soon',
        },
        {'j': '0'},
        {'sid': 'a' * 500},
        {'sid': 'a line\nand another'},
    ],
)
async def test_an_address_that_cannot_be_read_opens_no_socket(
    running_app: RunningApp, query: dict[str, str]
) -> None:
    path = f'/_nicegui_ws/socket.io/?{urlencode({"EIO": 4, **query})}'
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.get(f'{running_app.url}{path}&transport=polling')
    assert answer.status_code == 400
    with pytest.raises(websockets.InvalidStatus):
        async with websockets.connect(f'ws://{running_app.url[7:]}{path}&transport=websocket'):
            pass


async def test_an_event_is_taken_from_the_sockets_of_its_page(
    running_app: RunningApp, link: Link
) -> None:
    page, other = [await Page.open(running_app, link.path) for _ in range(2)]
    ack = f'42["ack",{{"client_id":"{page.client_id}","next_message_id":0}}]'
    async with page.socket() as own, other.socket() as foreign:
        await foreign.send(page.event(4, 'a listener'))
        await foreign.send(ack)
        await foreign.send(f'42["log",{{"client_id":"{other.client_id}","level":"error"}}]')
        await own.send(page.event(4, 'a listener that has gone'))
        await own.send(page.event(10**6, 'of an element that has gone'))
        await own.send(ack)
        await asyncio.wait_for(foreign.ping(), 5)
    assert 'a listener' not in running_app.output()


class Polling:
    """A page's session of requests."""

    def __init__(self, http: httpx.AsyncClient, address: str) -> None:
        self._http = http
        self._address = address

    async def begin(self) -> None:
        answer = await self._http.get(self._address)
        session = answer.text.split('"sid":"')[1].split('"')[0]
        self._address += f'&sid={session}'

    async def post(self, body: bytes) -> int:
        return (await self._http.post(self._address, content=body)).status_code

    async def get(self) -> str:
        return (await self._http.get(self._address)).text


async def test_requests_are_looked_at_as_frames_are(running_app: RunningApp, link: Link) -> None:
    page = await Page.open(running_app, link.path)
    async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
        address = f'{running_app.url}/_nicegui_ws/socket.io/?{page.query("polling")}'
        session = Polling(http, address)
        await session.begin()
        assert await session.post(b'40') == 200
        while '40{' not in await session.get():
            pass  # the page's own words may come first
        assert await session.post(b'42["event",{}]\x1e3\x1e42') == 200
        assert await session.post(b'') == 200
        assert await session.post(b'bAAAA') == 400
        assert await session.post(b'3') == 400  # it has ended
        for ending in (b'451-["event",{"_placeholder":true,"num":0}]', b'\xff', b'd=40'):
            again = Polling(http, address)
            await again.begin()
            assert await again.post(b'40') == 200
            if ending != b'd=40':
                assert await again.post(ending) == 400
            else:
                assert await again.post(ending) == 200

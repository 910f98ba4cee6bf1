"""Connections that do not get on are ended, and heads that say too much are refused."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest
import uvicorn

from components.engine import connections
from components.engine.connections import Connection
from services.limits import HEAD_BYTES, HEADERS
from tests.eventually import eventually

asked: list[str] = []


async def page(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Takes a body to its end, and answers with what a proxy said."""
    asked.append(scope['path'])
    while (await receive()).get('more_body'):
        pass
    if scope['path'] == '/long':
        await send({'type': 'http.response.start', 'status': 200, 'headers': []})
        await send({'type': 'http.response.body', 'body': bytes(50_000_000), 'more_body': True})
        await send({'type': 'http.response.body', 'body': b''})
        return
    said = dict(scope['headers']).get(connections.PREFIX, b'-')
    headers = [(b'content-length', str(len(said)).encode())]
    await send({'type': 'http.response.start', 'status': 200, 'headers': headers})
    await send({'type': 'http.response.body', 'body': said})


class Stranger:
    """A connection that says what it likes."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    async def say(self, text: str) -> None:
        self.writer.write(text.encode())
        with contextlib.suppress(ConnectionError):
            await self.writer.drain()

    async def status(self) -> int:
        head = await self.reader.readuntil(b'\r\n\r\n')
        return int(head.split()[1])

    async def rest(self) -> bytes:
        """Everything until the other side closes."""
        try:
            return await self.reader.read()
        except ConnectionError:
            return b''


class Server:
    def __init__(self, port: int) -> None:
        self.port = port
        self._writers: list[asyncio.StreamWriter] = []

    async def stranger(self) -> Stranger:
        reader, writer = await asyncio.open_connection('127.0.0.1', self.port)
        self._writers.append(writer)
        return Stranger(reader, writer)

    def leave(self) -> None:
        for writer in self._writers:
            writer.close()


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    asked.clear()
    config = uvicorn.Config(
        page, http=Connection, lifespan='off', log_level='critical', forwarded_allow_ips='192.0.2.1'
    )
    running = uvicorn.Server(config)
    with socket.create_server(('127.0.0.1', 0)) as listening:
        serving = asyncio.create_task(running.serve([listening]))
        await eventually(lambda: running.started)
        opened = Server(listening.getsockname()[1])
        yield opened
        opened.leave()
        running.should_exit = True
        await serving


@pytest.fixture
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Heads have a tenth of a second."""
    monkeypatch.setattr(connections, 'HEAD_S', 0.1)


@pytest.mark.usefixtures('hasty')
@pytest.mark.parametrize(
    'said',
    [
        '',
        'GET / HT',
        'GET / HTTP/1.1\r\nHost: a\r\nX: ',
        '\r\n\r\n',
        'GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nX:',
        'POST / HTTP/1.1\r\nHost: a\r\n\r\n\r\n',
    ],
)
async def test_a_head_that_never_ends_is_given_up(server: Server, said: str) -> None:
    stranger = await server.stranger()
    await stranger.say(said)
    await asyncio.wait_for(stranger.rest(), 5)


@pytest.mark.parametrize(
    'head',
    [
        f'X: {"a" * (HEAD_BYTES + 1)}\r\n',
        ''.join(f'X{number}: a\r\n' for number in range(HEADERS + 1)),
    ],
    ids=['long', 'many'],
)
async def test_a_head_that_says_too_much_is_refused(server: Server, head: str) -> None:
    stranger = await server.stranger()
    await stranger.say(f'GET / HTTP/1.1\r\nHost: a\r\n{head}\r\n')
    assert await stranger.status() == 431
    await stranger.rest()
    assert asked == []


async def test_a_head_that_goes_on_and_on_is_refused_on_the_way(server: Server) -> None:
    stranger = await server.stranger()
    await stranger.say('GET / HTTP/1.1\r\nX: ')
    for _ in range(HEAD_BYTES // 1000 + 2):
        await stranger.say('a' * 1000)
    assert await stranger.status() == 431
    assert asked == []


@pytest.mark.parametrize(
    ('chunk', 'end'),
    [
        ('1\r\na\r\n', ''),
        (f'1;{"x" * 1000}\r\na\r\n', ''),
        ('', f'0\r\nX: {"a" * 1000}\r\n' + 'Y: a\r\n' * 10_000),
    ],
    ids=['tiny chunks', 'extensions', 'trailers'],
)
async def test_what_goes_along_with_a_body_is_limited_too(
    server: Server, chunk: str, end: str
) -> None:
    stranger = await server.stranger()
    await stranger.say('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n')
    await stranger.say(chunk * 10_000 + end)
    assert b' 200 ' not in await asyncio.wait_for(stranger.rest(), 5)


async def test_requests_of_people_pass_one_after_the_other(server: Server) -> None:
    stranger = await server.stranger()
    cookies = 'a' * (HEAD_BYTES - 1000)
    for _ in range(3):
        await stranger.say(f'GET /x HTTP/1.1\r\nHost: a\r\nCookie: {cookies}\r\n\r\n')
        assert await stranger.status() == 200
        assert await stranger.reader.readexactly(1) == b'-'
    await stranger.say('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 200000\r\n\r\n')
    await stranger.say('a' * 200_000)
    assert await stranger.status() == 200
    assert asked == ['/x', '/x', '/x', '/']


async def test_one_network_gets_so_many_connections(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, 'CONNECTIONS_OF_NETWORK', 2)
    monkeypatch.setattr(connections, 'is_loopback', lambda _: False)
    held = [await server.stranger() for _ in range(2)]
    await eventually(lambda: sum(Connection._of_network.values()) == 2)
    assert await (await server.stranger()).rest() == b''
    await held[0].say('GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n')
    await held[0].rest()
    await eventually(lambda: sum(Connection._of_network.values()) == 1)
    fresh = await server.stranger()
    await fresh.say('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    assert await fresh.status() == 200


async def test_whoever_does_not_read_on_is_left(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, 'STALLED_S', 0.1)
    await (await server.stranger()).say('GET /long HTTP/1.1\r\nHost: a\r\n\r\n')
    await eventually(lambda: asked == ['/long'])
    await eventually(lambda: not Connection._of_network)


async def test_all_together_get_so_many_connections(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, 'CONNECTIONS', 0)
    assert await (await server.stranger()).rest() == b''


async def test_only_a_proxy_says_where_it_stands(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    stranger = await server.stranger()
    await stranger.say('GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-Prefix: /evil\r\n\r\n')
    assert await stranger.status() == 200
    assert await stranger.reader.readexactly(1) == b'-'
    monkeypatch.setattr(Connection, '_is_proxy', lambda _: True)
    await stranger.say('GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-Prefix: /crm\r\n\r\n')
    assert await stranger.status() == 200
    assert await stranger.reader.readexactly(4) == b'/crm'

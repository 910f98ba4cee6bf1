"""A page's socket that no longer answers is ended, whichever way it came; others stay."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import pytest
import socketio
import uvicorn
import websockets
from engineio import async_socket
from engineio.async_socket import AsyncSocket
from nicegui import core
from nicegui.outbox import Outbox
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

from components.engine import incoming, pings, sending, whole_frames
from tests.eventually import eventually
from tests.ui.installed import as_they_were

PING, PONG = '2', '3'
INTERVAL_S, TIMEOUT_S = 0.12, 0.06


@pytest.fixture
async def address(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """`127.0.0.1:1234/socket.io/?EIO=4`, of a server that asks often."""
    server = uvicorn.Server(
        uvicorn.Config(socketio.ASGIApp(core.sio), ws='wsproto', lifespan='off', log_level='error')
    )
    monkeypatch.setattr(core, 'loop', asyncio.get_running_loop())
    engine = core.sio.eio
    usual = engine.ping_interval, engine.ping_timeout
    with (
        as_they_were(WSProtocol, AsyncSocket, async_socket, Outbox),
        socket.create_server(('127.0.0.1', 0)) as listening,
    ):
        pings.install()
        whole_frames.install()
        incoming.install()
        sending.install()
        engine.ping_interval, engine.ping_timeout = INTERVAL_S, TIMEOUT_S
        serving = asyncio.create_task(server.serve([listening]))
        await eventually(lambda: server.started)
        yield f'127.0.0.1:{listening.getsockname()[1]}/socket.io/?EIO=4'
        server.should_exit = True
        await serving
        engine.ping_interval, engine.ping_timeout = usual


async def test_who_answers_stays_and_who_is_silent_is_ended(address: str) -> None:
    url = f'ws://{address}&transport=websocket'
    async with websockets.connect(url) as loyal, websockets.connect(url) as silent:
        await loyal.recv()
        for _ in range(4):
            assert await loyal.recv() == PING
            await loyal.send(PONG)
        await silent.recv()
        assert await silent.recv() == PING
        assert await rest(silent) == []
        assert silent.close_code == pings.GOING_AWAY
        assert await loyal.recv() == PING
        assert len(core.sio.eio.sockets) == 1
    await eventually(lambda: not core.sio.eio.sockets)


async def test_what_comes_in_pieces_is_heard_between_what_comes_whole(address: str) -> None:
    async with websockets.connect(f'ws://{address}&transport=websocket') as page:
        await page.recv()
        for _ in range(3):
            assert await page.recv() == PING
            await page.send(iter([PONG, '']))
            assert await page.recv() == PING
            await page.send(PONG)
        await page.send(iter(['4', '0']))
        assert (await page.recv()).startswith('40{')  # Socket.IO's word of welcome


async def test_a_session_of_requests_is_asked_by_its_next_request(address: str) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=10) as http:
        url = f'http://{address}&transport=polling'
        url += f'&sid={(await http.get(url)).text.split(chr(34))[3]}'
        for _ in range(3):
            assert (await http.get(url)).text == PING
            assert (await http.post(url, content=PONG)).status_code == 200
        assert (await http.get(url)).text == PING
        await eventually(lambda: not core.sio.eio.sockets)
        assert (await http.get(url)).status_code == 400


async def test_a_session_that_went_over_to_a_websocket_is_asked_there(address: str) -> None:
    async with httpx.AsyncClient(trust_env=False, timeout=10) as http:
        begun = await http.get(f'http://{address}&transport=polling')
        name = begun.text.split(chr(34))[3]
        async with websockets.connect(f'ws://{address}&transport=websocket&sid={name}') as page:
            await page.send('2probe')
            assert await page.recv() == '3probe'
            await page.send('5')
            for _ in range(3):
                while await page.recv() != PING:
                    pass  # what the session's requests were told last
                await page.send(PONG)
            assert PING in await rest(page)
            assert page.close_code == pings.GOING_AWAY


async def rest(page: websockets.ClientConnection) -> list[str]:
    """What comes on a socket before the other side ends it."""
    heard = []
    with suppress(websockets.ConnectionClosed):
        while True:
            heard.append(str(await page.recv()))
    return heard

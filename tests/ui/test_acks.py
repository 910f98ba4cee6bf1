"""What a browser says has arrived is taken where it comes in; all else goes on to the app."""

import asyncio
import json
import socket
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import uvicorn
import websockets
from nicegui import Client
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

from components.engine import acks
from tests.eventually import eventually
from tests.ui.conftest import ANNA, App

Connect = Callable[[], websockets.connect]


async def echo(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Sends back each text that reaches it."""
    assert scope['type'] == 'websocket'
    await receive()
    await send({'type': 'websocket.accept'})
    while (message := await receive())['type'] == 'websocket.receive':
        await send({'type': 'websocket.send', 'text': message['text']})


@pytest.fixture
async def connect(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Connect]:
    """Opens a socket of a server that listens for acknowledgements."""
    monkeypatch.setattr(WSProtocol, 'handle_message', WSProtocol.handle_message)
    acks.install()
    server = uvicorn.Server(uvicorn.Config(echo, ws='wsproto', lifespan='off', log_level='error'))
    with socket.create_server(('127.0.0.1', 0)) as listening:
        serving = asyncio.create_task(server.serve([listening]))
        await eventually(lambda: server.started)
        yield lambda: websockets.connect(f'ws://127.0.0.1:{listening.getsockname()[1]}/')
        server.should_exit = True
        await serving


@pytest.fixture
async def page(app: App) -> Client:
    """A page that has sent messages 0 to 4."""
    user = await app.sign_in(ANNA)
    assert (await user.http_client.get('/proposals')).status_code == 200
    opened = list(Client.instances.values())[-1]
    now = time.time()
    opened.outbox.message_history.extend(
        (number, now, (opened.id, 'update', {'_id': number})) for number in range(5)
    )
    return opened


def ack(client_id: Any, number: Any) -> str:
    fields = {'client_id': client_id, 'next_message_id': number}
    return '42' + json.dumps(['ack', fields], separators=(',', ':'))


def kept(page: Client) -> list[int]:
    return [number for number, *_ in page.outbox.message_history]


async def test_what_arrived_is_forgotten_and_the_app_is_not_asked(
    page: Client, connect: Connect
) -> None:
    async with connect() as browser:
        await browser.send(ack(page.id, 3))
        await browser.send('3')
        assert await browser.recv() == '3'
        assert kept(page) == [3, 4]
        await browser.send(ack('somebody who has left', 9))
        await browser.send('bye')
        assert await browser.recv() == 'bye'
    assert kept(page) == [3, 4]


async def test_whatever_is_no_acknowledgement_goes_on_as_it_is(
    page: Client, connect: Connect
) -> None:
    others = (
        '3',
        '42["event",{"id":1}]',
        ack(page.id, 'all'),
        ack(page.id, True),
        ack([], 5),
        '42["ack",',
        '42["ack",7]',
        '42["ack"]',
        ack(page.id, 5) + ' ' * acks.LONGEST,
    )
    async with connect() as browser:
        for text in others:
            await browser.send(text)
            assert await browser.recv() == text
        # in two pieces, of which the second looks like one
        await browser.send(['42["log",', ack(page.id, 5)])
        assert await browser.recv() == '42["log",' + ack(page.id, 5)
        # in two pieces, and one altogether: for NiceGUI to read
        first, rest = ack(page.id, 5)[:12], ack(page.id, 5)[12:]
        await browser.send([first, rest])
        assert await browser.recv() == first + rest
    assert kept(page) == [0, 1, 2, 3, 4]

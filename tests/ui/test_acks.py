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

from components.engine import acks
from services.limits import FRAME_BYTES, FRAMES_AT_ONCE
from tests.eventually import eventually
from tests.ui.conftest import ANNA, App

EVENT = '42["event",{"id":1,"client_id":"a","listener_id":"b","args":[]}]'
Connect = Callable[[], websockets.connect]


async def echo(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Sends back each text that reaches it; every page there is shook hands on this socket."""
    assert scope['type'] == 'websocket'
    await receive()
    for client in Client.instances.values():
        client.environ = {'asgi.scope': scope}
    await send({'type': 'websocket.accept'})
    while (message := await receive())['type'] == 'websocket.receive':
        await send({'type': 'websocket.send', 'text': message['text']})


@pytest.fixture
async def connect(app: App) -> AsyncIterator[Connect]:
    """Opens a socket of a server that listens for acknowledgements, as the app does."""
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
        await browser.send('1')
        assert await browser.recv() == '1'
    assert kept(page) == [3, 4]


async def test_whatever_is_no_acknowledgement_goes_on_as_it_is(
    page: Client, connect: Connect
) -> None:
    others = ('3', EVENT, ack('somebody who has left', 9) + ' ' * acks.LONGEST)
    async with connect() as browser:
        for text in others:
            await browser.send(text)
            assert await browser.recv() == text
        # in two pieces, of which the second looks like one
        await browser.send([EVENT[:12], EVENT[12:]])
        assert await browser.recv() == EVENT
    assert kept(page) == [0, 1, 2, 3, 4]


async def test_a_word_in_pieces_is_taken_whole(page: Client, connect: Connect) -> None:
    first, rest = ack(page.id, 2)[:12], ack(page.id, 2)[12:]
    async with connect() as browser:
        await browser.send([first, rest])
        await browser.send('3')
        assert await browser.recv() == '3'
    assert kept(page) == [2, 3, 4]


async def test_another_pages_word_goes_where_nobody_takes_it(
    page: Client, connect: Connect
) -> None:
    async with connect() as other:
        await other.send('3')
        await other.recv()
        async with connect():
            await other.send(ack(page.id, 5))
            assert await other.recv() == ack(page.id, 5)
    assert kept(page) == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ('said', 'code'),
    [
        (b'bytes', 1008),
        ('45100000-["event",{"_placeholder":true,"num":0}]', 1008),
        ('461-[{"_placeholder":true,"num":0}]', 1008),
        ('42' + 'a' * FRAME_BYTES, 1009),
        (['42', 'a' * FRAME_BYTES], 1009),
    ],
    ids=['bytes', 'event with bytes', 'answer with bytes', 'too long', 'too long in pieces'],
)
async def test_what_would_be_kept_ends_its_socket(
    page: Client, connect: Connect, said: Any, code: int
) -> None:
    async with connect() as stranger:
        with pytest.raises(websockets.ConnectionClosed) as closed:  # noqa: PT012
            await stranger.send(said)
            await stranger.recv()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == code


async def test_a_flood_of_pings_ends_its_socket(page: Client, connect: Connect) -> None:
    async with connect() as stranger:
        with pytest.raises(websockets.ConnectionClosed):  # noqa: PT012
            for _ in range(2 * FRAMES_AT_ONCE):
                await stranger.ping()
            await stranger.recv()

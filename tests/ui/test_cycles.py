"""A socket that was closed, and what was stored for its visitor, go without the collector."""

import asyncio
import gc
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from weakref import ref

import pytest
import socketio
import uvicorn
import websockets
from engineio import async_socket
from engineio.async_drivers import asgi
from engineio.async_drivers.asgi import WebSocket
from engineio.async_socket import AsyncSocket
from nicegui import core
from nicegui.outbox import Outbox
from nicegui.persistence import FilePersistentDict, PersistentDict
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

from components.engine import cycles, incoming, pings, sending
from components.engine.connections import Connection
from tests.eventually import eventually
from tests.ui.installed import as_they_were


@pytest.fixture
def no_collector() -> Iterator[None]:
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
async def address(monkeypatch: pytest.MonkeyPatch, no_collector: None) -> AsyncIterator[str]:
    server = uvicorn.Server(
        uvicorn.Config(
            socketio.ASGIApp(core.sio), http=Connection, ws="wsproto", lifespan="off",
            log_level='error',
        )
    )  # fmt: skip
    monkeypatch.setattr(core, 'loop', asyncio.get_running_loop())
    monkeypatch.setattr(core.sio.eio, 'ping_interval', 0.1)  # closed sockets leave the wheel then
    monkeypatch.setitem(asgi._async, 'translate_request', asgi.translate_request)
    with (
        as_they_were(WSProtocol, AsyncSocket, async_socket, Outbox, WebSocket, PersistentDict),
        socket.create_server(('127.0.0.1', 0)) as listening,
    ):
        pings.install()
        incoming.install()
        sending.install()
        cycles.install()
        serving = asyncio.create_task(server.serve([listening]))
        await eventually(lambda: server.started)
        yield f'ws://127.0.0.1:{listening.getsockname()[1]}/socket.io/?EIO=4&transport=websocket'
        server.should_exit = True
        await serving


async def test_a_socket_that_was_closed_leaves_nothing(address: str) -> None:
    def left() -> list[str]:
        kinds = (AsyncSocket, WSProtocol, Connection, WebSocket)
        return [type(each).__name__ for each in gc.get_objects() if isinstance(each, kinds)]

    def classes() -> int:
        return sum(each.__name__ == 'AwaitablePayload' for each in object.__subclasses__())

    gc.collect()
    before, made = left(), classes()
    for _ in range(3):
        async with websockets.connect(address) as page:
            await page.recv()
            assert len(core.sio.eio.sockets) == 1
        await eventually(lambda: not core.sio.eio.sockets)
    await eventually(lambda: left() == before)
    assert classes() == made


@pytest.mark.usefixtures('no_collector')
async def test_what_was_stored_for_a_visitor_goes_with_them(tmp_path: Path) -> None:
    with as_they_were(PersistentDict):
        cycles.let_go_of_storage()
        stored = FilePersistentDict(tmp_path / 'stored.json')
        await stored.initialize()
        held = ref(stored)
        await stored.close()
        del stored
        assert held() is None

"""The wire of the developer's panel can be cut again while it holds things back."""

import asyncio
import contextlib
from collections.abc import Callable

import pytest
import uvloop

from services.operations.dev import Wire
from tests.eventually import eventually

LOOPS = (asyncio.new_event_loop, uvloop.new_event_loop)


@pytest.mark.parametrize('loop_factory', LOOPS, ids=('asyncio', 'uvloop'))
def test_a_frozen_connection_is_cut_twice(
    loop_factory: Callable[[], asyncio.AbstractEventLoop],
) -> None:
    with asyncio.Runner(loop_factory=loop_factory) as runner:
        runner.run(cut_twice_while_frozen())


async def cut_twice_while_frozen() -> None:
    heard: list[bytes] = []
    guests: list[asyncio.StreamWriter] = []

    async def listen(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        guests.append(writer)
        with contextlib.suppress(ConnectionResetError):
            while chunk := await reader.read(100):
                heard.append(chunk)

    server = await asyncio.start_server(listen, '127.0.0.1', 0)
    wire = Wire('127.0.0.1', server.sockets[0].getsockname()[1])
    await wire.start()
    port = int(wire.url.rsplit(':')[-1])
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    try:
        await eventually(lambda: len(guests) == 1)
        wire.freeze()
        writer.write(b'held back')
        guests.append((await asyncio.open_connection('127.0.0.1', port))[1])
        await eventually(lambda: len(guests) == 3)  # by now the wire holds the other's piece
        wire.cut()
        with pytest.raises(ConnectionResetError):
            await reader.read(100)
        wire.cut()
        assert not heard
    finally:
        for each in (writer, *guests):
            each.close()
        server.close()
        await wire.stop()

"""A TCP proxy that breaks connections the way networks do: resets, black holes, latency."""

import asyncio
import contextlib
import socket
import struct
from collections.abc import Coroutine
from dataclasses import dataclass
from weakref import WeakSet

CHUNK_BYTES = 65536
TURNS = 5
"""Of the loop, from a connection that the server has accepted to its callback."""
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass(eq=False)
class Pair:
    """One client's connection, and ours to the target on its behalf."""

    client: Streams
    onward: Streams

    def cut(self) -> None:
        """End both with RST, where there is such a thing."""
        for _, writer in (self.client, self.onward):
            sock = writer.get_extra_info('socket')
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            writer.transport.abort()


class TcpProxy:
    """Between a client and `port` on loopback; `async with` gives it an own port."""

    def __init__(self, target: int) -> None:
        self.port = 0
        self.connections = 0
        """Accepted so far."""
        self._target = target
        self._flows = {up: asyncio.Event() for up in (True, False)}
        self._delay_s = 0.0
        self._chunk_bytes = CHUNK_BYTES
        self._pairs: set[Pair] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._writers: WeakSet[asyncio.StreamWriter] = WeakSet()
        self.heal()

    async def __aenter__(self) -> 'TcpProxy':
        self._server = await self._listen()
        return self

    async def __aexit__(self, *_: object) -> None:
        for _ in range(TURNS):  # a server that is closed before leaves them open
            await asyncio.sleep(0)
        self._server.close()
        self.reset()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for writer in self._writers:  # who came just now is not in a pair yet
            writer.transport.abort()
        await asyncio.sleep(0)

    def reset(self) -> None:
        """Cut every connection with RST."""
        for pair in list(self._pairs):
            pair.cut()

    def swallow(self, *, up: bool = True, down: bool = True) -> None:
        """A black hole: connections stay open and nothing passes, either or one way."""
        for way, swallowed in ((True, up), (False, down)):
            if swallowed:
                self._flows[way].clear()

    def heal(self) -> None:
        """No black hole, no delay."""
        self.delay(0)
        for flows in self._flows.values():
            flows.set()

    def delay(self, seconds: float, *, chunk_bytes: int = CHUNK_BYTES) -> None:
        """Hold every chunk back for so long; small ones make a slow reader."""
        self._delay_s = seconds
        self._chunk_bytes = chunk_bytes

    async def _listen(self) -> asyncio.Server:
        server = await asyncio.start_server(self._on_client, '127.0.0.1', 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _connect(self) -> Streams:
        return await asyncio.open_connection('127.0.0.1', self._target)

    def _pass(self, pair: Pair, chunk: bytes, *, up: bool) -> bytes:
        """What of a chunk goes on, `up` to the target or down to the client."""
        return chunk

    def _on_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self._writers.add(writer)
        self._start(self._meet(reader, writer))

    def _start(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _meet(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            onward = await self._connect()
        except OSError:
            writer.transport.abort()
            return
        self._writers.add(onward[1])
        pair = Pair((reader, writer), onward)
        self._pairs.add(pair)
        for up in (True, False):
            self._start(self._pipe(pair, up=up))

    async def _pipe(self, pair: Pair, *, up: bool) -> None:
        (source, _), (_, sink) = (pair.client, pair.onward) if up else (pair.onward, pair.client)
        try:
            while chunk := await source.read(self._chunk_bytes):
                await self._flows[up].wait()
                await asyncio.sleep(self._delay_s)
                sink.write(self._pass(pair, chunk, up=up))
                await sink.drain()
        except OSError:
            pass
        finally:
            self._pairs.discard(pair)
            sink.close()

"""A TCP proxy that breaks connections the way networks do: resets, black holes, latency."""

import asyncio
import contextlib
import socket
import struct


class TcpProxy:
    """Between a client and `port` on loopback; `async with` gives it an own port."""

    def __init__(self, target: int) -> None:
        self.port = 0
        self.connections = 0
        """Accepted so far."""
        self._target = target
        self._flows = asyncio.Event()
        self._flows.set()
        self._delay_s = 0.0
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> 'TcpProxy':
        self._server = await asyncio.start_server(self._on_client, '127.0.0.1', 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()
        self.reset()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def reset(self) -> None:
        """Cut every connection with RST."""
        for writer in list(self._writers):
            sock = writer.get_extra_info('socket')
            with contextlib.suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            writer.transport.abort()

    def swallow(self) -> None:
        """A black hole: connections stay open and nothing passes, either way."""
        self._flows.clear()

    def heal(self) -> None:
        self._flows.set()

    def delay(self, seconds: float) -> None:
        """Hold every chunk back for so long."""
        self._delay_s = seconds

    async def _on_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            onward = await asyncio.open_connection('127.0.0.1', self._target)
        except OSError:
            writer.transport.abort()
            return
        for source, sink in ((reader, onward[1]), (onward[0], writer)):
            self._writers.add(sink)
            task = asyncio.create_task(self._pipe(source, sink))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _pipe(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while chunk := await source.read(65536):
                await self._flows.wait()
                await asyncio.sleep(self._delay_s)
                sink.write(chunk)
                await sink.drain()
        except OSError:
            pass
        finally:
            self._writers.discard(sink)
            sink.close()

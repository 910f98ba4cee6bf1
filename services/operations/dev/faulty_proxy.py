"""A TCP relay that can be cut, frozen and slowed: the faults of a network, at its own layer.

Stands on the line in, before `services/link`, in development only.
"""

import asyncio
import contextlib
import random
import socket
import struct

CHUNK = 65536
SHORT_S = 0.3
"""Longest freeze of a random fault."""


class Wire:
    """Listens on a port of its own; nothing passes before `start`."""

    def __init__(self, host: str, port: int) -> None:
        self._host, self._port = host, port
        self._socket = socket.create_server(('127.0.0.1', 0))
        self._own_port = self._socket.getsockname()[1]
        self._server: asyncio.Server | None = None
        self._flows = asyncio.Event()
        self._flows.set()
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self.delay_s = 0.0
        """How long each piece is held back, each way."""

    @property
    def url(self) -> str:
        return f'http://127.0.0.1:{self._own_port}'

    @property
    def is_frozen(self) -> bool:
        return not self._flows.is_set()

    async def start(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(self._on_client, sock=self._socket)

    async def stop(self) -> None:
        server, self._server = self._server, None
        if server is None:
            self._socket.close()
            return
        server.close()
        self.cut()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)

    def cut(self) -> None:
        """Reset every connection; new ones are let through."""
        for writer in list(self._writers):
            if writer.transport.is_closing():
                continue  # cut before, and what it holds back is not given up yet
            with contextlib.suppress(OSError):
                writer.get_extra_info('socket').setsockopt(
                    socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0)
                )
            writer.transport.abort()

    def freeze(self) -> None:
        """Connections stay open and nothing passes, either way."""
        self._flows.clear()

    def heal(self) -> None:
        """No faults any more; what was held back goes on."""
        self.delay_s = 0.0
        self._flows.set()

    async def fault(self, chance: random.Random) -> None:
        """One fault of a random kind, over within a moment."""
        kind = chance.choice(('cut', 'cut', 'freeze', 'delay'))
        if kind == 'cut':
            self.cut()
            return
        if kind == 'freeze':
            self.freeze()
        else:
            self.delay_s = chance.uniform(0.01, SHORT_S / 3)
        await asyncio.sleep(chance.uniform(0.01, SHORT_S))
        self.heal()

    async def _on_client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            onward_reader, onward_writer = await asyncio.open_connection(self._host, self._port)
        except OSError:
            writer.transport.abort()
            return
        for source, sink in ((reader, onward_writer), (onward_reader, writer)):
            self._writers.add(sink)
            task = asyncio.create_task(self._relay(source, sink), name='wire')
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _relay(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        try:
            while chunk := await source.read(CHUNK):
                await self._flows.wait()
                if self.delay_s:
                    await asyncio.sleep(self.delay_s)
                if sink.transport.is_closing():
                    break  # cut while it was held back
                sink.write(chunk)
                await sink.drain()
        except OSError:
            pass
        finally:
            self._writers.discard(sink)
            sink.close()

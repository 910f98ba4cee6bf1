"""The floor of fan-out: a bare websocket server that writes ready-made bytes to every socket.

`python -m benchmarks.floor`; commands are the methods of `Floor`. Nothing it does can be left out
by a program that reaches the same screens from one process.
"""

import asyncio
import base64
import hashlib
from pathlib import Path
from typing import cast

from benchmarks import frames
from benchmarks.child import Answer, Commands, serve

MAGIC = b'258EAFA5-E914-47DA-95CA-C5AB0DC85B11'
PAGE = Path(__file__).with_name('floor.html')


class Floor:
    """All sockets of the bare server, and its one page for a browser."""

    def __init__(self) -> None:
        self.sockets: set[asyncio.Transport] = set()
        self._server: asyncio.Server | None = None

    def commands(self) -> Commands:
        return {'listen': self.listen, 'send': self.send}

    async def listen(self) -> Answer:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(
            lambda: _Connection(self), '127.0.0.1', 0, backlog=1024
        )
        return {'port': self._server.sockets[0].getsockname()[1]}

    async def send(self, text: str) -> Answer:
        """Write the text to every socket."""
        data = frames.frame(text.encode())
        for socket in self.sockets:
            socket.write(data)
        return {'sockets': len(self.sockets)}


class _Connection(asyncio.Protocol):
    """Upgrades to a websocket, or answers with the page; ignores what is sent to it."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._head = b''

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        if self.transport in self._floor.sockets:
            return
        self._head += data
        if b'\r\n\r\n' not in self._head:
            return
        lines = self._head.split(b'\r\n')[1:]
        fields = {
            name.strip().lower(): value.strip()
            for name, _, value in (line.partition(b':') for line in lines)
        }
        if key := fields.get(b'sec-websocket-key'):
            self._upgrade(key)
        else:
            body = PAGE.read_bytes()
            head = f'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}'
            self.transport.write(f'{head}\r\nConnection: close\r\n\r\n'.encode() + body)
            self.transport.close()

    def _upgrade(self, key: bytes) -> None:
        accept = base64.b64encode(hashlib.sha1(key + MAGIC).digest())
        self.transport.write(
            b'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
            b'Sec-WebSocket-Accept: ' + accept + b'\r\n\r\n'
        )
        self._floor.sockets.add(self.transport)

    def connection_lost(self, exc: Exception | None) -> None:
        self._floor.sockets.discard(self.transport)


async def _commands() -> Commands:
    return Floor().commands()


if __name__ == '__main__':
    serve(_commands)

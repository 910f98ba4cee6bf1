"""One websocket of the load client: small enough that a process carries a thousand."""

import asyncio
import base64
import os
from collections.abc import Callable
from typing import cast
from urllib.parse import urlsplit

from benchmarks import frames
from benchmarks.clock import now_ns
from benchmarks.frames import Op

PATIENCE_S = 30.0
Heard = Callable[['Wire', bytes, int], None]
"""Called with the wire, a text payload and the nanosecond its bytes arrived."""


class Wire(asyncio.Protocol):
    """Opened by `Wire.open`; hands each text message to `on_text`."""

    def __init__(self, request: bytes, on_text: Heard) -> None:
        self._request = request
        self._on_text = on_text
        self._rest = b''
        self._is_upgraded = False
        self.is_open = False
        self.received = 0
        """Bytes so far, frames and all."""
        self.upgraded: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @classmethod
    async def open(cls, url: str, on_text: Heard) -> 'Wire':
        """Connect and upgrade. Raises: `ConnectionError` when the server does not want it."""
        parts = urlsplit(url)
        target = f'{parts.path}?{parts.query}' if parts.query else parts.path
        key = base64.b64encode(os.urandom(16)).decode()
        request = (
            f'GET {target} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n'
            f'Connection: Upgrade\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n'
        )
        _, wire = await asyncio.get_running_loop().create_connection(
            lambda: cls(request.encode(), on_text), parts.hostname, parts.port
        )
        async with asyncio.timeout(PATIENCE_S):
            await wire.upgraded
        return wire

    def send(self, text: str) -> None:
        self.transport.write(frames.frame(text.encode(), from_client=True))

    def close(self) -> None:
        self.transport.close()

    def abort(self) -> None:
        """Be gone without a closing frame."""
        self.transport.abort()

    # asyncio.Protocol

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass
        self.is_open = True
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        at_ns = now_ns()
        self.received += len(data)
        if not self._is_upgraded:
            data = self._upgrade(self._rest + data)
            if not self._is_upgraded:
                self._rest = data
                return
        found, self._rest = frames.split(self._rest + data if self._rest else data)
        for op, payload in found:
            if op == Op.TEXT:
                self._on_text(self, payload, at_ns)
            elif op == Op.PING:
                self.transport.write(frames.frame(payload, Op.PONG, from_client=True))
            elif op == Op.CLOSE:
                self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.is_open = False
        if not self.upgraded.done():
            self.upgraded.set_exception(exc or ConnectionError('closed before the upgrade'))

    def _upgrade(self, data: bytes) -> bytes:
        head, end, rest = data.partition(b'\r\n\r\n')
        if not end:
            return data
        if not head.startswith(b'HTTP/1.1 101'):
            refusal = ConnectionError(head.split(b'\r\n')[0].decode(errors='replace'))
            if not self.upgraded.done():
                self.upgraded.set_exception(refusal)
            self.transport.close()
            return b''
        self._is_upgraded, self._rest = True, b''
        if not self.upgraded.done():
            self.upgraded.set_result(None)
        return rest

"""A proxy as some companies and hotels have it: lets HTTP through and no websocket."""

import asyncio
import threading
from enum import Enum

from tests.tcp_proxy import Pair, TcpProxy

UPGRADE = b'\r\nupgrade: websocket\r\n'
REFUSAL = b'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'


class Way(Enum):
    """What becomes of a websocket's handshake."""

    REFUSED = 'refused'
    RESET = 'reset'
    SWALLOWED = 'swallowed'
    """No answer, ever."""


class _Proxy(TcpProxy):
    way: Way | None = None

    def _pass(self, pair: Pair, chunk: bytes, *, up: bool) -> bytes:
        if not up or self.way is None or UPGRADE not in chunk.lower():
            return chunk
        if self.way is Way.REFUSED:
            pair.client[1].write(REFUSAL)
            pair.client[1].close()
        elif self.way is Way.RESET:
            pair.cut()
        return b''


class BlockingProxy:
    """In front of `port`, in a thread of its own; lets everything through until `begin`."""

    def __init__(self, port: int) -> None:
        self.url = ''
        self._proxy = _Proxy(port)
        self._is_up = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))
        self._loop: asyncio.AbstractEventLoop
        self._over: asyncio.Event

    def __enter__(self) -> 'BlockingProxy':
        self._thread.start()
        self._is_up.wait()
        self.url = f'http://127.0.0.1:{self._proxy.port}'
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    @property
    def way(self) -> Way | None:
        return self._proxy.way

    def begin(self, way: Way) -> None:
        """Cut what is open, and let no websocket through from now on."""
        self._proxy.way = way
        self._loop.call_soon_threadsafe(self._proxy.reset)

    def swallow(self) -> None:
        """Connections stay open, and nothing passes either way."""
        self._loop.call_soon_threadsafe(self._proxy.swallow)

    def reset(self) -> None:
        """Cut what is open."""
        self._loop.call_soon_threadsafe(self._proxy.reset)

    def heal(self) -> None:
        """Nothing is swallowed any more; what was held back goes on."""
        self._loop.call_soon_threadsafe(self._proxy.heal)

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        async with self._proxy:
            self._is_up.set()
            await self._over.wait()

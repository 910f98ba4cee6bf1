"""How long a server keeps somebody waiting: a helper process that asks it every few milliseconds.

`python -m benchmarks.probe`; commands are the methods of `Probe`. A new connection each time, as a
person's first request makes one; what it waits for is the server's event loop.
"""

import asyncio
import contextlib

from benchmarks.child import Answer, Commands, serve
from benchmarks.clock import now_ns
from benchmarks.figures import MS

PATIENCE_S = 10.0


class Probe:
    """One series of questions at a time."""

    def __init__(self) -> None:
        self._waits_ms: list[float] = []
        self._asking: asyncio.Task[None] | None = None

    def commands(self) -> Commands:
        return {'start': self.start, 'stop': self.stop}

    async def start(self, port: int, path: str, every_s: float = 0.01) -> Answer:
        self._waits_ms = []
        self._asking = asyncio.create_task(self._ask(port, path, every_s))
        return {}

    async def stop(self) -> Answer:
        """`{"waits_ms": […]}`, the ones without an answer as `PATIENCE_S`."""
        assert self._asking
        self._asking.cancel()
        await asyncio.wait([self._asking])
        return {'waits_ms': self._waits_ms}

    async def _ask(self, port: int, path: str, every_s: float) -> None:
        request = f'GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n'
        while True:
            began_ns = now_ns()
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(PATIENCE_S):
                    reader, writer = await asyncio.open_connection('127.0.0.1', port)
                    try:
                        writer.write(request.encode())
                        await reader.readline()
                    finally:
                        writer.close()
            self._waits_ms.append((now_ns() - began_ns) * MS)
            await asyncio.sleep(every_s)


async def _commands() -> Commands:
    return Probe().commands()


if __name__ == '__main__':
    serve(_commands)

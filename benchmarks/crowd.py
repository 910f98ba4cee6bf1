"""A thousand screens in one helper process: opens them, and notes when each hears of a change.

`python -m benchmarks.crowd`; commands are the methods of `Crowd`.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable

from benchmarks import screen
from benchmarks.child import Answer, Commands, serve
from benchmarks.wire import Wire

ACK_EVERY_S = 3.0
"""As the browser's script does."""


class Crowd:
    """All wires of this process, in groups: `page` (open screens) or `raw` (bare sockets)."""

    def __init__(self) -> None:
        self._groups: dict[str, list[Wire]] = {}
        self._screens: list[screen.Screen] = []
        self._marker = b''
        self._group = ''
        self._heard: dict[Wire, int] = {}
        self._pattern: re.Pattern[bytes] | None = None
        self._followed: dict[Wire, list[tuple[int, int]]] = {}
        self._bytes: list[int] = []
        self._all_heard = asyncio.Event()
        self._acknowledging = asyncio.create_task(self._acknowledge())

    def commands(self) -> Commands:
        return {
            'open': self.open,
            'close': self.close,
            'watch': self.watch,
            'arrivals': self.arrivals,
            'follow': self.follow,
            'followed': self.followed,
            'count': self.count,
            'traffic': self.traffic,
            'cut': self.cut,
            'return': self.come_back,
        }

    async def open(
        self, group: str, url: str, count: int, at_once: int = 3, cookie: str = ''
    ) -> Answer:
        """Open `count` more screens of a page, or bare sockets, a few at a time."""
        wires = self._groups.setdefault(group, [])
        slots = asyncio.Semaphore(at_once)

        async def one(opener: Callable[[], Awaitable[Wire]]) -> None:
            async with slots:
                wires.append(await opener())

        async def bare() -> Wire:
            return await Wire.open(url, self._on_text)

        async def page() -> Wire:
            opened = await screen.Screen.open(url, cookie, self._on_text)
            self._screens.append(opened)
            return opened.wire

        opener = page if url.startswith('http') else bare
        await asyncio.gather(*(one(opener) for _ in range(count)))
        return {'open': len(wires)}

    async def close(self, group: str) -> Answer:
        for wire in self._groups.pop(group, []):
            wire.close()
        self._screens = [each for each in self._screens if each.wire.is_open]
        return {}

    async def watch(self, group: str, marker: str) -> Answer:
        """From now on note when each wire of the group hears a text that holds `marker`."""
        self._group, self._marker = group, marker.encode()
        self._heard, self._bytes = {}, []
        self._all_heard.clear()
        return {}

    async def arrivals(self, within_s: float = 10.0) -> Answer:
        """Wait until all have heard: `{"at_ns": [...], "bytes": [...], "missing": 0}`."""
        wires = self._groups[self._group]
        try:
            async with asyncio.timeout(within_s):
                await self._all_heard.wait()
        except TimeoutError:
            pass
        return {
            'at_ns': sorted(self._heard.values()),
            'bytes': self._bytes,
            'missing': len(wires) - len(self._heard),
        }

    async def follow(self, group: str, pattern: str) -> Answer:
        """From now on note the number that views show where they match, on each wire."""
        self._pattern = re.compile(pattern.encode())
        self._followed = {wire: [] for wire in self._groups[group]}
        return {}

    async def followed(self) -> Answer:
        """`{"seen": [[[at_ns, number], …], …]}`, wire by wire."""
        seen, self._followed, self._pattern = list(self._followed.values()), {}, None
        return {'seen': seen}

    async def count(self, group: str) -> Answer:
        wires = self._groups.get(group, [])
        return {'open': sum(wire.is_open for wire in wires), 'asked': len(wires)}

    async def traffic(self, group: str) -> Answer:
        """Bytes that the group's wires have received: `{"bytes": 123456}`."""
        return {'bytes': sum(wire.received for wire in self._groups.get(group, []))}

    async def cut(self, group: str) -> Answer:
        """Break every connection of the group's screens, without a word."""
        for wire in self._groups[group]:
            wire.abort()
        return {}

    async def come_back(self, group: str) -> Answer:
        """All screens of the group connect again at once, as their script does."""
        cut = {each.wire: each for each in self._screens if each.wire in self._groups[group]}
        await asyncio.gather(*(each.connect() for each in cut.values()))
        self._groups[group] = [each.wire for each in cut.values()]
        return {}

    def _on_text(self, wire: Wire, payload: bytes, at_ns: int) -> None:
        is_followed = wire in self._followed and payload.startswith(screen.VIEW)
        if is_followed and self._pattern and (found := self._pattern.search(payload)):
            self._followed[wire].append((at_ns, int(found[1].replace(b',', b''))))
        if self._marker and self._marker in payload and wire not in self._heard:
            self._heard[wire] = at_ns
            self._bytes.append(len(payload))
            if len(self._heard) == len(self._groups[self._group]):
                self._all_heard.set()

    async def _acknowledge(self) -> None:
        """Tell the server what was received, so that it can forget it."""
        while True:
            await asyncio.sleep(ACK_EVERY_S)
            for number, each in enumerate(list(self._screens), 1):
                each.acknowledge()
                if number % 50 == 0:
                    await asyncio.sleep(0.005)


async def _commands() -> Commands:
    return Crowd().commands()


if __name__ == '__main__':
    serve(_commands)

"""Which of the app's processes still speak: one that stands still keeps its place among them.

Serves presence. The server misses a process without a socket at once, one that hangs after a
minute; until then its people would be shown to others, who wait for them in vain.
"""

import asyncio
import time
from collections.abc import Callable, Mapping
from typing import Any

from services.realtime.process_channel import Channel

EVENT = 'alive'
SAY_EVERY_S = 2.0
SILENT_AFTER_S = 7.0
STALLED_S = 2 * SAY_EVERY_S
"""Our own beat is never so late, unless we stood still ourselves."""


class ProcessLiveness:
    """Says so for this process, and listens for the others; `on_change(process)` either way."""

    def __init__(
        self,
        channel: Channel,
        on_change: Callable[[str], None],
        *,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._channel = channel
        self._on_change = on_change
        self._clock = clock
        self._heard: dict[str, float] = {}
        self._silent: set[str] = set()
        self._looked_at = clock()
        self._timer: asyncio.TimerHandle | None = None
        channel.on_broadcast(EVENT, self._on_word)
        channel.on_join(self._on_join)

    def is_silent(self, process: str) -> bool:
        return process in self._silent

    def hear(self, process: str) -> None:
        """It has said something just now."""
        self._heard[process] = self._clock()
        if process in self._silent:
            self._silent.discard(process)
            self._on_change(process)

    def meet(self, process: str) -> None:
        """Others told of it: it has time from now on to speak for itself."""
        self._heard.setdefault(process, self._clock())

    def forget(self, process: str) -> None:
        """It has left."""
        self._heard.pop(process, None)
        self._silent.discard(process)

    def look(self) -> None:
        """Notice who fell silent; call every few seconds."""
        now, before = self._clock(), self._looked_at
        self._looked_at = now
        if now - before > STALLED_S:
            # what they said meanwhile waits to be read
            self._heard = dict.fromkeys(self._heard, now)
        for process, heard_at in list(self._heard.items()):
            if heard_at < now - SILENT_AFTER_S and process not in self._silent:
                self._silent.add(process)
                self._on_change(process)

    def _on_word(self, payload: Mapping[str, Any]) -> None:
        self.hear(str(payload.get('process', '')))

    def _on_join(self) -> None:
        if self._timer is None:
            self._looked_at = self._clock()
            self._beat()

    def _beat(self) -> None:
        self._timer = None
        if not self._channel.broadcast(EVENT, {'process': self._channel.process}):
            return  # the channel is down, and begins anew when it is up
        self.look()
        self._timer = asyncio.get_running_loop().call_later(SAY_EVERY_S, self._beat)

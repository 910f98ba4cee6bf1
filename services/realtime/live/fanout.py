"""Hands patches to the screens of one live query, step 6 of the line in.

For two milliseconds at a time, then the loop breathes: whoever else asks something waits for a
few such rounds and not for all screens. One screen's failure is its own.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from models.patch import Patch
from services.realtime.status import Unsubscribe, void

log = logging.getLogger(__name__)

Row = TypeVar('Row')
PatchHandler = Callable[[Sequence[Patch[Row]]], None]

SLICE_S = 0.002


class Fanout(Generic[Row]):
    """Subscribers of one query; joining or leaving while patches go out is safe."""

    def __init__(self) -> None:
        self._handlers: dict[object, PatchHandler[Row]] = {}

    def __len__(self) -> int:
        return len(self._handlers)

    def subscribe(self, handler: PatchHandler[Row]) -> Unsubscribe:
        token = object()
        self._handlers[token] = handler
        return lambda: void(self._handlers.pop(token, None))

    async def deliver(self, patches: Sequence[Patch[Row]]) -> None:
        """Call each handler that is subscribed now and still is when its turn comes."""
        until = time.monotonic() + SLICE_S
        for token in list(self._handlers):
            if (handler := self._handlers.get(token)) is None:
                continue
            try:
                handler(patches)
            except Exception:
                log.exception('a screen failed to take a patch')
            if time.monotonic() > until:
                await asyncio.sleep(0)
                until = time.monotonic() + SLICE_S
        await asyncio.sleep(0)  # what they have to send is written at the end of a turn

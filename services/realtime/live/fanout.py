"""Hands patches to the screens of one live query, step 6 of the line in.

For two milliseconds at a time, then the loop breathes: whoever else asks something waits for a
few such rounds and not for all screens. One screen's failure is its own.
"""

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from models.patch import Patch
from services.signals import Signal, Unsubscribe

Row = TypeVar('Row')
PatchHandler = Callable[[Sequence[Patch[Row]]], None]

SLICE_S = 0.002


class Fanout(Generic[Row]):
    """Subscribers of one query; joining or leaving while patches go out is safe."""

    def __init__(self) -> None:
        self._patched: Signal[[Sequence[Patch[Row]]]] = Signal()

    def __len__(self) -> int:
        return len(self._patched)

    def subscribe(self, handler: PatchHandler[Row]) -> Unsubscribe:
        return self._patched.subscribe(handler)

    async def deliver(self, patches: Sequence[Patch[Row]]) -> None:
        """Call each handler that is subscribed now and still is when its turn comes."""
        until = time.monotonic() + SLICE_S
        for handler in self._patched.turns():
            handler(patches)
            if time.monotonic() > until:
                await asyncio.sleep(0)
                until = time.monotonic() + SLICE_S
        await asyncio.sleep(0)  # what they have to send is written at the end of a turn

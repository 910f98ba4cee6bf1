"""Hands patches to the screens of one live query, step 6 of the line in.

A hundred screens at a time, then the loop breathes; one screen's failure is its own.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from models.patch import Patch
from services.status import Unsubscribe, void

log = logging.getLogger(__name__)

Row = TypeVar('Row')
PatchHandler = Callable[[Sequence[Patch[Row]]], None]

SLICE = 100


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
        for count, token in enumerate(list(self._handlers), 1):
            if (handler := self._handlers.get(token)) is None:
                continue
            try:
                handler(patches)
            except Exception:
                log.exception('a screen failed to take a patch')
            if count % SLICE == 0:
                await asyncio.sleep(0)

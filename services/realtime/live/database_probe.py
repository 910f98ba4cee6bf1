"""Notices that the database is gone while nothing changes, for the badge to be true.

Serves the line in: a socket that is up says nothing about the Postgres behind it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from services.delays import around

log = logging.getLogger(__name__)


class DatabaseProbe:
    """Asks every few seconds; `on_loss` is called for each question without an answer."""

    def __init__(
        self,
        ask: Callable[[], Awaitable[object]],
        on_loss: Callable[[], None],
        *,
        every_s: float = 2.0,
        timeout_s: float = 1.5,
    ) -> None:
        self._ask = ask
        self._on_loss = on_loss
        self._every_s = every_s
        self._timeout_s = timeout_s
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name='database pulse')

    async def stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def _run(self) -> None:
        was_there = True
        # a driver that loses its connection answers our cancellation with its own error
        while self._task is asyncio.current_task():
            await asyncio.sleep(around(self._every_s))
            try:
                async with asyncio.timeout(self._timeout_s):
                    await self._ask()
                was_there = True
            except Exception as error:
                if was_there:
                    log.warning('the database does not answer: %s', error or type(error).__name__)
                was_there = False
                self._on_loss()

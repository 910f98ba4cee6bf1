"""The change feed: keeps a line to Postgres for ever and every channel subscribed on it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path

import psycopg

from .change_stream import ChangeStream, Overrun
from .registry import Listener
from .replication import ReplicationLost

log = logging.getLogger(__name__)

_SETUP = Path(__file__).parent.parent / 'realtime.sql'


def delays() -> Iterator[float]:
    """Seconds before each next attempt: 50 ms, doubling to 1 s."""
    delay_s = 0.05
    while True:
        yield delay_s
        delay_s = min(1.0, delay_s * 2)


class ChangeFeed:
    """`run` is the one task; channels come and go by `add` and `remove`."""

    def __init__(self, url: str, slot: str) -> None:
        self._url = url
        self._slot = slot
        self._listeners: dict[Listener, None] = {}
        self._line: ChangeStream | None = None
        self._subscribing: dict[Listener, asyncio.Task[None]] = {}
        self._looking: set[asyncio.Task[None]] = set()

    @property
    def is_streaming(self) -> bool:
        return self._line is not None

    def add(self, listener: Listener) -> None:
        """Subscribe a channel, or again with the claims it has now; the answer is an `announce`."""
        self._listeners[listener] = None
        if self._line:
            task = asyncio.create_task(self._ask(self._line.subscribe, self._line, listener))
            self._subscribing[listener] = task
            task.add_done_callback(lambda done: self._forget(listener, done))

    def remove(self, listener: Listener) -> None:
        self._listeners.pop(listener, None)
        if self._line:
            self._line.remove(listener)

    def look(self, listener: Listener) -> None:
        """Its interest is another one now; the answer is an `acknowledge`."""
        if self._line:
            task = asyncio.create_task(self._ask(self._line.look, self._line, listener))
            self._looking.add(task)
            task.add_done_callback(self._looking.discard)

    async def run(self) -> None:
        """Serve for ever; whatever fails is logged and begun anew."""
        attempts = delays()
        while True:
            try:
                async with AsyncExitStack() as stack:
                    await self._set_up()
                    line = await ChangeStream.open(stack, self._url, self._slot)
                    attempts = delays()
                    await self._serve(line)
            except (psycopg.Error, ReplicationLost, Overrun, OSError) as error:
                log.warning('changes are not streaming: %s', str(error).strip())
            except Exception:
                log.exception('changes are not streaming')
            finally:
                self._line = None
            await asyncio.sleep(next(attempts))

    async def _serve(self, line: ChangeStream) -> None:
        self._line = line
        log.info('changes are streaming')
        for listener in self._listeners:
            self.add(listener)
        try:
            await line.serve()
        finally:
            self._line = None
            # libuv ends the process when a connection is closed that somebody waits for
            line.hang_up()
            await asyncio.gather(
                *self._subscribing.values(), *self._looking, return_exceptions=True
            )

    async def _set_up(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._url, autocommit=True)
        async with connection:
            await connection.execute(_SETUP.read_bytes())

    async def _ask(
        self,
        question: Callable[[Listener], Awaitable[None]],
        line: ChangeStream,
        listener: Listener,
    ) -> None:
        try:
            await question(listener)
        except psycopg.Error as error:
            log.info('subscription interrupted: %s', str(error).strip())
            line.end(error)  # the next one subscribes every channel, this one too

    def _forget(self, listener: Listener, task: asyncio.Task[None]) -> None:
        if self._subscribing.get(listener) is task:
            del self._subscribing[listener]
        if not task.cancelled() and (error := task.exception()):
            log.error('subscription failed', exc_info=error)

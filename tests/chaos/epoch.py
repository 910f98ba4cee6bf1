"""Histories that run side by side on one stack, and what happens to all of them at once."""

import asyncio
import logging
import traceback
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from models import LIVE_TABLES
from models.change import Change
from services.database import Database
from services.realtime import RealtimeService
from services.realtime.link import Link
from tests.chaos.history import History
from tests.chaos.program import draw
from tests.chaos.screens import strangers
from tests.chaos.stack import SHARED, Stack
from tests.chaos.verdict import Sin, Verdict
from tests.eventually import S

LONGEST_S = 300 * S
"""A history that takes longer hangs somewhere."""
SIZE = 10
"""Histories of one epoch."""
OURS = ('services', 'asyncio')
NOT_OURS = 'sqlalchemy.pool'
"""Reports each connection that Postgres took away, with a traceback."""


class Witness(logging.Handler):
    """Reads the log: no canary, no traceback, no error that nobody handled."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(logging.INFO)
        self._verdict = verdict

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(NOT_OURS):
            return
        text = self.format(record)
        if strangers(text, None):
            self._verdict.add(Sin.LEAKED, f'into the log: {text}')
        is_ours = record.name.startswith(OURS) and record.levelno >= logging.ERROR
        if record.exc_info or is_ours:
            self._verdict.add(Sin.TRACEBACK, text)

    def on_loop_trouble(self, _: object, context: dict[str, Any]) -> None:
        cause = context.get('exception') or context.get('task')
        self._verdict.add(Sin.TRACEBACK, f'{context["message"]}: {cause!r}')


class Epoch:
    """Number `number` of a run; the same again for the same seed."""

    def __init__(self, stack: Stack, seed: int, number: int, *, length: float = 1.0) -> None:
        self.numbers = range(number * SIZE, (number + 1) * SIZE)
        """Of its histories."""
        self.verdict = Verdict(number=-1 - number)
        """Of what cannot be blamed on one history."""
        self._stack = stack
        self._seed = seed
        self._length = length
        self._dice = Random(f'{seed} epoch {number}')
        self._folder = stack.folder / f'e{number}'
        self._truth = Database(stack.app_url)
        self._all_is_told = asyncio.Event()
        self._telling = 1
        """Histories that still go on, and the fault of all."""

    async def run(self, only: Collection[int] = ()) -> list[Verdict]:
        """Tell and judge every history, or only some; one verdict each, and one for all."""
        histories = [self._history(number) for number in only or self.numbers]
        begun = asyncio.Barrier(len(histories) + 1)
        self._telling = len(histories) + 1
        with self._watched_log():
            eavesdropper = await self._eavesdrop()
            try:
                await asyncio.gather(
                    self._fault(begun), *(self._live(each, begun) for each in histories)
                )
            finally:
                await eavesdropper.disconnect()
                await self._truth.close()
        return [*(history.verdict for history in histories), self.verdict]

    def _history(self, number: int) -> History:
        program = draw(f'{self._seed} history {number}')
        history = History(self._stack, program, number, self._folder / str(number))
        history.length = self._length
        return history

    async def _live(self, history: History, begun: asyncio.Barrier) -> None:
        """One history from its begin to its end."""
        try:
            async with asyncio.timeout(LONGEST_S * self._length):
                await history.begin()
                await begun.wait()
                try:
                    await history.tell()
                finally:
                    self._tell_one_less()
                await self._all_is_told.wait()
                await history.judge(self._truth)
        except Exception:
            history.verdict.add(Sin.BROKEN, traceback.format_exc()[-2000:])
        try:
            async with asyncio.timeout(LONGEST_S):
                await history.end()
        except Exception:
            history.verdict.add(Sin.BROKEN, traceback.format_exc()[-2000:])

    async def _fault(self, begun: asyncio.Barrier) -> None:
        fault = self._dice.choices(*zip(*SHARED, strict=True))[0]
        await begun.wait()
        await asyncio.sleep(self._dice.uniform(0, 1))
        self.verdict.counts[fault.__name__] += 1
        try:
            await fault(self._stack, self._dice.uniform(0, 1) * self._length)
        except Exception:  # the histories go on, or they would be left with all they have open
            self.verdict.add(Sin.BROKEN, traceback.format_exc()[-2000:])
        self._tell_one_less()

    def _tell_one_less(self) -> None:
        # what one history does to Postgres may reach another
        self._telling -= 1
        if not self._telling:
            self._all_is_told.set()

    async def _eavesdrop(self) -> RealtimeService:
        """Somebody with the public key listens to everything; they must never see a row."""
        url = f'{self._stack.gateway.url}/realtime/v1'
        realtime = RealtimeService(Link(url, self._stack.gateway.anon_key), LIVE_TABLES)

        def hear(change: Change) -> None:
            if change.record or strangers(change, None):
                self.verdict.add(Sin.LEAKED, f'to nobody in particular: {change}')

        realtime.subscribe_to_table('*', '*', '', hear)
        await realtime.connect()
        return realtime

    @contextmanager
    def _watched_log(self) -> Iterator[None]:
        witness = Witness(self.verdict)
        logger, loop = logging.getLogger(), asyncio.get_running_loop()
        level = logger.level
        logger.addHandler(witness)
        logger.setLevel(logging.INFO)
        loop.set_exception_handler(witness.on_loop_trouble)
        try:
            yield
        finally:
            loop.set_exception_handler(None)
            logger.setLevel(level)
            logger.removeHandler(witness)

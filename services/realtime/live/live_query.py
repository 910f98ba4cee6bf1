"""Keeps one read equal to the database, step 5 of the line in.

Join, buffer, snapshot, apply as a keyed diff, replay, pass through; the same after each gap.
One instance serves every screen of one scope, so a change costs one re-read.
"""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Generic, TypeVar
from uuid import UUID

from models.change import Change
from models.patch import Patch
from services.delays import around
from services.realtime.live.fanout import Fanout, PatchHandler
from services.realtime.live.pace import Pace
from services.realtime.live.query import Dependency, Query, Rows
from services.realtime.live.row_cache import PendingReads, RowCache
from services.realtime.metrics import Metrics
from services.realtime.status import (
    Flow,
    LinkState,
    LinkStatus,
    StatusHandler,
    StatusSignal,
)
from services.signals import Unsubscribe

log = logging.getLogger(__name__)

Row = TypeVar('Row')
Read = Callable[[frozenset[UUID] | None], Awaitable[Sequence[Row]]]
"""Reads all rows, or with keys only those, under one viewer's rights; raises when it cannot."""

OUR_MISTAKES = (AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""Failures worth a traceback; a database that is away is not."""


class LiveQuery(Generic[Row]):
    """Rows of one read and the patches that follow; ends with `stop`."""

    def __init__(
        self,
        query: Query[Row],
        read: Read[Row],
        *,
        pace: Pace | None = None,
        metrics: Metrics | None = None,
    ) -> None:
        self.query = query
        self._reads = 0
        self._metrics = metrics
        self._offered_at: float | None = None
        """When the oldest change arrived that no screen has seen yet."""
        self._read = read
        self._pace = pace or Pace()
        self._cache = RowCache(query)
        self._fanout: Fanout[Row] = Fanout()
        self._signal = StatusSignal()
        self._flow = Flow.IDLE
        self._wake = asyncio.Event()
        self._hurry = asyncio.Event()
        self._loaded = asyncio.Event()
        self._failing = False
        self._left_out = 0
        """Rows that the last read could not read."""
        self._gaps = 0
        self._gaps_read = -1
        self._not_before = 0.0
        self._told_at = 0.0
        """Monotonic moment at which patches went out last."""
        self._right_until: float | None = None
        """Monotonic moment at which the rows become others though nothing changes."""
        self._poll_at: float | None = None
        """Monotonic moment of the next read that nothing announces; None: counted from now."""
        self._retries = self._pace.retries()
        self._patience = self._pace.patience()
        self._impatience = 0
        self._task: asyncio.Task[None] | None = None
        self._poll_soon()

    # what a screen uses

    @property
    def reads(self) -> int:
        """How often it was read."""
        return self._reads

    @property
    def rows(self) -> list[Row]:
        """Ordered; read it and subscribe without an await between, or a patch is missed."""
        return self._cache.rows

    @property
    def status(self) -> LinkStatus:
        return self._signal.status

    @property
    def subscribers(self) -> int:
        return len(self._fanout)

    async def ready(self) -> bool:
        """Wait until the first snapshot is in; False when the query ended without one."""
        await self._loaded.wait()
        return self.reads > 0

    def subscribe(self, handler: PatchHandler[Row]) -> Unsubscribe:
        """Call `handler(patches)` after each change of `rows`; it must not block."""
        return self._fanout.subscribe(handler)

    def on_status(self, handler: StatusHandler) -> Unsubscribe:
        return self._signal.on_status(handler)

    def refresh(self) -> None:
        """Re-read soon, without waiting for a change: a right ends, a person asks."""
        self._cache.due.everything = True
        self.flush()

    def flush(self) -> None:
        """Read what is due now, without waiting for the end of the batch window."""
        self._hurry.set()
        self._wake.set()

    @property
    def pending(self) -> int:
        """Row keys whose change was announced and is not read yet; 1 for "all of them"."""
        return len(self._cache.due.keys) + self._cache.due.everything

    async def fresh(self) -> Sequence[Row]:
        """What the database says now to this scope, past everything held; for comparing."""
        return await self._read(None)

    # what the service uses

    def start(self) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name=f'live {self.query.name}')

    async def stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
        self._loaded.set()
        self._signal.clear()

    def offer(self, dependency: Dependency, change: Change) -> None:
        """A change was announced; re-read unless the held row is as new."""
        if self._cache.offer(dependency, change):
            self._offered_at = self._offered_at or time.monotonic()
            self._wake.set()

    def on_flow(self, flow: Flow) -> None:
        """The channels changed; each time they flow (again) something may have been missed."""
        before, self._flow = self._flow, flow
        if flow is Flow.FLOWING:
            self._gaps += 1
            self._poll_at = None
            self.refresh()
        elif flow is before:
            return
        elif before is Flow.FLOWING:
            self._poll_soon()
        self._wake.set()
        self._show_state()

    # the loop

    async def _run(self) -> None:
        # a driver that loses its connection answers our cancellation with its own error
        while self._task is asyncio.current_task():
            await self._next_turn()
            await self._turn()

    async def _next_turn(self) -> None:
        """Wait until something is due and the throttle window is over."""
        while not self._cache.due:
            self._wake.clear()
            try:
                async with asyncio.timeout(self._rest()):
                    await self._wake.wait()
            except TimeoutError:
                self._poll_at = self._right_until = None
                self._cache.due.everything = True
        pause = self._not_before - time.monotonic()
        if pause > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(pause):
                    await self._hurry.wait()
        self._hurry.clear()
        # whoever hurries: nobody is told more often
        if (spared := self._told_at + self.query.at_most_every_s - time.monotonic()) > 0:
            await asyncio.sleep(spared)

    def _poll_soon(self) -> None:
        self._poll_at = time.monotonic() + around(self._pace.poll_s / 5)

    def _rest(self) -> float | None:
        """How long nothing is to be read unless something changes; None: for ever."""
        right = self._right_until and self._right_until - time.monotonic()
        return min((each for each in (self._poll_pause(), right) if each is not None), default=None)

    def _poll_pause(self) -> float | None:
        is_told = self._flow is Flow.FLOWING
        if is_told and not self._pace.reread_s:
            return None
        now = time.monotonic()
        # kept over whatever wakes us: a link that flaps must not put the read off for ever
        if self._poll_at is None:
            # far apart, since a gap makes all queries begin to count at once
            every_s, spread = (self._pace.reread_s, 0.5) if is_told else (self._pace.poll_s, 0.2)
            self._poll_at = now + around(every_s, spread=spread)
        return self._poll_at - now

    async def _turn(self) -> None:
        due, gaps = self._cache.take(), self._gaps
        offered_at, self._offered_at = self._offered_at, None
        keys = self._keys_only(due)
        self._not_before = time.monotonic() + self.query.window_s
        try:
            async with asyncio.timeout(self._pace.read_timeout_s):
                rows = await self._read(keys)
            is_whole = keys is None or (isinstance(rows, Rows) and rows.is_whole)
            patches = self._settle(due, rows, keyed=not is_whole)
        except Exception as error:
            self._offered_at = offered_at
            self._on_failure(due, error)
            return
        self._reads += 1
        self._failing = False
        self._left_out = rows.left_out if isinstance(rows, Rows) else 0
        self._retries = self._pace.retries()
        if is_whole:
            self._gaps_read = gaps
        self._loaded.set()
        lasts_s = self.query.lasts_s and self.query.lasts_s(self.rows)
        self._right_until = None if lasts_s is None else time.monotonic() + lasts_s
        if patches:
            self._told_at = time.monotonic() if len(self._fanout) else self._told_at
            await self._fanout.deliver(patches)
        self._count(offered_at, len(patches))
        self._show_state()

    def _count(self, offered_at: float | None, patches: int) -> None:
        """Time what went out from the arrival of its oldest change."""
        if self._cache.behind:
            self._offered_at = offered_at or self._offered_at
            return
        if not self._cache.due:
            # what arrived during the read was in it already
            offered_at, self._offered_at = offered_at or self._offered_at, None
        if offered_at is not None and self._metrics is not None and patches:
            self._metrics.count_sent(time.monotonic() - offered_at, patches * len(self._fanout))

    def _keys_only(self, due: PendingReads) -> frozenset[UUID] | None:
        # a row that is left out has to be looked for among all of them
        if due.everything or self.query.read_keys is None or self._left_out:
            return None
        window = self.query.window
        if window is not None and len(due.keys) > window.limit:
            return None  # all that is held is fewer than what many changes at once may be
        return frozenset(due.keys)

    def _settle(self, due: PendingReads, rows: Sequence[Row], *, keyed: bool) -> list[Patch[Row]]:
        patient = self._impatience < self._pace.patience_tries
        patches = self._cache.settle(due, rows, keyed=keyed, patient=patient)
        if self._cache.behind:
            self._impatience += 1
            self._not_before = time.monotonic() + next(self._patience)
        else:
            if not patient:
                log.warning('%s: the database stays older than announced', self.query.name)
            self._impatience = 0
            self._patience = self._pace.patience()
        return patches

    def _on_failure(self, due: PendingReads, error: Exception) -> None:
        self._cache.give_back(due)
        if not self._failing:
            is_ours = isinstance(error, OUR_MISTAKES)
            log.warning('%s: cannot read (%r)', self.query.name, error, exc_info=is_ours)
        self._failing = True
        self._not_before = time.monotonic() + next(self._retries)
        self._show_state()

    def _show_state(self) -> None:
        self._signal.change(self._state())

    def _state(self) -> LinkState:
        if self._flow is Flow.REFUSED:
            return LinkState.ERROR
        if self._flow is Flow.FLOWING:
            if self._gaps_read != self._gaps or self._failing:
                return LinkState.CATCHING_UP
            return LinkState.INCOMPLETE if self._left_out else LinkState.LIVE
        if self._failing:
            return LinkState.OFFLINE
        return LinkState.POLLING if self._flow is Flow.DOWN else LinkState.CONNECTING

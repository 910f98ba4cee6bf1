"""How every app process does: each measures itself and tells the others every few seconds.

Serves the line in; said over the processes' shared channel, and never stored.
"""

import asyncio
import os
import socket
import time
from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from services.realtime import RealtimeService
from services.realtime.live import LiveService
from services.realtime.process_channel import Channel
from services.realtime.series import Series
from services.signals import Signal
from services.version import fingerprint

PROBE_S = 0.25
TELL_S = 5.0
EVENT = 'figures'


class Figures(BaseModel):
    """One process at one moment; also what travels between processes."""

    model_config = ConfigDict(frozen=True)

    process: str
    name: str
    """Machine and process number: `web-1:4711`."""
    state: str
    arrival_p50_ms: float | None
    """None where the last minute brought no change."""
    arrival_p95_ms: float | None
    sending_p50_ms: float | None
    sending_p95_ms: float | None
    messages_per_s: float
    patches_per_s: float
    subscriptions: int
    """How often screens opened something."""
    queries: int
    """Reads that serve them."""
    channels: int
    """Channels that serve the reads."""
    screens: int
    people: int
    queue: int
    lag_p95_ms: float
    lag_max_ms: float
    reconnects: int
    uptime_percent: float
    round_trip_ms: float
    version: str = ''
    """Of the program's files; empty where an older one does not say."""
    began_at: float = 0
    """Seconds of Unix time."""


class Fleet:
    """This process's probe, and what the others said last; `start` and `stop` are symmetric."""

    def __init__(
        self,
        realtime: RealtimeService,
        live: LiveService,
        channel: Channel,
        *,
        tell_s: float = TELL_S,
    ) -> None:
        self._realtime = realtime
        self._live = live
        self._channel = channel
        self._tell_s = tell_s
        self._others: dict[str, tuple[float, Figures]] = {}
        self._name = f'{socket.gethostname()}:{os.getpid()}'
        self._task: asyncio.Task[None] | None = None
        self._began_at = time.time()
        self.is_outdated = False
        """Whether a process of a newer program was heard."""
        self.newer: Signal[[]] = Signal()
        """Tells once when one is."""
        channel.on_broadcast(EVENT, self._on_figures)

    async def start(self) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name='loop probe')

    async def stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    @property
    def own(self) -> Figures:
        """This process, now."""
        realtime, live, metrics = self._realtime, self._live, self._realtime.metrics
        arrival, sending = _middle_and_most(metrics.arrival_s), _middle_and_most(metrics.sending_s)
        lag = metrics.lag_s.quantiles(0.95, 1)
        return Figures(
            process=self._channel.process,
            name=self._name,
            state=realtime.status.state,
            arrival_p50_ms=arrival[0],
            arrival_p95_ms=arrival[1],
            sending_p50_ms=sending[0],
            sending_p95_ms=sending[1],
            messages_per_s=round(metrics.messages.per_s, 1),
            patches_per_s=round(metrics.patches.per_s, 1),
            subscriptions=live.subscriptions,
            queries=len(live.queries),
            channels=realtime.held,
            screens=int(metrics.gauge('screens')),
            people=int(metrics.gauge('people')),
            queue=realtime.queue_depth + live.queue_depth,
            lag_p95_ms=_ms(lag[0]),
            lag_max_ms=_ms(lag[1]),
            reconnects=realtime.reconnects,
            uptime_percent=round(metrics.uptime.percent, 2),
            round_trip_ms=_ms(realtime.round_trip_s),
            version=fingerprint(),
            began_at=self._began_at,
        )

    @property
    def others(self) -> tuple[Figures, ...]:
        """What other processes said last, by name; who fell silent is left out."""
        oldest = time.monotonic() - 3 * self._tell_s - 1
        self._others = {key: told for key, told in self._others.items() if told[0] > oldest}
        return tuple(sorted((figures for _, figures in self._others.values()), key=_by_name))

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        tell_at = loop.time()
        while True:
            began = loop.time()
            await asyncio.sleep(PROBE_S)
            self._realtime.metrics.lag_s.add(max(0.0, loop.time() - began - PROBE_S))
            if loop.time() >= tell_at:
                tell_at = loop.time() + self._tell_s
                self._channel.broadcast(EVENT, self.own.model_dump())

    def _on_figures(self, payload: Mapping[str, Any]) -> None:
        try:
            figures = Figures.model_validate(payload)
        except ValidationError:
            return  # a process of another version; it will be replaced soon
        self._others[figures.process] = (time.monotonic(), figures)
        is_other = figures.version not in {'', fingerprint()}
        if is_other and figures.began_at > self._began_at and not self.is_outdated:
            self.is_outdated = True
            self.newer.emit()


def _middle_and_most(series: Series) -> tuple[float | None, float | None]:
    if series.is_quiet:
        return None, None
    middle, most = series.quantiles(0.5, 0.95)
    return _ms(middle), _ms(most)


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 2)


def _by_name(figures: Figures) -> str:
    return figures.name

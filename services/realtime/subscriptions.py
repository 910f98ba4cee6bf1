"""Who listens to what: channels shared and counted, step 4 of the line in.

One channel per filter carries every live table; the first listener joins, the last one leaves
after a grace period. Built once in `main.py` and passed on.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from models.change import Change, ChangeKind
from services.realtime.link import Binding, ChannelSpec, Link, LinkChannel
from services.realtime.metrics import Metrics
from services.realtime.process_channel import Channel
from services.realtime.status import (
    Flow,
    LinkState,
    LinkStatus,
    StatusHandler,
    StatusSignal,
)
from services.signals import Signal, Unsubscribe, isolated

log = logging.getLogger(__name__)

ChangeHandler = Callable[[Change], None]
FlowHandler = Callable[[Flow], None]
ANY = '*'


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Listener:
    table: str
    event: str
    handler: ChangeHandler
    on_flow: FlowHandler | None

    def wants(self, change: Change) -> bool:
        return self.table in {ANY, change.table} and self.event in {ANY, change.kind}


@dataclass(slots=True)
class _Feed:
    """One channel of table changes and who listens to it."""

    line: LinkChannel
    flow: Flow = Flow.JOINING
    has_flowed: bool = False
    listeners: dict[object, _Listener] = field(default_factory=dict)
    farewell: asyncio.TimerHandle | None = None


class RealtimeService:
    """Subscriptions, channels and the truth about the link; `connect` and `disconnect`."""

    def __init__(self, link: Link, tables: Iterable[str], *, grace_s: float = 10.0) -> None:
        self.tables = tuple(tables)
        self.metrics = Metrics()
        self._link = link
        self._grace_s = grace_s
        self._feeds: dict[tuple[str, str], _Feed] = {}
        self._channels: dict[str, Channel] = {}
        self._reports: dict[object, LinkState] = {}
        self._reported: Counter[LinkState] = Counter()
        """How many reports there are of each state."""
        self._taps: Signal[[Change]] = Signal()
        self._signal = StatusSignal()
        link.on_flow(self._on_link_flow)

    # life

    async def connect(self) -> None:
        """Start the link; returns at once, `status` tells when rows flow."""
        await self._link.start()

    async def disconnect(self) -> None:
        """Close the socket; subscriptions stay and come back with `connect`."""
        await self._link.stop()

    @property
    def status(self) -> LinkStatus:
        return self._signal.status

    def on_status(self, handler: StatusHandler) -> Unsubscribe:
        return self._signal.on_status(handler)

    @property
    def held(self) -> int:
        """Channels of table changes that are joined or wanted."""
        return len(self._feeds)

    @property
    def reconnects(self) -> int:
        """Sockets after the first."""
        return max(0, self._link.sockets - 1)

    @property
    def queue_depth(self) -> int:
        """Messages that arrived and were not handed on yet."""
        return self._link.queue_depth

    @property
    def round_trip_s(self) -> float:
        """Last heartbeat of the socket, there and back."""
        return self._link.round_trip_s

    def tap(self, handler: ChangeHandler) -> Unsubscribe:
        """Call `handler(change)` for every change that arrives, whoever wants it."""
        return self._taps.subscribe(handler)

    # table changes

    def subscribe_to_table(
        self,
        table: str,
        event: str,
        filter: str,
        handler: ChangeHandler,
        *,
        on_flow: FlowHandler | None = None,
    ) -> Unsubscribe:
        """Call `handler(change)` for each change of `table` (`*`: every live table).

        `event` is `*`, `INSERT`, `UPDATE` or `DELETE`; `filter` is `column=eq.value` or empty.
        `on_flow` hears of the channel at once and whenever it changes; `FLOWING`, also repeated,
        means that changes before it may have been missed.
        """
        kind = event if not filter and event == ChangeKind.DELETE else ANY
        feed = self._feeds.get((filter, kind)) or self._join(filter, kind)
        if feed.farewell is not None:
            feed.farewell.cancel()
            feed.farewell = None
        token = object()
        feed.listeners[token] = _Listener(
            table=table,
            event=event,
            handler=isolated(handler),
            on_flow=on_flow and isolated(on_flow),
        )
        if on_flow is not None:
            on_flow(feed.flow)

        def unsubscribe() -> None:
            if feed.listeners.pop(token, None) is not None and not feed.listeners:
                self._leave_later(filter, kind, feed)

        return unsubscribe

    def _join(self, filter: str, kind: str) -> _Feed:
        bindings = tuple(Binding(table=table, event=kind, filter=filter) for table in self.tables)
        spec = ChannelSpec(topic=f'changes:{filter or kind}', bindings=bindings)
        line = self._link.open(spec)
        feed = self._feeds[filter, kind] = _Feed(line=line)
        line.changes.subscribe(lambda change: self._on_change(feed, change))
        line.flows.subscribe(lambda flow: self._on_feed_flow(feed, flow))
        feed.flow = line.flow
        return feed

    def _leave_later(self, filter: str, kind: str, feed: _Feed) -> None:
        def leave() -> None:
            if not feed.listeners and self._feeds.get((filter, kind)) is feed:
                del self._feeds[filter, kind]
                feed.line.close()
                self._show_state()

        feed.farewell = asyncio.get_running_loop().call_later(self._grace_s, leave)

    def _on_change(self, feed: _Feed, change: Change) -> None:
        self.metrics.count_change(change)
        self._taps.emit(change)
        for listener in list(feed.listeners.values()):
            if listener.wants(change):
                listener.handler(change)

    def _on_feed_flow(self, feed: _Feed, flow: Flow) -> None:
        feed.flow = flow
        feed.has_flowed |= flow is Flow.FLOWING
        for listener in list(feed.listeners.values()):
            if listener.on_flow is not None:
                listener.on_flow(flow)
        self._show_state()

    # broadcast and presence

    def channel(self, topic: str) -> Channel:
        """The shared, private channel of this name, with broadcast and presence."""
        channel = self._channels.get(topic)
        if channel is None:
            channel = self._channels[topic] = Channel(self._link, topic)
        return channel

    # status

    def report(self, reader: object, state: LinkState | None) -> None:
        """A live query tells how it stands; None when it ends."""
        before = self._reports.pop(reader, None)
        if before is not None:
            self._reported[before] -= 1
        if state is not None:
            self._reports[reader] = state
            self._reported[state] += 1
        self._show_state()

    def _on_link_flow(self, flow: Flow) -> None:
        if flow is Flow.DOWN:
            self.metrics.losses += 1
        self._show_state()

    def _show_state(self) -> None:
        before = self._signal.status
        if self._signal.change(self._state()):
            self.metrics.count_state(self.status.state)
            age_s = (datetime.now(UTC) - before.since).total_seconds()
            log.info('link: %s, after %.1f s %s', self.status.state, age_s, before.state)

    def _state(self) -> LinkState:
        flows = [self._link.flow]
        # a channel that is only now joined for a newcomer is that screen's business
        flows += [feed.flow for feed in self._feeds.values() if feed.has_flowed]
        flow = Flow.worst(flows)
        reports = {state for state, readers in self._reported.items() if readers}
        if flow is Flow.REFUSED:
            return LinkState.ERROR
        if flow is Flow.FLOWING:
            if reports & {LinkState.CATCHING_UP, LinkState.OFFLINE}:
                return LinkState.CATCHING_UP
            if reports and not reports & {LinkState.LIVE, LinkState.INCOMPLETE}:
                return LinkState.CONNECTING
            return LinkState.LIVE
        if flow in {Flow.IDLE, Flow.JOINING}:
            return LinkState.OFFLINE if flow is Flow.IDLE else LinkState.CONNECTING
        return LinkState.POLLING if LinkState.POLLING in reports else LinkState.OFFLINE

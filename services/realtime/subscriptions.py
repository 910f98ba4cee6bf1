"""Who listens to what: channels shared and counted, step 4 of the line in.

One channel per filter carries every live table; the first listener joins, the last one leaves
after a grace period. Built once in `main.py` and passed on.
"""

import asyncio
from collections.abc import Iterable

from models.change import Change, ChangeKind
from services.realtime.health import Health
from services.realtime.interest import Wish
from services.realtime.link import Binding, ChannelSpec, Link
from services.realtime.metrics import Metrics
from services.realtime.process_channel import Channel
from services.realtime.shared_channel import (
    ANY,
    ChangeHandler,
    FlowHandler,
    Listener,
    SharedChannel,
)
from services.realtime.status import Flow, LinkStatus, StatusHandler
from services.signals import Signal, Unsubscribe, isolated


class RealtimeService:
    """Subscriptions, channels and the truth about the link; `connect` and `disconnect`."""

    def __init__(self, link: Link, tables: Iterable[str], *, grace_s: float = 10.0) -> None:
        self.tables = tuple(tables)
        self.metrics = Metrics()
        self._link = link
        self._grace_s = grace_s
        self._shared: dict[tuple[str, str], SharedChannel] = {}
        self._channels: dict[str, Channel] = {}
        self._taps: Signal[[Change]] = Signal()
        self.health = Health(self._worst_flow, self.metrics)
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
        return self.health.status

    def on_status(self, handler: StatusHandler) -> Unsubscribe:
        return self.health.on_status(handler)

    @property
    def held(self) -> int:
        """Channels of table changes that are joined or wanted."""
        return len(self._shared)

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
        tables = self.tables if table == ANY else (table,)
        wishes = frozenset(Wish(table=each) for each in tables)
        return self.subscribe(wishes, filter, handler, event=event, on_flow=on_flow)

    def subscribe(
        self,
        wishes: frozenset[Wish],
        filter: str,
        handler: ChangeHandler,
        *,
        event: str = ANY,
        on_flow: FlowHandler | None = None,
    ) -> Unsubscribe:
        """The same for certain rows of several tables; others may come along, or be left out.

        To this one `FLOWING` also means that the server knows what is wished for.
        """
        kind = event if not filter and event == ChangeKind.DELETE else ANY
        channel = self._shared.get((filter, kind)) or self._join(filter, kind)
        if channel.farewell is not None:
            channel.farewell.cancel()
            channel.farewell = None
        listener = Listener(
            wishes=wishes,
            event=event,
            handler=isolated(handler),
            on_flow=on_flow and isolated(on_flow),
        )
        channel.add(listener)
        channel.tell(listener)

        def unsubscribe() -> None:
            if channel.remove(listener) and not channel.everybody:
                self._leave_later(filter, kind, channel)

        return unsubscribe

    def _join(self, filter: str, kind: str) -> SharedChannel:
        bindings = tuple(Binding(table=table, event=kind, filter=filter) for table in self.tables)
        spec = ChannelSpec(topic=f'changes:{filter or kind}', bindings=bindings)
        joined = self._link.open(spec)
        channel = self._shared[filter, kind] = SharedChannel(joined=joined)
        joined.changes.subscribe(lambda changes: self._on_changes(channel, changes))
        joined.tells.subscribe(channel.on_told)
        joined.flows.subscribe(lambda flow: self._on_channel_flow(channel, flow))
        channel.flow = joined.flow
        return channel

    def _leave_later(self, filter: str, kind: str, channel: SharedChannel) -> None:
        def leave() -> None:
            if not channel.everybody and self._shared.get((filter, kind)) is channel:
                del self._shared[filter, kind]
                channel.joined.close()
                self.health.refresh()

        channel.farewell = asyncio.get_running_loop().call_later(self._grace_s, leave)

    def _on_changes(self, channel: SharedChannel, changes: tuple[Change, ...]) -> None:
        for change in changes:
            self.metrics.count_change(change)
            self._taps.emit(change)
            for listener in channel.hearers(change):
                listener.handler(change)

    def _on_channel_flow(self, channel: SharedChannel, flow: Flow) -> None:
        channel.flow = flow
        channel.has_flowed |= flow is Flow.FLOWING
        for listener in list(channel.everybody):
            channel.tell(listener)
        self.health.refresh()

    # broadcast and presence

    def channel(self, topic: str) -> Channel:
        """The shared, private channel of this name, with broadcast and presence."""
        channel = self._channels.get(topic)
        if channel is None:
            channel = self._channels[topic] = Channel(self._link, topic)
        return channel

    # status

    def _on_link_flow(self, flow: Flow) -> None:
        if flow is Flow.DOWN:
            self.metrics.losses += 1
        self.health.refresh()

    def _worst_flow(self) -> Flow:
        # a channel that is only now joined for a newcomer is that screen's business
        shared = (channel.flow for channel in self._shared.values() if channel.has_flowed)
        return Flow.worst((self._link.flow, *shared))

"""A named, private channel between the app's processes: broadcast and presence.

Serves presence, typing and cursors; nothing of it is stored. Only the service key may join.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from services.realtime.link import ChannelSpec, Link
from services.realtime.link.items import Broadcast, Presence
from services.realtime.status import Flow
from services.signals import Signal, TopicSignals, Unsubscribe

log = logging.getLogger(__name__)

BroadcastHandler = Callable[[Mapping[str, Any]], None]
PresenceHandler = Callable[[Mapping[str, Mapping[str, Any]]], None]
TRACK_EVERY_S = 10.0
"""A sixth `track` within 30 s makes the server close the channel."""


class Channel:
    """Joined when made; `close` leaves. Handlers are called outside any page."""

    def __init__(self, link: Link, topic: str) -> None:
        self.process = uuid4().hex
        """Key of this process among the trackers."""
        self.presence: Mapping[str, Mapping[str, Any]] = {}
        """What each process tracked last, by its key; empty while the link is down."""
        self._heard: TopicSignals[[Mapping[str, Any]]] = TopicSignals()
        self._seen: Signal[[Mapping[str, Mapping[str, Any]]]] = Signal()
        self._joined: Signal[[]] = Signal()
        self._tracked: Callable[[], Mapping[str, Any]] | None = None
        self._tracked_at = float('-inf')
        self._timer: asyncio.TimerHandle | None = None
        self._line = link.open(ChannelSpec(topic=topic, private=True, presence_key=self.process))
        self._line.broadcasts.subscribe(self._on_broadcast)
        self._line.presences.subscribe(self._on_presence)
        self._line.flows.subscribe(self._on_flow)

    @property
    def is_up(self) -> bool:
        return self._line.flow is Flow.FLOWING

    def broadcast(self, event: str, payload: Mapping[str, Any]) -> bool:
        """Tell every other process at once; False while the channel is down, nothing is kept."""
        return self._line.broadcast(event, payload)

    def on_broadcast(self, event: str, handler: BroadcastHandler) -> Unsubscribe:
        """Call `handler(payload)` for what other processes send."""
        return self._heard.subscribe(event, handler)

    def track(self, payload: Callable[[], Mapping[str, Any]]) -> None:
        """Be known by `payload()`, asked for when sent: at most every 10 s, and after gaps."""
        self._tracked = payload
        self._track_soon()

    def on_presence(self, handler: PresenceHandler) -> Unsubscribe:
        """Call `handler({process: payload})` whenever somebody's tracked payload changes."""
        return self._seen.subscribe(handler)

    def on_join(self, handler: Callable[[], None]) -> Unsubscribe:
        """Call `handler()` each time the channel is up (again)."""
        return self._joined.subscribe(handler)

    def close(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._line.close()

    def _track_soon(self) -> None:
        if self._timer is None and self.is_up:
            wait_s = max(0.0, self._tracked_at + TRACK_EVERY_S - time.monotonic())
            self._timer = asyncio.get_running_loop().call_later(wait_s, self._track_now)

    def _track_now(self) -> None:
        self._timer = None
        if self._tracked is not None and self._line.track(self._tracked()):
            self._tracked_at = time.monotonic()

    def _on_flow(self, flow: Flow) -> None:
        if flow is Flow.FLOWING:
            # the server counts per incarnation, and never remembers us
            self._tracked_at = float('-inf')
            self._track_soon()
            self._joined.emit()
        else:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            self._on_presence(Presence(trackers={}))

    def _on_broadcast(self, message: Broadcast) -> None:
        self._heard.emit(message.event, message.payload)

    def _on_presence(self, presence: Presence) -> None:
        self.presence = presence.trackers
        self._seen.emit(presence.trackers)

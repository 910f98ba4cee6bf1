"""One wanted channel, kept joined on whatever socket there is, step 3 of the line in."""

import asyncio
import logging
from collections.abc import Callable, Mapping
from itertools import count
from typing import Any

from models.change import Change
from services.delays import Delays
from services.realtime.link.items import (
    Binding,
    Broadcast,
    ChannelSpec,
    Confirmed,
    Ending,
    Item,
    Presence,
)
from services.realtime.link.joined_channel import JoinedChannel
from services.realtime.link.socket import Socket
from services.realtime.status import Flow
from services.signals import Signal

log = logging.getLogger(__name__)

__all__ = ['Binding', 'ChannelSpec', 'LinkChannel']

REFUSED_PAUSE_S = 5.0
_incarnations = count(1)


class LinkChannel:
    """Subscribe to its signals after opening; `close` when it is no longer wanted."""

    def __init__(
        self, spec: ChannelSpec, delays: Delays, inbox: Callable[[Callable[[], None]], None]
    ) -> None:
        self.spec = spec
        self.flow = Flow.IDLE
        self.wanted = True
        self.flows: Signal[[Flow]] = Signal()
        self.changes: Signal[[Change]] = Signal()
        self.broadcasts: Signal[[Broadcast]] = Signal()
        self.presences: Signal[[Presence]] = Signal()
        self._delays = delays
        self._inbox = inbox
        self._member: JoinedChannel | None = None
        self._outbox: asyncio.Queue[tuple[str, Mapping[str, Any]]] = asyncio.Queue()

    # what its user calls

    def broadcast(self, event: str, payload: Mapping[str, Any]) -> bool:
        """Send to every other process; False, and nothing kept, while the channel is not up."""
        return self._post(event, payload)

    def track(self, payload: Mapping[str, Any]) -> bool:
        """Say what this process is doing; said again by the caller after each `FLOWING`."""
        return self._post('', payload)

    def close(self) -> None:
        self.wanted = False
        if self._member is not None:
            self._member.end('no longer wanted')

    # what the link calls

    async def keep(self, socket: Socket) -> None:
        """Join, and join again under a fresh topic, until the socket is lost or nobody cares."""
        pauses = self._delays()
        while self.wanted:
            ending, was_confirmed = await self._live_once(socket)
            if not self.wanted:
                break
            log.info('channel %s: %s', self.spec.topic, ending.reason)
            if ending.is_refusal:
                self.move(Flow.REFUSED)
                await asyncio.sleep(REFUSED_PAUSE_S)
                continue
            self.move(Flow.JOINING if was_confirmed else Flow.DOWN)
            if was_confirmed:
                pauses = self._delays()
            await asyncio.sleep(next(pauses))
        self.move(Flow.IDLE)

    def move(self, flow: Flow) -> None:
        """The one place that changes `flow`; `FLOWING` is told each time it is confirmed."""
        if flow is self.flow and flow is not Flow.FLOWING:
            return
        self.flow = flow
        self.flows.emit(flow)

    async def _live_once(self, socket: Socket) -> tuple[Ending, bool]:
        member = self._member = JoinedChannel(self.spec, self._take)
        self._outbox = asyncio.Queue()
        sender = asyncio.create_task(self._send(member), name=f'send {self.spec.topic}')
        try:
            socket.enter(member, self._topic())
            await member.join()
            ending = await member.ended
            self._member = None
            if not await member.leave() and not self.spec.bindings:
                # a late close would hit the next incarnation of this shared topic
                socket.give_up()
            socket.forget(member)
            return ending, member.is_confirmed
        finally:
            self._member = None
            sender.cancel()

    def _topic(self) -> str:
        # others must find a shared channel by its name; a change feed is ours alone
        if self.spec.bindings:
            return f'{self.spec.topic}#{next(_incarnations)}'
        return self.spec.topic

    def _post(self, event: str, payload: Mapping[str, Any]) -> bool:
        if self.flow is not Flow.FLOWING or self._member is None:
            return False
        self._outbox.put_nowait((event, payload))
        return True

    async def _send(self, member: JoinedChannel) -> None:
        while True:
            event, payload = await self._outbox.get()
            if not member.is_confirmed or member.ended.done():
                continue
            try:
                await (member.send(event, payload) if event else member.track(payload))
            except Exception as error:
                log.info('channel %s: cannot send: %s', self.spec.topic, error)

    def _take(self, member: JoinedChannel, item: Item) -> None:
        """Called by the library: put it in line, nothing more."""
        self._inbox(lambda: self._on_item(member, item))

    def _on_item(self, member: JoinedChannel, item: Item) -> None:
        if member is not self._member:
            return
        if isinstance(item, Change):
            self.changes.emit(item)
        elif isinstance(item, Confirmed):
            self.move(Flow.FLOWING)
        elif isinstance(item, Broadcast):
            self.broadcasts.emit(item)
        else:
            self.presences.emit(item)

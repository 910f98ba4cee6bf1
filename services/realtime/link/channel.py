"""One wanted channel, kept joined on whatever socket there is, step 3 of the line in."""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Mapping
from itertools import count
from typing import Any

from models.change import Change
from services.delays import Delays
from services.realtime.link.items import (
    Binding,
    Broadcast,
    Changed,
    ChannelSpec,
    Confirmed,
    Ending,
    Item,
    Presence,
    Told,
)
from services.realtime.link.joined_channel import JoinedChannel
from services.realtime.link.socket import Socket
from services.realtime.status import Flow
from services.signals import Signal

log = logging.getLogger(__name__)

__all__ = ['Binding', 'ChannelSpec', 'LinkChannel']

REFUSED_PAUSE_S = 5.0
EVERYTHING = sys.maxsize
"""What a server that takes no interest has been told: it sends all there is."""
Send = Callable[[JoinedChannel], Awaitable[None]]
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
        self.changes: Signal[[tuple[Change, ...]]] = Signal()
        """What arrived in one frame."""
        self.tells: Signal[[]] = Signal()
        """After each rise of `told`."""
        self.serial = 0
        """Number of what is looked at now; 0: nobody said."""
        self.told = 0
        """Nothing of what was looked at under this number is missed."""
        self.broadcasts: Signal[[Broadcast]] = Signal()
        self.presences: Signal[[Presence]] = Signal()
        self._delays = delays
        self._inbox = inbox
        self._member: JoinedChannel | None = None
        self._outbox: asyncio.Queue[Send] = asyncio.Queue()
        self._interest: Mapping[str, Any] | None = None
        self._said = 0
        """What the server heard last."""

    # what its user calls

    def broadcast(self, event: str, payload: Mapping[str, Any]) -> bool:
        """Send to every other process; False, and nothing kept, while the channel is not up."""
        return self._post(lambda member: member.send(event, payload))

    def track(self, payload: Mapping[str, Any]) -> bool:
        """Say what this process is doing; said again by the caller after each `FLOWING`."""
        return self._post(lambda member: member.track(payload))

    def look_at(self, interest: Mapping[str, Any]) -> None:
        """Let the server send nothing else; what is new counts once `told` is `serial`."""
        self.serial += 1
        self._interest = {**interest, 'serial': self.serial}
        self._say()

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
        member = self._member = JoinedChannel(self.spec, self._take, self._interest)
        self._outbox = asyncio.Queue()
        self.told, self._said = 0, self.serial
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

    def _post(self, send: Send) -> bool:
        if self.flow is not Flow.FLOWING or self._member is None:
            return False
        self._outbox.put_nowait(send)
        return True

    def _say(self) -> None:
        """Tell a server that understands it what is looked at, unless it knows."""
        member, interest = self._member, self._interest
        if member is None or interest is None or not (member.is_confirmed and member.takes_hints):
            return
        if self._said < self.serial:
            self._said = self.serial
            self._outbox.put_nowait(lambda member: member.look_at(interest))

    async def _send(self, member: JoinedChannel) -> None:
        while True:
            send = await self._outbox.get()
            if not member.is_confirmed or member.ended.done():
                continue
            try:
                await send(member)
            except Exception as error:
                log.info('channel %s: cannot send: %s', self.spec.topic, error)

    def _take(self, member: JoinedChannel, item: Item) -> None:
        """Called by the library: put it in line, nothing more."""
        self._inbox(lambda: self._on_item(member, item))

    def _on_item(self, member: JoinedChannel, item: Item) -> None:
        if member is not self._member:
            return
        if isinstance(item, Changed):
            self.changes.emit(item.changes)
        elif isinstance(item, Told):
            # two that were asked one after the other may be answered the other way round
            self.told = item.serial if self.told == EVERYTHING else max(self.told, item.serial)
            self._say()
            self.tells.emit()
        elif isinstance(item, Confirmed):
            if not member.takes_hints:
                self.told = EVERYTHING
            self._say()
            self.move(Flow.FLOWING)
        elif isinstance(item, Broadcast):
            self.broadcasts.emit(item)
        else:
            self.presences.emit(item)

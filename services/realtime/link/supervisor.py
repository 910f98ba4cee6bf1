"""Keeps one socket open for ever and every wanted channel joined, step 3 of the line in.

After any trouble it makes a fresh socket: first within 50 ms, then ever more slowly, never slower
than every second, so that a gateway is used again within 2 s however long it was away. A frozen
peer is found by our own heartbeat in less than 3 s.
"""

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.delays import Delays, growing
from services.realtime.link.channel import LinkChannel
from services.realtime.link.items import ChannelSpec
from services.realtime.link.socket import Refused, Socket
from services.realtime.status import Flow
from services.signals import Signal, Unsubscribe, isolated

log = logging.getLogger(__name__)


def retries() -> Iterator[float]:
    """Pauses between sockets."""
    return growing(longest_s=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """How the link convinces itself that the peer is there."""

    every_s: float = 0.8
    timeout_s: float = 1.2
    connect_timeout_s: float = 4.0
    """A hosted project answers a refused key only after two seconds."""
    steady_s: float = 0.25
    """A socket that lasted so long was good: pauses start small again."""


class Link:
    """Supervises the socket; `start` and `stop` can be called in any order, any time."""

    def __init__(
        self, url: str, key: str, *, delays: Delays = retries, probe: Probe | None = None
    ) -> None:
        self.flow = Flow.IDLE
        self.round_trip_s = 0.0
        """Last heartbeat, there and back."""
        self.sockets = 0
        """Sockets opened so far; one less is the number of reconnects."""
        self._url = url
        self._key = key
        self._delays = delays
        self._probe = probe or Probe()
        self._channels: list[LinkChannel] = []
        self._keepers: dict[LinkChannel, asyncio.Task[None]] = {}
        self._socket: Socket | None = None
        self._flows: Signal[[Flow]] = Signal()
        self._inbox: asyncio.Queue[Callable[[], None]] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []

    async def start(self) -> None:
        if self._tasks:
            return
        self._inbox = asyncio.Queue()
        self._tasks = [
            asyncio.create_task(self._pump(), name='link inbox'),
            asyncio.create_task(self._run(), name='link'),
        ]

    async def stop(self) -> None:
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks)
        self._move(Flow.IDLE)

    def open(self, spec: ChannelSpec) -> LinkChannel:
        """Want a channel from now on; it is joined whenever there is a socket."""
        channel = LinkChannel(spec, self._delays, self._put)
        channel.flow = Flow.IDLE if not self._tasks else _before_join(self.flow)
        self._channels.append(channel)
        if self._socket is not None:
            self._keep(channel, self._socket)
        return channel

    def on_flow(self, handler: Callable[[Flow], None]) -> Unsubscribe:
        """Hear of the socket itself: `FLOWING` when it is open."""
        return self._flows.subscribe(handler)

    @property
    def queue_depth(self) -> int:
        """Messages that arrived and were not handed on yet."""
        return self._inbox.qsize()

    def _move(self, flow: Flow) -> None:
        """The one place that changes `flow`; channels without a socket follow it."""
        if flow is not Flow.FLOWING:
            self._channels = [channel for channel in self._channels if channel.wanted]
            for channel in list(self._channels):
                channel.move(flow)
        if flow is self.flow:
            return
        log.log(logging.INFO if flow is not Flow.JOINING else logging.DEBUG, 'socket: %s', flow)
        self.flow = flow
        self._flows.emit(flow)

    async def _run(self) -> None:
        pauses = self._delays()
        self._move(Flow.JOINING)
        while True:
            socket = Socket(self._url, self._key)
            began = time.monotonic()
            try:
                await socket.connect(self._probe.connect_timeout_s)
                self.sockets += 1
                await self._serve(socket)
                if time.monotonic() - began > self._probe.steady_s:
                    pauses = self._delays()
                after = Flow.JOINING
            except Refused as error:
                log.warning('the server refuses the key: %s', error)
                after = Flow.REFUSED
            except Exception as error:
                log.debug('cannot connect: %s', error)
                after = Flow.DOWN
            finally:
                self._socket = None
                await socket.close()
            self._move(after)
            await asyncio.sleep(next(pauses))

    async def _serve(self, socket: Socket) -> None:
        """Use the socket until it is lost."""
        self._socket = socket
        watch = asyncio.create_task(self._watch(socket), name='link probe')
        try:
            self._move(Flow.FLOWING)
            for channel in list(self._channels):
                self._keep(channel, socket)
            await socket.lost.wait()
            # at once: closing takes its time
            self._move(Flow.JOINING)
        finally:
            self._socket = None
            tasks = [watch, *self._keepers.values()]
            for task in tasks:
                task.cancel()
            await asyncio.wait(tasks)
            self._keepers.clear()

    def _keep(self, channel: LinkChannel, socket: Socket) -> None:
        if channel in self._keepers or not channel.wanted:
            return
        task = asyncio.create_task(channel.keep(socket), name=f'keep {channel.spec.topic}')
        self._keepers[channel] = task
        task.add_done_callback(lambda _: self._on_kept(channel))

    def _on_kept(self, channel: LinkChannel) -> None:
        self._keepers.pop(channel, None)
        if not channel.wanted and channel in self._channels:
            self._channels.remove(channel)

    async def _watch(self, socket: Socket) -> None:
        """Ask for a sign of life again and again; without one the socket is lost."""
        while socket.is_open:
            try:
                self.round_trip_s = await socket.round_trip(self._probe.timeout_s)
            except Exception as error:
                log.info('socket: %s', error or type(error).__name__)
                break
            await asyncio.sleep(self._probe.every_s)
        socket.give_up()

    def _put(self, item: Callable[[], None]) -> None:
        self._inbox.put_nowait(item)

    async def _pump(self) -> None:
        """Hand on what arrived, outside the library's listening task."""
        while True:
            isolated(await self._inbox.get())()
            if self._inbox.qsize() % 100 == 99:
                await asyncio.sleep(0)


def _before_join(flow: Flow) -> Flow:
    """What a channel is at best when the socket is at `flow` and it has not joined yet."""
    return Flow.JOINING if flow is Flow.FLOWING else flow

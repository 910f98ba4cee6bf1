"""One socket through the `realtime` package, used once, step 3 of the line in.

The library's own revival is switched off, since it gives up after five tries and leaves channels
dead; `supervisor.py` makes a fresh socket instead. Everything it calls back is isolated, because
an exception there would end its listening task without a sign.
"""

import asyncio
import contextlib
import logging
import time
from typing import Any

from realtime._async.channel import AsyncRealtimeChannel
from realtime._async.push import AsyncPush
from realtime.types import ChannelEvents, RealtimeAcknowledgementStatus
from websockets.exceptions import InvalidStatus
from websockets.protocol import State

from services.realtime.link.client import Client
from services.realtime.link.joined_channel import JoinedChannel, dismantle

log = logging.getLogger(__name__)

HEARTBEAT_TOPIC = 'phoenix'
PUSH_TIMEOUT_S = 10


class Refused(Exception):
    """The server does not accept our key."""


class Socket:
    """One websocket from `connect` to its loss; then make another."""

    def __init__(self, url: str, key: str) -> None:
        self._client = Client(url.rstrip('/'), key, auto_reconnect=False, timeout=PUSH_TIMEOUT_S)
        self._heart = AsyncRealtimeChannel(self._client, HEARTBEAT_TOPIC)
        self._members: set[JoinedChannel] = set()
        self.lost = asyncio.Event()
        """Set once nothing can arrive any more."""

    async def connect(self, timeout_s: float) -> None:
        """Raises: `Refused`, `OSError`, `TimeoutError` or a websockets exception."""
        try:
            async with asyncio.timeout(timeout_s):
                await self._client.connect()
        except InvalidStatus as error:
            if error.response.status_code in {401, 403}:
                raise Refused(f'HTTP {error.response.status_code}') from error
            raise
        self._client.channels[HEARTBEAT_TOPIC] = self._heart
        listening = self._client._listen_task
        assert listening is not None
        listening.add_done_callback(self._on_end)

    @property
    def is_open(self) -> bool:
        """Whether frames can arrive: the flag, the socket and the listening task agree."""
        client = self._client
        listening = client._listen_task
        return (
            client._ws_connection is not None
            and client._ws_connection.state is State.OPEN
            and listening is not None
            and not listening.done()
        )

    def enter(self, member: JoinedChannel, topic: str) -> None:
        """Give a membership its channel on this socket."""
        self._members.add(member)
        member.attach(self._client, topic)

    def forget(self, member: JoinedChannel) -> None:
        self._members.discard(member)

    async def round_trip(self, timeout_s: float) -> float:
        """Seconds from a heartbeat to its reply, through socket, server and listening task.

        Raises: `TimeoutError` when no reply comes.
        """
        began = time.monotonic()
        answered = asyncio.Event()
        push = AsyncPush(self._heart, ChannelEvents.heartbeat, {}, PUSH_TIMEOUT_S)
        push.receive(RealtimeAcknowledgementStatus.Ok, lambda _: answered.set())
        try:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(timeout_s):
                    await push.send()
                    await answered.wait()
            if not answered.is_set():
                # our own loop may have stalled while the reply lay in the buffer
                await asyncio.sleep(0.05)
            if not answered.is_set():
                raise TimeoutError(f'no answer to a heartbeat within {timeout_s:g} s')
        finally:
            push.destroy()
            self._heart.messages_waiting_for_ack.pop(push.ref or '', None)
        return time.monotonic() - began

    async def close(self) -> None:
        """Leave nothing behind: no task, no timer, no half-open connection."""
        client, members = self._client, list(self._members)
        tasks = [task for task in (client._listen_task, client._heartbeat_task) if task]
        connection = client._ws_connection
        for member in members:
            member.dismantle()
        dismantle(self._heart)
        if connection is not None and self.lost.is_set():
            connection.transport.abort()
        with contextlib.suppress(Exception):
            await client.close()
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.gather(*tasks, return_exceptions=True)
        for member in members:
            member.dismantle()
        self.lost.set()

    def give_up(self) -> None:
        """Call it lost, though the system has not noticed yet."""
        self.lost.set()

    def _on_end(self, listening: asyncio.Task[Any]) -> None:
        if not listening.cancelled() and (error := listening.exception()) is not None:
            log.info('listening ended by %r', error)
        self.lost.set()

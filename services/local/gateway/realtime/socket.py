"""One websocket: reads frames, routes them to its channels, writes what they say in order.

A client that does not read is cut off rather than remembered: its queue is bounded.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from .changes.feed import ChangeFeed
from .channel import Channel
from .codec import Frame, MalformedFrame, Message, Vsn, decode, encode
from .hub import Hub
from .join import BINDING_LIMIT, JoinConfig, parse_join
from .tokens import TokenError, verify

log = logging.getLogger(__name__)

IDLE_S = 60.0
CLOSE_S = 1.0
BACKLOG_BYTES = 32 * 1024 * 1024
FRAME_COST_BYTES = 128
"""What a queued frame takes beside its own bytes."""
CHANNEL_LIMIT = 100
_PREFIX = 'realtime:'


class Socket:
    """Lives from accept to close; `run` is its whole life."""

    def __init__(
        self, websocket: WebSocket, *, vsn: Vsn, token: str, hub: Hub, feed: ChangeFeed, secret: str
    ) -> None:
        self.vsn = vsn
        self._websocket = websocket
        self._token, self._secret = token, secret
        self._hub, self._feed = hub, feed
        self._channels: dict[str, Channel] = {}
        self._queue: deque[Frame | Callable[[], Frame | None]] = deque()
        self._queued_bytes = 0
        self._has_output = asyncio.Event()
        self._reader: asyncio.Task[Any] | None = None

    async def run(self) -> None:
        self._reader = asyncio.current_task()
        writer = asyncio.create_task(self._write())
        try:
            await self._read()
        except (WebSocketDisconnect, TimeoutError):
            pass
        except asyncio.CancelledError:
            if not self._is_overrun:
                raise
        finally:
            writer.cancel()
            for channel in list(self._channels.values()):
                channel.close(is_announced=False)
        if self._websocket.client_state is WebSocketState.CONNECTED and not self._is_overrun:
            with suppress(TimeoutError, WebSocketDisconnect):
                async with asyncio.timeout(CLOSE_S):
                    await self._websocket.close()

    def send(self, message: Message) -> None:
        self.deliver(encode(message, self.vsn))

    def deliver(self, frame: Frame) -> None:
        """Queue a frame; never waits."""
        if self._is_overrun:
            return
        self._queue.append(frame)
        self._queued_bytes += len(frame) + FRAME_COST_BYTES
        self._has_output.set()
        if self._is_overrun and self._reader:
            log.info('a client does not read: its socket is cut off')
            self._queue.clear()
            self._reader.cancel()

    def deliver_later(self, make: Callable[[], Frame | None]) -> None:
        """Queue what is made only when its turn has come."""
        self._queue.append(make)
        self._has_output.set()

    @property
    def _is_overrun(self) -> bool:
        return self._queued_bytes > BACKLOG_BYTES

    async def _read(self) -> None:
        while True:
            async with asyncio.timeout(IDLE_S):
                frame = await self._websocket.receive()
            if frame['type'] != 'websocket.receive':
                return
            data = frame.get('text')
            try:
                self._handle(decode(frame['bytes'] if data is None else data, self.vsn))
            except MalformedFrame as error:
                log.debug('malformed frame dropped: %s', error)

    async def _write(self) -> None:
        with suppress(WebSocketDisconnect):  # the reader learns of it too, and ends the socket
            while True:
                await self._has_output.wait()
                self._has_output.clear()
                await self._drain()

    async def _drain(self) -> None:
        while self._queue:
            queued = self._queue.popleft()
            if callable(queued):
                frame = queued()
                if frame is None:
                    continue
            else:
                frame = queued
                self._queued_bytes -= len(frame) + FRAME_COST_BYTES
            if isinstance(frame, bytes):
                await self._websocket.send_bytes(frame)
            else:
                await self._websocket.send_text(frame)

    def _handle(self, message: Message) -> None:
        channel = self._channels.get(message.topic)
        if message.topic == 'phoenix' and message.event == 'heartbeat':
            self._reply(message, 'ok', {})
        elif message.event == 'phx_join':
            self._join(message)
        elif message.event == 'phx_leave':
            if channel:
                channel.reply(message.ref, 'ok', {})
                channel.close()
            else:
                self._reply(message, 'ok', {})
        elif channel:
            channel.handle(message)
        else:
            self._refuse(message, 'unmatched topic')

    def _join(self, message: Message) -> None:
        if not message.topic.startswith(_PREFIX):
            self._refuse(message, 'unmatched topic')
            return
        replaced = self._channels.pop(message.topic, None)
        if replaced:
            replaced.close(is_announced=False)
        self._open(message)
        if replaced:
            ref = replaced.join_ref
            self.send(Message(message.topic, 'phx_close', {}, ref, ref))

    def _open(self, message: Message) -> None:
        config = parse_join(message.payload)
        token = config.token or self._token
        sub_topic = message.topic.removeprefix(_PREFIX)
        try:
            claims = verify(token, self._secret)
        except TokenError as error:
            self._refuse(message, error.reason)
            return
        if refusal := self._refusal(sub_topic, config, claims.is_service):
            self._refuse(message, refusal)
            return
        channel = self._channels[message.topic] = Channel(
            wire=self,
            hub=self._hub,
            feed=self._feed,
            secret=self._secret,
            topic=message.topic,
            join_ref=message.ref if message.join_ref is None else message.join_ref,
            config=config,
            claims=claims,
            token=token,
            on_close=self._on_closed,
        )
        bindings = [{**binding.echo, 'id': binding.id} for binding in config.bindings]
        channel.reply(message.ref, 'ok', {'postgres_changes': bindings})
        channel.start()

    def _refusal(self, sub_topic: str, config: JoinConfig, is_service: bool) -> str | None:
        if not sub_topic:
            return 'TopicNameRequired: You must provide a topic name'
        if reached := self._limit(config):
            return reached
        if config.replay is not None and not config.is_private:
            return 'UnableToReplayMessages: Replay is not allowed for public channels'
        if config.is_private and not is_service:
            return (
                'Unauthorized: You do not have permissions to read from this '
                f'Channel topic: {sub_topic}'
            )
        if config.replay is not None and not isinstance(config.replay.get('since'), int):
            return 'UnableToReplayMessages: Replay params are not valid'
        return None

    def _limit(self, config: JoinConfig) -> str | None:
        if len(self._channels) >= CHANNEL_LIMIT:
            return 'ChannelRateLimitReached: Too many channels'
        if len(config.bindings) > BINDING_LIMIT:
            limit = f'{BINDING_LIMIT} bindings to postgres_changes'
            return f'ChangeLimitReached: A channel may have {limit}'
        return None

    def _on_closed(self, channel: Channel) -> None:
        if self._channels.get(channel.topic) is channel:
            del self._channels[channel.topic]

    def _refuse(self, message: Message, reason: str) -> None:
        self._reply(message, 'error', {'reason': reason})

    def _reply(self, message: Message, status: str, response: dict[str, Any]) -> None:
        payload = {'status': status, 'response': response}
        self.send(Message(message.topic, 'phx_reply', payload, message.ref, message.join_ref))

"""One topic joined on one socket: from its join to its close."""

import asyncio
import logging
import time
import uuid
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Protocol

from .changes.change_stream import SUBSCRIBED
from .changes.feed import ChangeFeed
from .changes.interest import parse_interest
from .changes.registry import HintKey
from .codec import Frame, MalformedFrame, Message, UserBroadcast, Vsn, dumps, encode_raw
from .hub import Fanout, Hub, UserFanout
from .join import Binding, JoinConfig, own_token
from .tokens import Claims, TokenError, expired, verify

log = logging.getLogger(__name__)

PRESENCE_LIMIT = 5
PRESENCE_WINDOW_S = 30.0
PAYLOAD_LIMIT_BYTES = 3000 * 1024 + 500
HINTS = 10_000
"""Rows that may wait for a client that does not read."""
_MAX_TIMER_S = 300.0


class Wire(Protocol):
    """The socket, as a channel uses it."""

    @property
    def vsn(self) -> Vsn: ...

    def send(self, message: Message) -> None: ...

    def deliver(self, frame: Frame) -> None: ...

    def deliver_later(self, make: Callable[[], Frame | None]) -> None: ...


class Channel:
    """Joined when constructed; `close` ends it, by whichever side."""

    def __init__(
        self,
        *,
        wire: Wire,
        hub: Hub,
        feed: ChangeFeed,
        secret: str,
        topic: str,
        join_ref: Any,
        config: JoinConfig,
        claims: Claims,
        token: str,
        on_close: Callable[['Channel'], None],
    ) -> None:
        self.topic, self.join_ref, self.claims = topic, join_ref, claims
        self.interest = config.interest
        self.is_open = True
        self._wire, self._hub, self._feed, self._secret = wire, hub, feed, secret
        self._config = config
        self._token = token
        self._on_close = on_close
        self._presence_key = config.presence_key or str(uuid.uuid1())
        self._presence_calls: deque[float] = deque()
        self._hints: dict[HintKey, str] = {}
        """Not sent yet, the newest of each row, in their order."""
        self._room = hub.enter(topic, config.is_private, self)
        self._expiry: asyncio.TimerHandle | None = None
        self._watch_expiry()

    @property
    def vsn(self) -> Vsn:
        return self._wire.vsn

    @property
    def bindings(self) -> Sequence[Binding]:
        return self._config.bindings

    @property
    def sub_topic(self) -> str:
        return self.topic.partition(':')[2]

    def start(self) -> None:
        """Send what follows the join's reply."""
        if self.bindings:
            self._feed.add(self)
        if self._config.waits_for_replication:
            self._system('system', 'ok', 'Replication connection established')
        if self._config.has_presence:
            self._push('presence_state', self._room.present())

    def deliver(self, frame: Frame) -> None:
        self._wire.deliver(frame)

    def hint(self, row: HintKey, text: str) -> None:
        """Keep it until the socket gets to it; rather a gap than more than memory should hold."""
        if not self._hints:
            self._wire.deliver_later(self._take_hints)
        self._hints.pop(row, None)
        self._hints[row] = text
        if len(self._hints) > HINTS:
            self._hints.clear()
            self.announce('ok', SUBSCRIBED)

    def acknowledge(self, serial: int) -> None:
        if self.is_open:
            self._system('hints', 'ok', str(serial))

    def announce(self, status: str, message: str) -> None:
        if self.is_open:
            self._system('postgres_changes', status, message)

    def handle(self, message: Message) -> None:
        """An event of the client, other than join and leave. Unknown ones are ignored."""
        handler = {
            'broadcast': self._on_broadcast,
            'presence': self._on_presence,
            'access_token': self._on_access_token,
            'hints': self._on_interest,
        }.get(message.event)
        if handler:
            handler(message)

    def reply(self, ref: Any, status: str, response: Any) -> None:
        payload = {'status': status, 'response': response}
        self._wire.send(Message(self.topic, 'phx_reply', payload, ref, self.join_ref))

    def close(self, *, is_announced: bool = True) -> None:
        """Leave the room and the feed; the client hears `phx_close` unless its socket is gone."""
        if not self.is_open:
            return
        self.is_open = False
        if self._expiry:
            self._expiry.cancel()
        self._feed.remove(self)
        self._hub.leave(self._room, self._config.is_private, self)
        self._on_close(self)
        if is_announced:
            self._wire.send(Message(self.topic, 'phx_close', {}, self.join_ref, self.join_ref))

    def _take_hints(self) -> Frame | None:
        hints, self._hints = self._hints, {}
        if not hints or not self.is_open:
            return None
        message = Message(self.topic, 'hints', None)
        return encode_raw(message, f'[{",".join(hints.values())}]', self.vsn)

    def _shut_down(self, reason: str) -> None:
        self._system('system', 'error', reason)
        self.close()

    def _on_broadcast(self, message: Message) -> None:
        if _size_bytes(message.payload) > PAYLOAD_LIMIT_BYTES:
            if self._config.is_acknowledged:
                self.reply(message.ref, 'error', 'payload_size_exceeded')
            return
        payload = message.payload
        try:
            fanout = (
                UserFanout(self.topic, payload)
                if isinstance(payload, UserBroadcast)
                else Fanout(self.topic, 'broadcast', payload)
            )
        except MalformedFrame as error:
            log.debug('broadcast dropped: %s', error)
            return
        self._room.send(fanout, but=None if self._config.hears_itself else self)
        if self._config.is_acknowledged:
            self.reply(message.ref, 'ok', {})

    def _on_presence(self, message: Message) -> None:
        if not self._may_change_presence():
            self._shut_down('Client presence rate limit exceeded')
            return
        payload = message.payload if isinstance(message.payload, dict) else {}
        event, fields = str(payload.get('event')).lower(), payload.get('payload', {})
        if event == 'track' and not isinstance(fields, dict):
            reason = 'Presence track payload must be a map'
            self.reply(message.ref, 'error', {'reason': reason})
        elif event == 'track' and _size_bytes(fields) > PAYLOAD_LIMIT_BYTES:
            self._shut_down('Track message size exceeded')
        elif event == 'track':
            self._room.track(self, self._presence_key, fields)
            self.reply(message.ref, 'ok', {})
        elif event == 'untrack':
            self._room.untrack(self)
            self.reply(message.ref, 'ok', {})
        else:
            self.reply(message.ref, 'error', {})

    def _may_change_presence(self) -> bool:
        now = time.monotonic()
        while self._presence_calls and self._presence_calls[0] <= now - PRESENCE_WINDOW_S:
            self._presence_calls.popleft()
        self._presence_calls.append(now)
        return len(self._presence_calls) <= PRESENCE_LIMIT

    def _on_interest(self, message: Message) -> None:
        interest = parse_interest(message.payload)
        if self.interest is not None and interest is not None:
            self.interest = interest
            self._feed.look(self)

    def _on_access_token(self, message: Message) -> None:
        payload = message.payload if isinstance(message.payload, dict) else {}
        token = own_token(payload.get('access_token'))
        if token is None or token == self._token:
            return
        try:
            self.claims = verify(token, self._secret)
        except TokenError as error:
            self._shut_down(error.message)
            return
        self._token = token
        if self._config.is_private and not self.claims.is_service:
            self._shut_down(
                'You no longer have permission to read from this Channel topic: ' + self.sub_topic
            )
            return
        self._watch_expiry()
        if self.bindings:
            self._feed.add(self)

    def _watch_expiry(self) -> None:
        if self._expiry:
            self._expiry.cancel()
        left_s = self.claims.expires_in_s()
        loop = asyncio.get_running_loop()
        self._expiry = loop.call_later(max(0.0, min(_MAX_TIMER_S, left_s)), self._on_expiry)

    def _on_expiry(self) -> None:
        left_s = self.claims.expires_in_s()
        if left_s > 0:
            self._watch_expiry()
        else:
            self._shut_down(expired(-left_s).message)

    def _push(self, event: str, payload: Any) -> None:
        self._wire.send(Message(self.topic, event, payload, None, self.join_ref))

    def _system(self, extension: str, status: str, message: str) -> None:
        payload = {
            'extension': extension,
            'status': status,
            'message': message,
            'channel': self.sub_topic,
        }
        self._push('system', payload)


def _size_bytes(payload: Any) -> int:
    return len(payload.body if isinstance(payload, UserBroadcast) else dumps(payload))

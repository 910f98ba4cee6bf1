"""One incarnation of a channel on one socket, from join to end, step 3 of the line in.

With `client.py` and `socket.py` the only place that knows the `realtime` package. Never revived:
the library re-joins under the same topic, where a late close of the old incarnation kills the new
one.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from typing import Any

from realtime._async.channel import AsyncRealtimeChannel
from realtime.types import (
    BroadcastPayload,
    PostgresChangesPayload,
    RealtimePostgresChangesListenEvent,
    RealtimeSubscribeStates,
)

from models.change import Change, ChangeKind
from services.realtime.link.client import Client, Hint
from services.realtime.link.items import (
    Broadcast,
    Changed,
    ChannelSpec,
    Confirmed,
    Ending,
    Item,
    Presence,
    Told,
)
from services.signals import isolated

JOIN_TIMEOUT_S = 15
"""A cold start of the change feed takes seconds on a hosted project."""
LEAVE_TIMEOUT_S = 2
REFUSALS = (
    'Unauthorized',
    'PrivateOnly',
    'MalformedJWT',
    'Jwt',
    'InvalidJWTToken',
    'Unable to subscribe to changes',
)


class JoinedChannel:
    """Tells what arrives as items; `ended` resolves when it is over, for whatever reason."""

    def __init__(
        self,
        spec: ChannelSpec,
        deliver: Callable[['JoinedChannel', Item], None],
        interest: Mapping[str, Any] | None = None,
    ) -> None:
        self.spec = spec
        self.takes_hints = False
        """Whether the server has understood what is looked at."""
        self._interest = interest
        self.ended: asyncio.Future[Ending] = asyncio.get_running_loop().create_future()
        self.is_confirmed = False
        self._deliver = deliver
        self._settled = asyncio.Event()
        self._closed = asyncio.Event()
        self._channel: AsyncRealtimeChannel | None = None

    def attach(self, client: Client, topic: str) -> None:
        """Register every callback; bindings added after the join are ignored."""
        # the library keeps and changes this dict, so each channel gets its own
        config: dict[str, Any] = {
            'broadcast': {'ack': False, 'self': False},
            'presence': {'key': self.spec.presence_key, 'enabled': False},
            'private': self.spec.private,
        }
        options: dict[str, Any] = {'config': config}
        if self._interest is not None:
            options['hints'] = self._interest  # beside the config, of which the library knows all
        channel = client.channel(topic, options)  # type: ignore[arg-type]
        client.hint_callbacks[channel.topic] = isolated(self._on_hints)
        for binding in self.spec.bindings:
            channel.on_postgres_changes(
                RealtimePostgresChangesListenEvent(binding.event),
                isolated(self._on_change),
                table=binding.table,
                schema='public',
                filter=binding.filter or None,
            )
        channel.on_system(isolated(self._on_system))
        channel.on_broadcast('*', isolated(self._on_broadcast))
        if self.spec.presence_key:
            channel.on_presence_sync(isolated(self._on_presence))
        self._channel = channel

    async def join(self) -> None:
        """Return when the channel is confirmed or has ended; it never raises for the server."""
        assert self._channel is not None
        try:
            async with asyncio.timeout(JOIN_TIMEOUT_S):
                await self._channel.subscribe(isolated(self._on_state))
                await self._settled.wait()
        except TimeoutError:
            self.end('no answer to the join')
        except Exception as error:
            self.end(f'cannot join: {error}')

    async def leave(self) -> bool:
        """Tell the server; whether it has confirmed, so that the topic may be used again."""
        channel = self._channel
        if channel is None or self._closed.is_set():
            return True
        self.end('left')
        with contextlib.suppress(Exception):
            async with asyncio.timeout(LEAVE_TIMEOUT_S):
                await channel.unsubscribe()
                await self._closed.wait()
        return self._closed.is_set()

    async def send(self, event: str, payload: Mapping[str, Any]) -> None:
        """Broadcast without waiting for an answer; there is none."""
        await self._push('broadcast', {'type': 'broadcast', 'event': event, 'payload': payload})

    async def look_at(self, interest: Mapping[str, Any]) -> None:
        """Tell what is looked at now; the answer comes as `Told`."""
        await self._push('hints', interest)

    async def _push(self, event: str, payload: Mapping[str, Any]) -> None:
        assert self._channel is not None
        push = await self._channel.push(event, dict(payload))
        # the library would keep a timer and a table entry for ten seconds
        push.destroy()
        self._channel.messages_waiting_for_ack.pop(push.ref or '', None)

    async def track(self, payload: Mapping[str, Any]) -> None:
        assert self._channel is not None
        await self._channel.track(dict(payload))

    def end(self, reason: str, *, is_refusal: bool = False) -> None:
        if not self.ended.done():
            self.ended.set_result(Ending(reason=reason, is_refusal=is_refusal))
        self._settled.set()

    def dismantle(self) -> None:
        """Cancel every timer and task that the library keeps for this channel."""
        self.end('socket closed')
        if self._channel is not None:
            dismantle(self._channel)

    # called by the library, each isolated

    def _on_state(self, state: RealtimeSubscribeStates, error: Exception | None) -> None:
        if state is RealtimeSubscribeStates.SUBSCRIBED:
            if not self.spec.bindings:
                self._confirm()
            return
        if state is RealtimeSubscribeStates.CLOSED:
            self._closed.set()
        self.end(f'{state.value} {error or ""}'.strip(), is_refusal=_is_refusal(error))

    def _on_system(self, payload: Any) -> None:
        # joined is not enough: only this says that table changes flow; said again, there was a gap
        if payload.extension == 'hints':
            self.takes_hints = True
            self._deliver(self, Told(serial=int(payload.message)))
        elif payload.extension == 'postgres_changes' and self.spec.bindings:
            self._confirm()

    def _confirm(self) -> None:
        if self.ended.done():
            return
        self.is_confirmed = True
        self._settled.set()
        self._deliver(self, Confirmed())

    def _on_change(self, payload: PostgresChangesPayload) -> None:
        data = payload['data']
        change = Change(
            table=data['table'],
            kind=ChangeKind(data['type'].value),
            record=data.get('record') or {},
            old=data.get('old_record') or {},
            committed_at=data['commit_timestamp'],
        )
        self._deliver(self, Changed(changes=(change,)))

    def _on_hints(self, hints: list[Hint]) -> None:
        changes = tuple(
            Change(table=table, kind=kind, old=told, committed_at=at)
            if kind is ChangeKind.DELETE
            else Change(table=table, kind=kind, record=told, committed_at=at)
            for table, kind, at, told in hints
        )
        self._deliver(self, Changed(changes=changes))

    def _on_broadcast(self, payload: BroadcastPayload) -> None:
        self._deliver(self, Broadcast(event=payload['event'], payload=payload['payload']))

    def _on_presence(self) -> None:
        assert self._channel is not None
        trackers: dict[str, Mapping[str, Any]] = {
            key: dict(metas[-1]) for key, metas in self._channel.presence_state().items() if metas
        }
        self._deliver(self, Presence(trackers=trackers))


def dismantle(channel: AsyncRealtimeChannel) -> None:
    """Cancel every timer and task that the library keeps for a channel."""
    channel.rejoin_timer.reset()
    channel.join_push.destroy()
    for push in list(channel.messages_waiting_for_ack.values()):
        push.destroy()
    for task in list(channel._background_tasks):
        task.cancel()


def _is_refusal(error: Exception | None) -> bool:
    text = str(error or '')
    # "An exception happened" is a database in trouble, not a rule
    return any(word in text for word in REFUSALS) and 'An exception happened' not in text

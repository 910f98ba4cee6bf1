"""A bare Realtime client, which sees every frame exactly as it came."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import websockets
from websockets.asyncio.client import ClientConnection

from tests.eventually import S

Frame = dict[str, Any]


@dataclass
class Wire:
    """One socket; frames wait in `frames` until somebody takes them."""

    socket: ClientConnection
    vsn: int
    frames: list[Frame] = field(default_factory=list)
    raw: list[str | bytes] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    refs: Any = field(default_factory=lambda: count(1))

    async def send(
        self, topic: str, event: str, payload: Any, *, ref: str | None, join_ref: str | None = None
    ) -> None:
        if self.vsn == 1:
            keys = {'topic': topic, 'event': event, 'payload': payload, 'ref': ref}
            frame: Any = {**keys, 'join_ref': join_ref}
        else:
            frame = [join_ref, ref, topic, event, payload]
        await self.socket.send(json.dumps(frame))

    async def push(self, topic: str, event: str, payload: Any) -> Frame:
        """Send and wait for the reply."""
        ref = str(next(self.refs))
        await self.send(topic, event, payload, ref=ref)
        return await self.take(lambda it: it['event'] == 'phx_reply' and it['ref'] == ref)

    async def join(
        self,
        name: str,
        *changes: dict[str, Any],
        token: str | None = None,
        broadcast: dict[str, Any] | None = None,
        presence: dict[str, Any] | None = None,
        private: bool = False,
        hints: Any = None,
    ) -> Frame:
        """Join and wait for the reply."""
        config = {
            'broadcast': broadcast or {},
            'presence': presence or {},
            'postgres_changes': list(changes),
            'private': private,
        }
        ref = str(next(self.refs))
        payload = {'config': config, **({'access_token': token} if token else {})}
        payload |= {'hints': hints} if hints is not None else {}
        await self.send(f'realtime:{name}', 'phx_join', payload, ref=ref, join_ref=ref)
        return await self.take(lambda it: it['event'] == 'phx_reply' and it['ref'] == ref)

    async def subscribe(self, name: str, *changes: dict[str, Any], **options: Any) -> Frame:
        """Join and wait until changes flow; returns the join's reply."""
        reply = await self.join(name, *changes, **options)
        system = await self.event('system')
        assert system['payload']['status'] == 'ok', system
        return reply

    async def event(self, name: str, *, within: float = 5 * S) -> Frame:
        return await self.take(lambda it: it['event'] == name, within=within)

    async def change(self, *, within: float = 5 * S) -> dict[str, Any]:
        """`data` of the next row change."""
        frame = await self.event('postgres_changes', within=within)
        data: dict[str, Any] = frame['payload']['data']
        return data

    async def take(self, wanted: Callable[[Frame], bool], *, within: float = 5 * S) -> Frame:
        """Remove and return the first frame that fits."""
        async with asyncio.timeout(within):
            while True:
                for at, frame in enumerate(self.frames):
                    if wanted(frame):
                        return self.frames.pop(at)
                self.arrived.clear()
                await self.arrived.wait()

    async def settled(self) -> list[Frame]:
        """Everything that came before the answer to a heartbeat sent now."""
        await self.push('phoenix', 'heartbeat', {})
        frames, self.frames = self.frames, []
        return frames

    async def listen(self) -> None:
        async for data in self.socket:
            self.raw.append(data)
            if isinstance(data, str):
                self.frames.append(self._parse(json.loads(data)))
                self.arrived.set()

    def _parse(self, frame: Any) -> Frame:
        if self.vsn == 1:
            assert set(frame) == {'topic', 'event', 'payload', 'ref'}
            return dict(frame)
        join_ref, ref, topic, event, payload = frame
        return {
            'join_ref': join_ref, 'ref': ref, 'topic': topic, 'event': event, 'payload': payload
        }  # fmt: skip


def address(url: str, key: str, vsn: int) -> str:
    base = url.replace('http://', 'ws://')
    return f'{base}/realtime/v1/websocket?apikey={key}&vsn={vsn}.0.0'


@asynccontextmanager
async def wire(url: str, key: str, *, vsn: int = 1) -> AsyncIterator[Wire]:
    """A connected client, closed at the end."""
    async with websockets.connect(
        address(url, key, vsn), proxy=None, max_size=None, compression=None
    ) as socket:
        client = Wire(socket, vsn)
        listening = asyncio.create_task(client.listen())
        try:
            yield client
        finally:
            listening.cancel()
            with suppress(asyncio.CancelledError, websockets.ConnectionClosed):
                await listening

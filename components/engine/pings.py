"""Asks every page's socket whether it is still there, all of them by one timer.

Engine.IO starts a task with a timer for each ping, looks at one socket after the other in a task
that never rests, and lets each socket wait with two timers more: a thousand idle screens cost
a twentieth of a core. Serves both lines: a socket that died unnoticed is ended, so that its page
comes back on a new one.
"""

import asyncio
import types
from collections.abc import Awaitable
from typing import Any

from engineio import async_socket
from engineio.async_socket import AsyncSocket
from engineio.packet import PING, Packet
from nicegui import background_tasks, core
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol
from wsproto.events import TextMessage

from components.engine import incoming
from components.engine.ping_wheel import PingWheel
from components.engine.sending import SOCKET, frame

SLOTS = 24
"""Of the wheel, which is turned once in the time between two pings of a socket."""
ASK, ANSWER = frame('2'), '3'
"""Engine.IO's ping, framed, and its pong."""
GOING_AWAY = 1001


class Pings:
    """The wheel of one server, turned while there is a socket."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine
        self._wheel: PingWheel[Any] | None = None
        self._turn_s = 0.0
        self._is_turning = False

    def tend(self, session: Any) -> None:
        """Ask it from now on; where it is asked already, it has just answered."""
        if self._wheel is None:
            # not earlier, since NiceGUI says how long when it starts
            self._turn_s = self._engine.ping_interval / SLOTS
            self._wheel = PingWheel(SLOTS, round(self._engine.ping_timeout / self._turn_s))
        if not self._wheel.hear(session):
            self._wheel.add(session)
        if not self._is_turning:
            self._is_turning = True
            asyncio.get_running_loop().call_later(self._turn_s, self._turn)

    def _turn(self) -> None:
        assert self._wheel is not None
        self._is_turning = len(self._wheel) > 0
        if not self._is_turning:
            return
        # first, so that whatever goes wrong with one socket the others are asked on
        asyncio.get_running_loop().call_later(self._turn_s, self._turn)
        due, silent = self._wheel.turn()
        for session in silent:
            background_tasks.create(self._give_up(session), name=f'give up {session.sid}')
        for session in due:
            if session.closed:
                self._forget(session)
            else:
                ask(session)

    def _forget(self, session: Any) -> None:
        assert self._wheel is not None
        self._wheel.remove(session)
        self._engine.sockets.pop(session.sid, None)

    async def _give_up(self, session: Any) -> None:
        """Tell the page's side of it, and end what it came on."""
        await session.close(wait=False, reason=self._engine.reason.PING_TIMEOUT)
        self._forget(session)
        if wire := wire_of(session):
            incoming.close(wire, GOING_AWAY, 'no answer')
            if wire.transport.get_write_buffer_size():  # nobody reads, so it would never end
                wire.transport.abort()


def install() -> None:
    """Take Engine.IO's pings over; call once, before `incoming` and before the server starts."""
    engine = core.sio.eio
    pings = Pings(engine)
    upgrade = AsyncSocket._upgrade_websocket
    handle_message = WSProtocol.handle_message

    def schedule_ping(self: Any) -> None:
        self.last_ping = None  # of which Engine.IO would tell that it is dead
        pings.tend(self)

    async def upgrade_websocket(self: Any, environ: dict[str, Any]) -> Any:
        held = environ['asgi.scope'].get('extensions', {}).get(SOCKET)
        self.wire = held
        if wire := held and held():
            wire.session = self
        return await upgrade(self, environ)

    def hear(self: Any, event: TextMessage) -> None:
        session = getattr(self, 'session', None) if event.data == ANSWER else None
        if session is not None and session.upgraded:
            pings.tend(session)
        else:
            handle_message(self, event)

    AsyncSocket.schedule_ping = schedule_ping
    AsyncSocket._upgrade_websocket = upgrade_websocket
    WSProtocol.handle_message = hear  # type: ignore[method-assign, assignment]
    wait_for_ever()
    engine.start_service_task = False


def wait_for_ever() -> None:
    """A socket's reader and writer need no timers of their own: the wheel ends them."""

    async def wait_for(waiting: Awaitable[Any], timeout: float | None) -> Any:
        return await waiting

    patient = types.SimpleNamespace(**vars(asyncio) | {'wait_for': wait_for})
    async_socket.asyncio = patient


def ask(session: Any) -> None:
    """Write a ping, at once where the socket is a websocket that can be written to."""
    wire = wire_of(session) if session.upgraded else None
    if wire is None:
        session.queue.put_nowait(Packet(PING))
    elif wire.handshake_complete and not wire.close_sent and not wire.transport.is_closing():
        wire.transport.write(ASK)


def wire_of(session: Any) -> WSProtocol | None:
    """The websocket below; None for requests."""
    held = getattr(session, 'wire', None)
    wire: WSProtocol | None = held() if held else None
    return wire

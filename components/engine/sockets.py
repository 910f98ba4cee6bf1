"""Sockets of pages: how many there are, whose they are, and whom an event may come from.

A socket is a websocket or a session of requests. One that belongs to no page is closed soon.
"""

import time
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

from nicegui import Client, app, background_tasks, core

from components.engine import incoming
from components.engine.sending import SOCKET
from services.addresses import is_loopback, network_of
from services.limits import HANDSHAKE_S, SOCKETS, SOCKETS_OF_NETWORK

LOOK_EVERY_S = 2.0
REST_S = 30.0
"""A look at all pages is spared for so long, unless a socket was opened or a page deleted."""
Scope = Mapping[str, Any]


@dataclass(slots=True)
class Socket:
    """One that is open."""

    network: str
    scopes: list[Scope]
    """Of the request it began with, and of the websocket it went over to."""
    began_at: float = field(default_factory=time.monotonic)


_open: dict[str, Socket] = {}
"""By Engine.IO's names."""
_of_network: Counter[str] = Counter()
_look_at = 0.0
"""Not earlier than this there may be strangers."""


def install() -> None:
    """Count sockets, close those of no page, bind events; call once, before the server starts."""
    engine = core.sio.eio
    connect, disconnect = engine.handlers['connect'], engine.handlers['disconnect']

    async def count(name: str, environ: Mapping[str, Any]) -> Any:
        scope = environ['asgi.scope']
        _open[name] = socket = Socket(network_of(address_of(scope)), [scope])
        _of_network[socket.network] += 1
        _look_soon()
        return await connect(name, environ)

    async def discount(name: str, reason: str) -> None:
        if socket := _open.pop(name, None):
            _of_network[socket.network] -= 1
            if not _of_network[socket.network]:
                del _of_network[socket.network]
        await disconnect(name, reason)

    engine.on('connect', count)
    engine.on('disconnect', discount)
    bind_events()
    app.on_delete(forget_tab)
    app.timer(LOOK_EVERY_S, close_strangers, immediate=False)


def note_upgrade(scope: Scope) -> None:
    """A session of requests asks to go on by this websocket."""
    name = parse_qs(scope['query_string'].decode('ascii', 'replace')).get('sid', [''])[0]
    if socket := _open.get(name):
        socket.scopes[1:] = [scope]


def has_room(scope: Scope) -> bool:
    """Whether one more socket may be opened by whoever asks."""
    address = address_of(scope)
    if len(_open) >= SOCKETS:
        return False
    return is_loopback(address) or _of_network[network_of(address)] < SOCKETS_OF_NETWORK


def address_of(scope: Scope) -> str:
    client = scope.get('client')
    return client[0] if client else ''


def close_strangers() -> None:
    """Close sockets that have had time enough and belong to no page."""
    global _look_at  # noqa: PLW0603
    now = time.monotonic()
    if now < _look_at:
        return
    late = now - HANDSHAKE_S
    _look_at = now if any(each.began_at >= late for each in _open.values()) else now + REST_S
    of_pages = {
        sid for client in Client.instances.values() for sid in client._socket_to_document_id
    }
    for name, socket in list(_open.items()):
        if socket.began_at < late and core.sio.manager.sid_from_eio_sid(name, '/') not in of_pages:
            background_tasks.create(close(name), name=f'close {name}')


async def close(name: str) -> None:
    """End a socket from our side, whatever the other side says to it."""
    scopes = _open[name].scopes if name in _open else ()
    session = core.sio.eio.sockets.pop(name, None)
    if session is not None:
        await session.close(wait=False)
    for scope in scopes:
        held = scope.get('extensions', {}).get(SOCKET)
        if socket := held and held():
            incoming.close(socket, incoming.POLICY, 'no page')


def forget_tab(client: Client) -> None:
    """NiceGUI keeps something for every tab there ever was, in case a page stores things in it."""
    app.storage._tabs.pop(client._pinned_tab_id or '', None)
    _look_soon()


def _look_soon() -> None:
    global _look_at  # noqa: PLW0603
    _look_at = 0.0


def bind_events() -> None:
    """Take a page's events from its own sockets only, and nothing that is for the log."""
    handlers = core.sio.handlers['/']
    for name in ('event', 'javascript_response', 'ack'):
        core.sio.on(name, _own_only(handlers[name]))
    core.sio.on('event', _known_only(handlers['event']))
    core.sio.on('log', lambda *_: None)


def listen(event: str, handle: Callable[[Client, dict[str, Any]], Any]) -> None:
    """Hear what pages say by this name, each on its own sockets only.

    What `handle` returns is the answer, if it is waited for; `frames` has looked at the shape.
    """

    async def heard(sid: str, message: dict[str, Any]) -> Any:
        client = Client.instances.get(message['client_id'])
        if client is None or sid not in client._socket_to_document_id:
            return None
        answer = handle(client, message)
        return await answer if isinstance(answer, Awaitable) else answer

    core.sio.on(event, heard)


def _own_only(handle: Callable[[str, dict[str, Any]], None]) -> Callable[..., None]:
    def guarded(sid: str, message: dict[str, Any]) -> None:
        client = Client.instances.get(message['client_id'])
        if client is not None and sid in client._socket_to_document_id:
            handle(sid, message)

    return guarded


def _known_only(handle: Callable[[str, dict[str, Any]], None]) -> Callable[..., None]:
    """An element may have gone, or changed its listeners, while its event was on the way."""

    def guarded(sid: str, message: dict[str, Any]) -> None:
        client = Client.instances.get(message['client_id'])
        element = client.elements.get(message['id']) if client else None
        if element is not None and message['listener_id'] in element._event_listeners:
            handle(sid, message)

    return guarded

"""Writes the same bytes to many pages' sockets, past the queues that each of them has.

Serves the line in. Nothing of it is kept for a socket that breaks: whoever sends knows what a page
has, and asks it when it comes back.
"""

from collections.abc import Callable
from typing import NamedTuple, Self
from weakref import WeakKeyDictionary

from nicegui import Client, background_tasks, core, json
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

from components.engine.sending import EVENT, _plain_socket, _socket, frame

_waiting: WeakKeyDictionary[WSProtocol, dict[object, Callable[[], object]]] = WeakKeyDictionary()
"""What to do when a socket that was full takes more."""


class Message(NamedTuple):
    """An event for any number of pages."""

    event: str
    """`["view",0,17,18,[…]]`"""
    frame: bytes

    @classmethod
    def of(cls, *event: object) -> Self:
        """`Message.of('view', 0, 17, 18, changes)`"""
        text = json.dumps(event)
        return cls(text, frame(EVENT + text))


def write(client: Client, message: Message, when_drained: Callable[[], object]) -> bool:
    """Write to a page now; False where it cannot take it.

    `when_drained` is called once a socket that is full takes more.
    """
    if not client.has_socket_connection:
        return False
    if (socket := _socket(client)) is not None:
        socket.transport.write(message.frame)
        return True
    full = _plain_socket(client.environ)()
    if full is not None and full.handshake_complete and not full.writable.is_set():
        _waiting.setdefault(full, {})[when_drained] = when_drained
        return False
    background_tasks.create(_emit(client.id, message), name=f'emit to {client.id}')
    return True


def drained(socket: WSProtocol) -> None:
    """A socket that was full takes more again."""
    for call in _waiting.pop(socket, {}).values():
        call()


async def _emit(room: str, message: Message) -> None:
    """The way of pages without a plain websocket: by requests, or through an extension."""
    name, *arguments = json.loads(message.event)
    await core.sio.emit(name, tuple(arguments), room=room)

"""Sends a page's changes straight to its socket, the last station of the line in.

NiceGUI takes each message through a task of its own, Socket.IO's rooms, a queue, another task and
four layers of ASGI: about 70 µs a screen. A change that a thousand screens show is written here
at the end of the loop's turn that patched them; whatever does not fit goes NiceGUI's way, in order.
"""

import asyncio
import time
from collections.abc import Callable
from typing import Any
from weakref import ref

from nicegui import Client, core, json
from nicegui.dependencies import JsComponent
from nicegui.outbox import Outbox, deleted
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

SOCKET = 'tradewind.socket'
"""Where a handshake's scope keeps the socket it came on."""
CALM_S = (1.0, 0.1)
"""After a message went NiceGUI's way it may still be in a queue; nothing overtakes it."""
WHOLE_TEXT = 0x81
EVENT = '42'
"""Engine.IO's message with Socket.IO's event in it."""

Message = tuple[str, str, Any]

_burst: list[tuple[WSProtocol, bytes]] = []
"""What this turn of the loop has to write.

One write after the other costs less than a write between two screens' patches: whoever reads is
awake already, and so is the way through the kernel.
"""


def install() -> None:
    """Make NiceGUI write directly where it can; call once, before the server starts."""
    handle_connect = WSProtocol.handle_connect
    emit = Outbox._emit
    wake = Outbox._set_enqueue_event

    def remember(self: WSProtocol, event: Any) -> None:
        handle_connect(self, event)
        extensions: dict[str, Any] = self.scope['extensions']
        # weak, since a cycle between them would outlive the page in frozen memory
        extensions[SOCKET] = ref(self)

    async def send(self: Outbox, message: Message) -> None:
        client_id, kind, data = message
        if client_id == self.client.id and _write(self.client, kind, data):
            return
        _go_slow(self)
        await emit(self, message)

    def wake_unless_held(self: Outbox) -> None:
        if not getattr(self, 'is_held', False):
            wake(self)

    WSProtocol.handle_connect = remember  # type: ignore[method-assign]
    Outbox._emit = send  # type: ignore[method-assign]
    Outbox._set_enqueue_event = wake_unless_held  # type: ignore[method-assign]


def repeat_what_is_lost_as_it_stands() -> None:
    """A page that comes back is sent its elements as they are; needed in plain mode too."""
    rewind = Outbox.try_rewind

    def rewind_to_now(self: Outbox, target: Any) -> None:
        rewind(self, target)
        _send_as_it_stands(self)

    Outbox.try_rewind = rewind_to_now  # type: ignore[assignment, method-assign]


def at_once(client: Client, change: Callable[[], object]) -> None:
    """Call `change`, then write to the page's socket what it changed; in one frame."""
    outbox: Any = client.outbox
    outbox.is_held = True
    try:
        change()
        _flush(client)
    finally:
        outbox.is_held = False
        if outbox.updates or outbox.messages:
            outbox._set_enqueue_event()


def _send_as_it_stands(outbox: Outbox) -> None:
    """Of what a lost socket missed, send the elements as they are now, not as they were.

    NiceGUI sends what waits before what it repeats, so an old value would undo a newer one.
    """
    elements = outbox.client.elements
    repeated, outbox.messages = outbox.messages, type(outbox.messages)()
    for message in repeated:
        _, kind, data = message
        if kind == 'update':
            for number in data.keys() - {'_id'}:
                outbox.updates[number] = elements.get(number, deleted)
        elif kind == 'load_js_components':
            # loaded again before the first element that needs them
            tags = {component['tag'] for component in data['components']}
            outbox._loaded_components -= {
                name for name in outbox._loaded_components if f'nicegui-{name}' in tags
            }
        else:
            outbox.messages.append(message)


def _flush(client: Client) -> None:
    outbox: Any = client.outbox
    if not outbox.updates or outbox.messages or not client.has_socket_connection:
        return
    # the references themselves: a weak dictionary guards each look at it, at twice the cost
    references = outbox.updates.data
    data = {}
    for number, reference in list(references.items()):
        element = reference()
        if element is None:
            continue
        component = getattr(element, 'component', None)
        if isinstance(component, JsComponent) and component.name not in outbox._loaded_components:
            return  # NiceGUI's own round sends the script first
        # a deleted element is a sentinel without this method
        as_dict = getattr(element, '_to_dict', None)
        data[number] = as_dict() if as_dict else None
    if _write(client, 'update', data):
        references.clear()


def _write(client: Client, kind: str, data: Any) -> bool:
    """Write one message this turn; False, and nothing done, where it has to go NiceGUI's way."""
    socket = _socket(client)
    if socket is None:
        return False
    outbox = client.outbox
    data['_id'] = outbox.next_message_id
    try:
        text = json.dumps([kind, data])
    except (TypeError, ValueError):
        return False
    if not _burst:
        asyncio.get_running_loop().call_soon(_write_burst)
    _burst.append((socket, frame(EVENT + text)))
    _remember(client, (client.id, kind, data))
    outbox.next_message_id += 1
    return True


def _write_burst() -> None:
    frames = _burst.copy()
    _burst.clear()
    for socket, data in frames:
        # whoever left since gets it on their next socket, as all that was sent to a lost one
        if not socket.close_sent and not socket.transport.is_closing():
            socket.transport.write(data)


def _socket(client: Client) -> WSProtocol | None:
    """The page's one websocket, if a message written now arrives and overtakes nothing."""
    outbox: Any = client.outbox
    if getattr(outbox, 'is_slow', False) or core.air is not None:
        return None
    if not client.has_socket_connection or len(client._socket_to_document_id) != 1:
        return None
    if getattr(outbox, 'environ', None) is not client.environ:
        outbox.environ, outbox.socket = client.environ, _plain_socket(client.environ)
    socket: WSProtocol | None = outbox.socket()
    if socket is None or not socket.handshake_complete or not socket.writable.is_set():
        return None
    if socket.close_sent or socket.disconnected or socket.transport.is_closing():
        return None
    return socket


def is_socket_of(client: Client, socket: WSProtocol) -> bool:
    """Whether this is the websocket on which the page shook hands last."""
    scope = (client.environ or {}).get('asgi.scope', {})
    held: ref[WSProtocol] | None = scope.get('extensions', {}).get(SOCKET)
    return held is not None and held() is socket


def _plain_socket(environ: dict[str, Any] | None) -> Callable[[], WSProtocol | None]:
    """Where a page's messages can be written as they are, without an extension's work on them."""
    scope = (environ or {}).get('asgi.scope', {})
    held: ref[WSProtocol] | None = scope.get('extensions', {}).get(SOCKET)
    socket = held() if held else None
    if held is None or socket is None or socket.config.ws_per_message_deflate:
        return lambda: None
    return held


def frame(text: str) -> bytes:
    """A whole text message as a server frames it (RFC 6455, 5.2): unmasked, in one piece."""
    payload = text.encode()
    length = len(payload)
    if length < 126:
        return bytes((WHOLE_TEXT, length)) + payload
    if length < 1 << 16:
        return bytes((WHOLE_TEXT, 126)) + length.to_bytes(2, 'big') + payload
    return bytes((WHOLE_TEXT, 127)) + length.to_bytes(8, 'big') + payload


def _remember(client: Client, message: Message) -> None:
    """Keep the message for a socket that breaks and comes back, as NiceGUI does."""
    history, now = client.outbox.message_history, time.time()
    history.append((client.outbox.next_message_id, now, message))
    engine = core.sio.eio
    longest = client.page.resolve_reconnect_timeout() + engine.ping_interval + engine.ping_timeout
    while history[0][1] < now - longest or len(history) > core.app.config.message_history_length:
        history.popleft()
        if not history:
            break


def _go_slow(outbox: Any) -> None:
    """Let nothing be written directly until the queues have surely been emptied."""
    _write_burst()
    if getattr(outbox, 'calming', None):
        outbox.calming.cancel()
    outbox.is_slow = True
    loop = asyncio.get_running_loop()
    first, second = CALM_S

    def calm() -> None:
        outbox.is_slow, outbox.calming = False, None

    def wait_on() -> None:
        # a loop that stalled runs late timers before the tasks that empty the queues
        outbox.calming = loop.call_later(second, calm)

    outbox.calming = loop.call_later(first, wait_on)

"""How much a request may carry: what is more is cut off before anybody keeps it.

Forms are spooled to disk or held in memory as long as they come. Serves the line out.
"""

from nicegui import app
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 1_000_000
"""Of forms, and of what a page without a websocket sends at once: as Engine.IO's."""
MOST_BYTES_OF_A_PICTURE = 13 * 1024 * 1024
"""As nginx's; the address itself refuses more than 12 MB in words of its own."""
TOO_LONG = PlainTextResponse('That is more than fits here. Nothing was changed.', 413)


def install() -> None:
    """Put this around the app; call once, before the server starts."""
    app.add_middleware(Bounded)


class Bounded:
    """Middleware that answers 413 in place of the app where a body grows too long."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope['type'] != 'http':
            await self._app(scope, receive, send)
            return
        most_bytes = most_bytes_of(scope['path'])
        if declared_bytes(scope) > most_bytes:
            await TOO_LONG(scope, receive, send)
            return
        exchange = Exchange(scope, receive, send, most_bytes)
        try:
            await self._app(scope, exchange.receive, exchange.send)
        except ClientDisconnect:
            if not exchange.is_refused:
                raise


class Exchange:
    """One request and its answer; to the app a body that is too long is a browser that left."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, most_bytes: int) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._left_bytes = most_bytes
        self._is_answered = False
        self.is_refused = False

    async def receive(self) -> Message:
        if self._left_bytes < 0:
            return {'type': 'http.disconnect'}
        message = await self._receive()
        self._left_bytes -= len(message.get('body', b''))
        if self._left_bytes >= 0:
            return message
        if not self._is_answered:
            self.is_refused = True
            await TOO_LONG(self._scope, self._receive, self._send)
        return {'type': 'http.disconnect'}

    async def send(self, message: Message) -> None:
        if not self.is_refused:
            self._is_answered = True
            await self._send(message)


def most_bytes_of(path: str) -> int:
    is_picture = path.startswith('/proposals/') and path.endswith('/cover')
    return MOST_BYTES_OF_A_PICTURE if is_picture else MOST_BYTES


def declared_bytes(scope: Scope) -> int:
    """What the request says of its body; 0 where it says nothing."""
    said = Headers(scope=scope).get('content-length', '')
    return int(said) if said.isdecimal() else 0

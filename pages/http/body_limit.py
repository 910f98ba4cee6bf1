"""How much a request may carry, and how slowly: what is more is cut off before anybody keeps it.

Forms are spooled to disk or held in memory as long as they come. Serves the line out.
"""

import asyncio
import time

from nicegui import app
from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages.http import polling
from services.limits import (
    BODY_BYTES_PER_S,
    BODY_S,
    FORM_BYTES,
    IMPORT_BYTES,
    PICTURE_BYTES,
    POLL_BYTES,
)

TOO_LONG = PlainTextResponse('That is more than fits here. Nothing was changed.', 413)
TOO_SLOW = PlainTextResponse(
    'That took too long to arrive. Nothing was changed; please try again.',
    408,
    headers={'Connection': 'close'},
)


def install() -> None:
    """Put this around the app; call once, before the server starts."""
    app.add_middleware(Bounded)


class Bounded:
    """Middleware that answers in place of the app where a body grows too long, or does not come."""

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
    """One request and its answer; to the app a body that is cut off is a browser that left."""

    def __init__(self, scope: Scope, receive: Receive, send: Send, most_bytes: int) -> None:
        self._scope = scope
        self._receive = receive
        self._send = send
        self._most_bytes = most_bytes
        self._had_bytes = 0
        self._began_at = time.monotonic()
        self._is_whole = False
        self._is_answered = False
        self.is_refused = False

    async def receive(self) -> Message:
        if self.is_refused:
            return {'type': 'http.disconnect'}
        if self._is_whole:
            return await self._receive()
        try:
            async with asyncio.timeout(self._left_s):
                message = await self._receive()
        except TimeoutError:
            return await self._refuse(TOO_SLOW)
        self._had_bytes += len(message.get('body', b''))
        self._is_whole = not message.get('more_body')
        return message if self._had_bytes <= self._most_bytes else await self._refuse(TOO_LONG)

    @property
    def _left_s(self) -> float:
        granted_s = BODY_S + self._had_bytes / BODY_BYTES_PER_S
        return max(0.0, granted_s - (time.monotonic() - self._began_at))

    async def _refuse(self, answer: Response) -> Message:
        self.is_refused = True
        if not self._is_answered:
            await answer(self._scope, self._receive, self._send)
        return {'type': 'http.disconnect'}

    async def send(self, message: Message) -> None:
        if not self.is_refused:
            self._is_answered = True
            await self._send(message)


def most_bytes_of(path: str) -> int:
    if path.startswith('/proposals/') and path.endswith('/cover'):
        return PICTURE_BYTES
    if path == '/contacts/import/file':
        return IMPORT_BYTES
    return POLL_BYTES if path.startswith(polling.PATH) else FORM_BYTES


def declared_bytes(scope: Scope) -> int:
    """What the request says of its body; 0 where it says nothing."""
    said = Headers(scope=scope).get('content-length', '')
    return int(said) if said.isdecimal() else 0

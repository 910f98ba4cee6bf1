"""Answers that are the same for everybody and never change: made once, then sent as they stand.

A browser that comes for the first time asks for nearly forty files, and each would pass all layers
of the app and be packed anew, at three times the cost of the page itself. Whatever name a browser
calls us by, it may have these: they say nothing about anybody.
"""

import asyncio
import posixpath
from dataclasses import dataclass

from nicegui import __version__, app
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.limits import STATIC_BYTES

NICEGUI = f'/_nicegui/{__version__}/'
CHANGING = f'{NICEGUI}dynamic_resources/'
PLACES = ('/assets/', NICEGUI)
NOT_PLAIN = (
    *('range', 'if-none-match', 'if-modified-since'),  # want another answer
    *('content-length', 'transfer-encoding'),  # bring a body along that somebody has to read
)

Key = tuple[str, bool]
"""Path, and whether the browser unpacks gzip."""


def install() -> None:
    """Put this outside all other layers; call once, before the server starts."""

    def wrap() -> None:
        assert app.middleware_stack is not None
        app.middleware_stack = StaticAnswers(app.middleware_stack)

    app.on_startup(wrap)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the app said: the message of its begin, and the whole body."""

    begin: Message
    body: bytes


class StaticAnswers:
    """Middleware that keeps up to `STATIC_BYTES` of what may be kept by whoever wants."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[Key, Answer] = {}
        self._bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = key_of(scope)
        if key is None:
            await self._app(scope, receive, send)
        elif answer := self._kept.get(key):
            await send(answer.begin)
            await send({'type': 'http.response.body', 'body': answer.body})
        else:
            await self._app(scope, staying(), self._noting(key, send))

    def _noting(self, key: Key, send: Send) -> Send:
        begin: Message | None = None
        parts: list[bytes] = []

        async def note(message: Message) -> None:
            nonlocal begin
            if message['type'] == 'http.response.start' and may_be_kept(message):
                begin = for_everybody(message)
            elif message['type'] == 'http.response.body' and begin is not None:
                parts.append(message.get('body', b''))
                if not message.get('more_body'):
                    self._keep(key, Answer(begin, b''.join(parts)))
            await send(message)

        return note

    def _keep(self, key: Key, answer: Answer) -> None:
        if key not in self._kept and self._bytes + len(answer.body) <= STATIC_BYTES:
            self._kept[key] = answer
            self._bytes += len(answer.body)


def staying() -> Receive:
    """A browser that sends nothing and does not leave.

    When the one that asks leaves halfway, Starlette ends its answer there, in good form: whoever
    came next would get half a file.
    """
    said = False

    async def receive() -> Message:
        nonlocal said
        if said:
            await asyncio.Future()
        said = True
        return {'type': 'http.request', 'body': b'', 'more_body': False}

    return receive


def key_of(scope: Scope) -> Key | None:
    """Under which an answer is kept; none where the app has to be asked each time."""
    if scope['type'] != 'http' or scope['method'] != 'GET':
        return None
    path: str = scope['path']
    if not path.startswith(PLACES) or path.startswith(CHANGING):
        return None
    headers = Headers(scope=scope)
    # one file has one path, and what follows its name is only there to outwit older copies
    if posixpath.normpath(path) != path or any(name in headers for name in NOT_PLAIN):
        return None
    return path, 'gzip' in headers.get('accept-encoding', '')


def may_be_kept(begin: Message) -> bool:
    """Whether the app said that everybody may keep this answer."""
    said = Headers(raw=begin['headers']).get('cache-control', '')
    return begin['status'] == 200 and 'public' in said and 'max-age=' in said


def for_everybody(begin: Message) -> Message:
    """The same without what was meant for whoever asked."""
    message = {**begin, 'headers': list(begin['headers'])}
    del MutableHeaders(scope=message)['set-cookie']
    return message

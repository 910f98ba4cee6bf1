"""Answers that are the same for everybody and never change: made once, then sent as they stand.

A browser that comes for the first time asks for nearly forty files, and each would pass all layers
of the app and be packed anew, at three times the cost of the page itself. Whatever name a browser
calls us by, it may have these: they say nothing about anybody.

What the app packed as gzip is packed anew as Brotli, as small as it gets: that takes a second for
the largest, so it is done aside, and whoever comes before it is done gets what there is.
"""

import asyncio
import gzip
import os
import posixpath
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass

import brotli
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

LAST = 19
"""The lowest priority there is."""
BROTLI, GZIP, PLAIN = 'br', 'gzip', ''
NOT_FINAL = (b'x-accel-expires', b'0')
"""Tells a proxy like nginx not to keep an answer that will soon be smaller."""

Key = tuple[str, str]
"""Path, and how whoever asks wants it packed."""


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

    def packed_smaller(self) -> 'Answer | None':
        """The same as Brotli; None where that is no smaller. Takes up to a second."""
        body = brotli.compress(gzip.decompress(self.body))
        if len(body) >= len(self.body):
            return None
        begin = {**self.begin, 'headers': list(self.begin['headers'])}
        headers = MutableHeaders(scope=begin)
        headers['content-encoding'], headers['content-length'] = BROTLI, str(len(body))
        return Answer(begin, body)


class StaticAnswers:
    """Middleware that keeps up to `STATIC_BYTES` of what may be kept by whoever wants."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._kept: dict[Key, Answer] = {}
        self._bytes = 0
        self._packer = ThreadPoolExecutor(1, 'packer', step_back)
        self._packing: dict[str, asyncio.Task[None]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = path_of(scope)
        if path is None:
            await self._app(scope, receive, send)
            return
        packings = packings_of(scope)
        answer = next((kept for each in packings if (kept := self._kept.get((path, each)))), None)
        if answer:
            await send(self._begin(path, packings, answer))
            await send({'type': 'http.response.body', 'body': answer.body})
        else:
            await self._app(scope, staying(), self._noting(path, packings, send))

    def _begin(self, path: str, packings: list[str], answer: Answer) -> Message:
        if BROTLI not in packings or path not in self._packing:
            return answer.begin
        return {**answer.begin, 'headers': [*answer.begin['headers'], NOT_FINAL]}

    def _noting(self, path: str, packings: list[str], send: Send) -> Send:
        begin: Message | None = None
        parts: list[bytes] = []

        async def note(message: Message) -> None:
            nonlocal begin
            if message['type'] == 'http.response.start' and may_be_kept(message):
                begin = for_everybody(message)
                if BROTLI in packings and packing_of(begin) == GZIP:
                    message = {**message, 'headers': [*message['headers'], NOT_FINAL]}
            elif message['type'] == 'http.response.body' and begin is not None:
                parts.append(message.get('body', b''))
                if not message.get('more_body'):
                    self._keep(path, packings[-1], Answer(begin, b''.join(parts)))
            await send(message)

        return note

    def _keep(self, path: str, asked: str, answer: Answer) -> None:
        if (path, asked) in self._kept or self._bytes + len(answer.body) > STATIC_BYTES:
            return
        self._kept[path, asked] = answer
        self._bytes += len(answer.body)
        if packing_of(answer.begin) == GZIP:
            self._packing[path] = asyncio.create_task(self._pack(path, answer))

    async def _pack(self, path: str, answer: Answer) -> None:
        """Have it ready as Brotli for whoever comes next."""
        try:
            run = asyncio.get_running_loop().run_in_executor
            packed = await run(self._packer, answer.packed_smaller)
            if packed and self._bytes + len(packed.body) <= STATIC_BYTES:
                self._kept[path, BROTLI] = packed
                self._bytes += len(packed.body)
        finally:
            del self._packing[path]


def step_back() -> None:
    """Let this thread work only while nobody else wants the core; where a thread has a say."""
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), LAST)


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


def path_of(scope: Scope) -> str | None:
    """What an answer is kept for; none where the app has to be asked each time."""
    if scope['type'] != 'http' or scope['method'] != 'GET':
        return None
    path: str = scope['path']
    if not path.startswith(PLACES) or path.startswith(CHANGING):
        return None
    headers = Headers(scope=scope)
    # one file has one path, and what follows its name is only there to outwit older copies
    if posixpath.normpath(path) != path or any(name in headers for name in NOT_PLAIN):
        return None
    return path


def packings_of(scope: Scope) -> list[str]:
    """What the browser unpacks, the smallest first; the last one is what the app makes of it."""
    said = set(re.split(r'[,;\s]+', Headers(scope=scope).get('accept-encoding', '')))
    return [*([BROTLI] if BROTLI in said else []), GZIP if GZIP in said else PLAIN]


def packing_of(begin: Message) -> str:
    return Headers(raw=begin['headers']).get('content-encoding', PLAIN)


def may_be_kept(begin: Message) -> bool:
    """Whether the app said that everybody may keep this answer."""
    said = Headers(raw=begin['headers']).get('cache-control', '')
    return begin['status'] == 200 and 'public' in said and 'max-age=' in said


def for_everybody(begin: Message) -> Message:
    """The same without what was meant for whoever asked."""
    message = {**begin, 'headers': list(begin['headers'])}
    del MutableHeaders(scope=message)['set-cookie']
    return message

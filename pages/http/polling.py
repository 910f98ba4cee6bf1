"""The way in to a page's socket: who may open one, and requests in place of a websocket.

Engine.IO stumbles over a request whose browser is gone, or whose session has just ended, and takes
the first half of one that breaks off for all of it: each is taken whole, or not at all. What it
carries is looked at like the frames of a websocket. Serves both lines.
"""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs

from nicegui import app, core
from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.engine import incoming, sockets
from components.engine.frames import Conduct, Fault, Refused, is_handshake
from services.limits import NAME_LENGTH, POLL_BYTES

PATH = '/_nicegui_ws/'
BETWEEN = '\x1e'
"""Engine.IO's sign between two frames of one request."""
NAME = re.compile(rf'[\w-]{{1,{NAME_LENGTH}}}', re.ASCII)
"""Of a session; Engine.IO writes one that it does not know into the log."""
MOST_FRAMES = 16
"""As Engine.IO's."""
FULL_S = '10'


def install() -> None:
    """Put this around the app; call once, before the server starts."""
    app.add_middleware(Whole)


class Whole:
    """Middleware that waits for the end of a request before anybody reads it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope['type'] not in {'http', 'websocket'} or not scope['path'].startswith(PATH):
            await self._app(scope, receive, send)
            return
        query = {
            name: values[0]
            for name, values in parse_qs(scope['query_string'].decode('ascii', 'replace')).items()
        }
        if refusal := refused(scope, query):
            await _answer(refusal, scope, receive, send)
        elif scope['type'] == 'websocket':
            sockets.note_upgrade(scope)
            await self._app(scope, receive, send)
        else:
            await self._take(scope, receive, send, query.get('sid', ''))

    async def _take(self, scope: Scope, receive: Receive, send: Send, name: str) -> None:
        arrived = await _all_of(receive)
        if arrived[-1]['type'] == 'http.disconnect':
            return  # nobody waits for an answer, and the page opens a session anew
        body = b''.join(message.get('body', b'') for message in arrived)
        if scope['method'] == 'POST' and name in core.sio.eio.sockets:
            try:
                body = admitted(name, body, scope['query_string'])
            except Refused:
                await sockets.close(name)
                await PlainTextResponse('No page sends this.', 400)(scope, receive, send)
                return
            scope = {**scope, 'headers': list(scope['headers'])}
            MutableHeaders(scope=scope)['content-length'] = str(len(body))
        whole: Message = {'type': 'http.request', 'body': body, 'more_body': False}
        try:
            await self._app(scope, _after([whole], receive), send)
        except KeyError:  # its lookup of the session, before it has answered anything
            await PlainTextResponse('This session has ended.', 400)(scope, receive, send)


def refused(scope: Scope, query: Mapping[str, str]) -> PlainTextResponse | None:
    """Why no socket is opened, and nothing of one is taken; None where all is well."""
    if 'j' in query or not NAME.fullmatch(query.get('sid', 'none')):
        return PlainTextResponse('No page asks for this.', 400)
    if 'sid' in query:
        return None
    if query.get('implicit_handshake') == 'true' and not is_handshake(query):
        return PlainTextResponse('No page asks for this.', 400)
    if not sockets.has_room(scope):
        sentence = 'Too many pages are open. Close some, or wait a moment.'
        return PlainTextResponse(sentence, 503, headers={'Retry-After': FULL_S})
    return None


def admitted(name: str, body: bytes, query: bytes) -> bytes:
    """What a session's request carries, without what no page sends. Raises: `Refused`."""
    if not body:
        return body
    conduct = core.sio.eio.sockets[name].session.setdefault('conduct', Conduct())
    try:
        frames = body.decode().split(BETWEEN)
    except UnicodeDecodeError:
        frames = []
    if not 0 < len(frames) <= MOST_FRAMES:
        incoming.report(Fault.TEXT)
        raise Refused(Fault.TEXT, is_last=True)
    kept = []
    for frame in frames:
        try:
            kept.append(conduct.admit(frame))
        except Refused as refusal:
            incoming.report(refusal.fault)
            if refusal.is_last:
                raise
            if refusal.fault in {Fault.TEXT, Fault.SHAPE}:
                incoming.answer(query)
    return BETWEEN.join(kept).encode()


async def _answer(answer: PlainTextResponse, scope: Scope, receive: Receive, send: Send) -> None:
    if scope['type'] == 'websocket':
        reason = bytes(answer.body).decode()
        await send({'type': 'websocket.close', 'code': incoming.POLICY, 'reason': reason})
    else:
        await answer(scope, receive, send)


async def _all_of(receive: Receive) -> Sequence[Message]:
    """Every message of a request, up to its end, its loss, or too many bytes."""
    arrived = [await receive()]
    size_bytes = len(arrived[0].get('body', b''))
    while arrived[-1].get('more_body') and size_bytes <= POLL_BYTES:
        arrived.append(await receive())
        size_bytes += len(arrived[-1].get('body', b''))
    return arrived


def _after(arrived: Sequence[Message], receive: Receive) -> Receive:
    waiting = list(reversed(arrived))

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message

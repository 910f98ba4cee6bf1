"""Requests of a page whose websocket is blocked: each is taken whole, or not at all.

Engine.IO stumbles over a request whose browser is gone, or whose session has just ended, and takes
the first half of one that breaks off for all of it. Serves both lines.
"""

from collections.abc import Sequence

from nicegui import app
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PATH = '/_nicegui_ws/'
LONGEST_BYTES = 1_000_000
"""As Engine.IO's; what is longer is its to refuse."""


def install() -> None:
    """Put this around the app; call once, before the server starts."""
    app.add_middleware(Whole)


class Whole:
    """Middleware that waits for the end of a request before anybody reads it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope['type'] != 'http' or not scope['path'].startswith(PATH):
            await self._app(scope, receive, send)
            return
        arrived = await _all_of(receive)
        if arrived[-1]['type'] == 'http.disconnect':
            return  # nobody waits for an answer, and the page opens a session anew
        receive = _after(arrived, receive)
        try:
            await self._app(scope, receive, send)
        except KeyError:  # its lookup of the session, before it has answered anything
            await PlainTextResponse('This session has ended.', 400)(scope, receive, send)


async def _all_of(receive: Receive) -> Sequence[Message]:
    """Every message of a request, up to its end, its loss, or too many bytes."""
    arrived = [await receive()]
    size_bytes = len(arrived[0].get('body', b''))
    while arrived[-1].get('more_body') and size_bytes <= LONGEST_BYTES:
        arrived.append(await receive())
        size_bytes += len(arrived[-1].get('body', b''))
    return arrived


def _after(arrived: Sequence[Message], receive: Receive) -> Receive:
    waiting = list(reversed(arrived))

    async def next_message() -> Message:
        return waiting.pop() if waiting else await receive()

    return next_message

"""Pages that are made when their browser connects; until then they cost a few kB.

A page whose words stand in its markup needs no elements before its socket is there, and a stranger
who only fetches it never needs any. NiceGUI makes all of them before it answers.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

from nicegui import Client, app, core, ui
from nicegui.storage import request_contextvar
from starlette.requests import Request

from services.limits import LATE_PAGES, LATE_S
from services.signals import isolated

KEPT = ('type', 'method', 'scheme', 'path', 'raw_path', 'root_path', 'query_string', 'headers',
        'client', 'server', 'http_version', 'session', 'state', 'app')  # fmt: skip
"""What of a request a page is asked for later; the rest holds its connection."""
TIDY_EVERY_S = 5.0


@dataclass(slots=True, kw_only=True)
class LatePage:
    """One that was fetched and waits for its browser."""

    request: Request
    build: Callable[[Client], object]
    give_up: Callable[[], object]
    fetched_at: float = field(default_factory=time.monotonic)


_waiting: dict[str, LatePage] = {}
"""By the names of the clients that they become; oldest first."""
_given_up = 0


def expect(
    request: Request, build: Callable[[Client], object], give_up: Callable[[], object]
) -> str:
    """The name of a client that is made when its browser connects.

    `build(client)` is called inside it then; `give_up()` when nobody comes.
    """
    name = str(uuid4())
    scope = {key: request.scope[key] for key in KEPT if key in request.scope}
    _waiting[name] = LatePage(request=Request(scope), build=build, give_up=give_up)
    if len(_waiting) > LATE_PAGES:
        _forget(next(iter(_waiting)))
    return name


def waiting() -> int:
    """How many wait."""
    return len(_waiting)


def install() -> None:
    """Make them when their sockets come; call once, before the server starts."""
    handlers = core.sio.handlers['/']
    connect, handshake = handlers['connect'], handlers['handshake']

    async def on_connect(sid: str, environ: Mapping[str, Any], *auth: Any) -> Any:
        query = parse_qs(environ.get('QUERY_STRING', ''))
        _come(query.get('client_id', [''])[0])
        return await connect(sid, environ, *auth)

    async def on_handshake(sid: str, fields: Mapping[str, Any]) -> Any:
        _come(fields['client_id'])
        return await handshake(sid, fields)

    core.sio.on('connect', on_connect)
    core.sio.on('handshake', on_handshake)
    app.timer(TIDY_EVERY_S, tidy, immediate=False)


def tidy() -> None:
    """Give up those for whom nobody came."""
    over = time.monotonic() - LATE_S
    for name in [name for name, page in _waiting.items() if page.fetched_at < over]:
        _forget(name)


def given_up() -> int:
    """For how many nobody came, since this was asked last."""
    global _given_up
    count, _given_up = _given_up, 0
    return count


def _forget(name: str) -> None:
    global _given_up  # noqa: PLW0603
    if page := _waiting.pop(name, None):
        _given_up += 1
        isolated(page.give_up)()


def _come(name: str) -> None:
    if page := _waiting.pop(name, None):
        make(name, page)


def make(name: str, late: LatePage) -> Client:
    """The client, with the elements that every page begins with and those of its own."""
    client = Client(ui.page(late.request.url.path), request=late.request)
    del Client.instances[client.id]
    client.id = name
    Client.instances[name] = client
    client._response_built = True
    client.outbox.updates.clear()  # the page has these
    request_contextvar.set(late.request)
    with client:
        late.build(client)
    return client

"""Breaks the cycles that a closed socket leaves; what is frozen is not looked for in them.

See `tuning.freeze_survivors`. A visit left 31 KiB, a hundred thousand visits three gigabytes.
Serves both lines.
"""

from typing import Any

from engineio.async_drivers import asgi
from engineio.async_drivers.asgi import WebSocket
from nicegui.persistence import PersistentDict
from starlette.types import Receive, Scope, Send


def install() -> None:
    """Call once, before the server starts."""
    end_reading_without_a_trace()
    translate_websockets_without_a_class()
    let_go_of_storage()


def end_reading_without_a_trace() -> None:
    """Engine.IO's reader keeps the task that failed, whose error's trace keeps the reader."""
    receive_once = WebSocket.wait

    async def wait(self: Any) -> Any:
        try:
            return await receive_once(self)
        except OSError:
            return None  # to Engine.IO as well: closed by the page

    WebSocket.wait = wait


def translate_websockets_without_a_class() -> None:
    """Engine.IO makes a class for each request's body; a websocket has none, and lasts."""
    translate_request = asgi.translate_request

    async def translate(scope: Scope, receive: Receive, send: Send) -> dict[str, Any]:
        if scope['type'] != 'websocket':
            translated: dict[str, Any] = await translate_request(scope, receive, send)
            return translated
        await receive()  # that it connects
        return {
            'REQUEST_METHOD': 'GET',
            'PATH_INFO': scope['path'],
            'QUERY_STRING': scope['query_string'].decode('utf-8', 'replace'),
            'REMOTE_ADDR': '127.0.0.1',
            'asgi.receive': receive,
            'asgi.send': send,
            'asgi.scope': scope,
            **_headers(scope),
        }

    asgi._async['translate_request'] = translate


def _headers(scope: Scope) -> dict[str, str]:
    """As CGI writes them (RFC 3875, 4.1.18), and the scheme that a proxy says it was asked by."""
    found: dict[str, str] = {}
    for name, value in scope['headers']:
        key = f'HTTP_{name.decode("latin-1").upper().replace("-", "_")}'
        said = value.decode('utf-8', 'replace')
        found[key] = f'{found[key]},{said}' if key in found else said
    found['wsgi.url_scheme'] = found.get('HTTP_X_FORWARDED_PROTO', 'http')
    return found


def let_go_of_storage() -> None:
    """What NiceGUI stores for each visitor tells itself when it changes."""

    async def close(self: PersistentDict) -> None:
        self._change_handlers.clear()

    PersistentDict.close = close  # type: ignore[method-assign]

"""What every answer carries and which requests get none: headers, origins, rate of strangers.

Pure ASGI, so that it costs no task and sees the websocket handshake too.
"""

import logging
from ipaddress import ip_address
from urllib.parse import urlsplit

from nicegui import app
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.errors import TooMany
from services.rate_limit import RateLimit
from services.settings import Settings

CSP = '; '.join(
    (
        "default-src 'self'",
        # Vue compiles templates in the browser and NiceGUI's page starts from an inline script
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    'Content-Security-Policy': CSP,
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=()',
    'Cross-Origin-Opener-Policy': 'same-origin',
}
SAFE_METHODS = {'GET', 'HEAD', 'OPTIONS'}
SHARED = '/p/'
PAGES_PER_MINUTE = 240
"""Page loads of one address without a session; each one holds memory for a minute."""


class GoneBrowsers(logging.Filter):
    """Keeps quiet about browsers that leave before their answer; Starlette calls it an error.

    Source: https://github.com/encode/starlette/discussions/1527
    """

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        return not (isinstance(error, RuntimeError) and str(error) == 'No response returned.')


def install(settings: Settings) -> None:
    """Put the frame around the app; call once, before the server starts."""
    app.add_middleware(Security, settings=settings)
    logging.getLogger('uvicorn.error').addFilter(GoneBrowsers())


class Security:
    """Middleware around the whole app."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._own = urlsplit(settings.public_url).netloc
        self._is_secure = settings.public_url.startswith('https://')
        self._pages = RateLimit(PAGES_PER_MINUTE, within_s=60)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope['type'] not in {'http', 'websocket'}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if self._needs_origin(scope) and not self._is_ours(headers):
            await _refuse(scope, receive, send, 'This request came from another site.', 403)
            return
        if scope['type'] == 'websocket':
            await self._app(scope, receive, send)
            return
        try:
            self._count(scope, headers)
        except TooMany as error:
            await _refuse(scope, receive, send, str(error), 429)
            return
        await self._app(scope, receive, self._dressed(scope, send))

    def _needs_origin(self, scope: Scope) -> bool:
        """Handshakes and everything that changes something."""
        if scope['type'] == 'websocket' or scope['path'].startswith('/_nicegui_ws/'):
            return True
        return scope['method'] not in SAFE_METHODS

    def _is_ours(self, headers: Headers) -> bool:
        """Whether the page that asks is ours; programs that are no browser name no origin."""
        origin = headers.get('origin')
        if origin is None:
            return headers.get('sec-fetch-site', 'same-origin') in {'same-origin', 'none'}
        site = site_of(origin)
        return bool(site) and site in {self._own, headers.get('host')}

    def _count(self, scope: Scope, headers: Headers) -> None:
        """Raises: `TooMany` for a stranger who opens page after page."""
        path: str = scope['path']
        is_page = path in {'/', '/login', '/signup'} or path.startswith(SHARED)
        client = scope.get('client')
        if scope['method'] != 'GET' or not is_page or not client or is_loopback(client[0]):
            return
        self._pages.take(client[0], 'Too many pages at once. Wait a minute, then try again.')

    def _dressed(self, scope: Scope, send: Send) -> Send:
        is_shared = scope['path'].startswith(SHARED)

        async def dressed(message: Message) -> None:
            if message['type'] == 'http.response.start':
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                if headers.get('content-type', '').startswith('text/html'):
                    headers['Cache-Control'] = 'no-store'
                if is_shared:
                    headers['X-Robots-Tag'] = 'noindex, nofollow'
                if self._is_secure:
                    headers['Strict-Transport-Security'] = 'max-age=31536000'
            await send(message)

        return dressed


def site_of(origin: str) -> str:
    """Host and port of an origin; empty for `null` and for what is no address."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ''


def is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


async def _refuse(scope: Scope, receive: Receive, send: Send, sentence: str, status: int) -> None:
    if scope['type'] == 'websocket':
        await send({'type': 'websocket.close', 'code': 1008, 'reason': sentence})
        return
    await PlainTextResponse(sentence, status, headers=dict(HEADERS))(scope, receive, send)

"""What every answer carries and which requests get none: headers, origins, rate of strangers.

Pure ASGI, so that it costs no task and sees the websocket handshake too.
"""

import logging
from urllib.parse import urlsplit

from nicegui import app
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from pages import unseen
from pages.hosts import Hosts
from services.addresses import is_loopback, network_of
from services.errors import TooMany
from services.limits import PAGES_PER_MINUTE
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
LOOKS = 'tradewind_looks'
"""Key in a request's state: it was a HEAD, and only wants to know what a GET would say."""
FULL = 'So many pages are open that there is no room for one more. Try again in a few seconds.'
AGAIN_S = {429: '60', 503: '5'}
"""Seconds, by status, after which whoever was refused may try again."""


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
        self._hosts = Hosts(settings)
        self._is_secure = settings.public_url.startswith('https://')
        self._pages = RateLimit(PAGES_PER_MINUTE, within_s=60)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope['type'] not in {'http', 'websocket'}:
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if not self._hosts.knows(headers.get('host', ''), scope):
            sentence = 'Tradewind does not go by this name here; TRADEWIND_BASE_URL says its own.'
            await _refuse(scope, receive, send, sentence, 421)
            return
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
        if _is_page_of_strangers(scope) and not unseen.has_room():
            await _refuse(scope, receive, send, FULL, 503)
        elif scope['method'] == 'HEAD':
            await self._look(scope, receive, send)
        else:
            await self._app(scope, receive, self._dressed(scope, send))

    async def _look(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer HEAD as GET without its body, on every route; no page stays behind."""

        async def send_head(message: Message) -> None:
            await send({**message, 'body': b''} if 'body' in message else message)

        state = {**scope.get('state', {}), LOOKS: True}
        looking = {**scope, 'method': 'GET', 'state': state}
        try:
            await self._app(looking, receive, self._dressed(looking, send_head))
        finally:
            unseen.forget(state)

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
        client = scope.get('client')
        if not client or is_loopback(client[0]) or not _is_page_of_strangers(scope):
            return
        sentence = 'Too many pages at once. Wait a minute, then try again.'
        self._pages.take(network_of(client[0]), sentence)

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


def only_looks(request: Request) -> bool:
    """Whether it was a HEAD: nothing needs to be built for it."""
    return bool(getattr(request.state, LOOKS, False))


def _is_page_of_strangers(scope: Scope) -> bool:
    path: str = scope['path']
    is_page = path in {'/login', '/signup'} or path.startswith(SHARED)
    return is_page and scope['method'] in {'GET', 'HEAD'}


async def _refuse(scope: Scope, receive: Receive, send: Send, sentence: str, status: int) -> None:
    if scope['type'] == 'websocket':
        await send({'type': 'websocket.close', 'code': 1008, 'reason': sentence})
        return
    retry = {'Retry-After': AGAIN_S[status]} if status in AGAIN_S else {}
    answer = PlainTextResponse(sentence, status, headers={**HEADERS, **retry})
    await answer(scope, receive, send)

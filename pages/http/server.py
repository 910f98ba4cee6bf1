"""How the web server runs: settings that a thousand open screens decide."""

from functools import partial
from typing import Any

from nicegui import app
from starlette.middleware.gzip import GZipMiddleware

from components.engine.connections import Connection
from components.kit.files import ASSETS
from services import log_limit
from services.limits import FRAME_BYTES
from services.settings import Settings

PACKED_ASIDE = 8 * 1024
"""Bytes from which packing takes longer than the way to a thread and back."""
RECONNECT_S = 30.0
"""A page survives this long without its socket; shorter, and one stall reloads everybody."""


def install(settings: Settings) -> None:
    """Name this process in the address of each page's socket, so that a proxy finds it again.

    Also hold the log's stack traces back.
    """
    app.config.socket_io_js_query_params['process'] = str(settings.port)
    app.on_startup(log_limit.install)


def options(settings: Settings) -> dict[str, Any]:
    """Arguments for `ui.run`."""
    secure = settings.public_url.startswith('https://')
    return {
        'host': settings.host,
        'port': settings.port,
        'title': 'Tradewind',
        'favicon': ASSETS / 'favicon.svg',
        'viewport': 'width=device-width, initial-scale=1, viewport-fit=cover',
        'language': 'en-US',
        'reload': False,
        'show': False,
        'show_welcome_message': False,
        'tailwind': False,
        'reconnect_timeout': RECONNECT_S,
        'message_history_length': 1000,
        'storage_secret': settings.secret,
        'session_middleware_kwargs': {
            'session_cookie': '__Host-tradewind' if secure else 'tradewind',
            'https_only': secure,
            'same_site': 'lax',
            'max_age': 14 * 24 * 3600,
        },
        # strangers could name any address as theirs, and its rate limit would be somebody else's
        'forwarded_allow_ips': settings.proxies,
        # pages and scripts are packed beside the loop, and not to the last byte
        'gzip_middleware_factory': partial(
            GZipMiddleware, compresslevel=5, thread_minimum_size=PACKED_ASIDE
        ),
        'ws_per_message_deflate': False,
        'ws_max_size': FRAME_BYTES,
        'http': Connection,
        # Engine.IO asks each page already whether it is there
        'ws_ping_interval': None,
        'timeout_graceful_shutdown': 3,
        'uvicorn_logging_level': 'warning',
        'access_log': False,
        'binding_refresh_interval': None,
    }

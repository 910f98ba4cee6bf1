"""`/metrics`: this process's figures for Prometheus, for who is near or holds the token."""

import hmac

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse
from nicegui import app

from pages.http.security import is_loopback
from services.core import Services
from services.operations import prometheus

FORWARDED = ('x-forwarded-for', 'forwarded', 'x-real-ip', 'via')
"""A proxy stands between: its own address says nothing about who asks."""


def register(services: Services) -> None:
    """Make the route."""

    @app.get('/metrics')
    def metrics(request: Request) -> Response:
        """Text for Prometheus; 403 for everybody else."""
        if not may_read(request, services.settings.metrics_token):
            return PlainTextResponse(
                'Ask from this machine, or with TRADEWIND_METRICS_TOKEN as bearer token.\n', 403
            )
        text = prometheus.exposition(services.realtime.metrics, services.fleet.own)
        return Response(text, media_type=prometheus.CONTENT_TYPE)


def may_read(request: Request, token: str) -> bool:
    """The right token, or a direct connection from this very machine."""
    kind, _, given = request.headers.get('authorization', '').partition(' ')
    if kind:
        right = kind.lower() == 'bearer' and bool(token)
        return right and hmac.compare_digest(given.strip().encode(), token.encode())
    if any(name in request.headers for name in FORWARDED):
        return False
    return request.client is not None and is_loopback(request.client.host)

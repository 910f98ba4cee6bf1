"""`/metrics`: this process's figures for Prometheus, for who is near or holds the token."""

import hmac

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse
from nicegui import app

from pages.hosts import is_local
from services.addresses import is_loopback
from services.core import Services
from services.operations import prometheus

FORWARDED = ('x-forwarded', 'forwarded', 'via', 'x-real-', 'x-original-', 'x-envoy-', 'x-scheme')
ENDS = ('client-ip', 'connecting-ip', 'client-address')
"""Beginnings and ends of headers that proxies add: their own address says nothing of who asks."""


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
    if any(name.startswith(FORWARDED) or name.endswith(ENDS) for name in request.headers):
        return False
    if not is_local(request.headers.get('host', '')):
        return False
    return request.client is not None and is_loopback(request.client.host)

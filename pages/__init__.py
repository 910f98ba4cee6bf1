"""Routes and guards: what a browser can open, and who may."""

from pages import (
    bodies,
    health,
    housekeeping,
    images,
    login,
    metrics,
    polling,
    preview,
    problems,
    proposal,
    proposals,
    public,
    realtime,
    security,
    server,
)
from pages.guard import signed_in
from services.core import Services


def register(services: Services) -> None:
    """Make every page; call once, before the server starts."""
    guard = signed_in(services)
    polling.install()
    bodies.install()
    security.install(services.settings)
    server.install(services.settings)
    problems.register()
    health.register(services)
    metrics.register(services)
    housekeeping.register(services)
    login.register(services)
    proposals.register(services, guard)
    proposal.register(services, guard)
    realtime.register(services, guard)
    images.register(services)
    public.register(services)
    preview.register(services, guard)

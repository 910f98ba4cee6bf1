"""Routes and guards: what a browser can open, and who may."""

from nicegui import app

from pages import health, images, login, preview, proposal, proposals, public
from pages.guard import Sessions, signed_in
from pages.security import Security
from services.core import Services


def register(services: Services) -> None:
    """Make every page; call once, before the server starts."""
    sessions = Sessions()
    guard = signed_in(services, sessions)
    app.add_middleware(Security, settings=services.settings)
    health.register(services)
    login.register(services, sessions)
    proposals.register(services, guard)
    proposal.register(services, guard)
    images.register(services, sessions)
    public.register(services, sessions)
    preview.register(services, guard)

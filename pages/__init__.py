"""Routes and guards: what a browser can open, and who may."""

from pages import (
    activity,
    contact_imports,
    contacts,
    contacts_export,
    dashboard,
    images,
    login,
    notifications,
    preview,
    proposals,
    public,
    trips,
    unseen,
)
from pages.guard import signed_in
from pages.http import body_limit, errors, polling, security, server, static_answers
from pages.operations import health, metrics, realtime, schedule
from services.core import Services


def register(services: Services) -> None:
    """Make every page; call once, before the server starts."""
    guard = signed_in(services)
    polling.install()
    body_limit.install()
    security.install(services.settings)
    server.install(services.settings)
    static_answers.install()
    unseen.install()
    errors.register()
    health.register(services)
    metrics.register(services)
    schedule.register(services)
    login.register(services)
    dashboard.register(services, guard)
    activity.register(services, guard)
    proposals.register(services, guard)
    contact_imports.register(services, guard)
    contacts_export.register(services, guard)
    contacts.register(services, guard)
    trips.register(services, guard)
    notifications.register(services, guard)
    realtime.register(services, guard)
    images.register(services)
    public.register(services)
    preview.register(services, guard)

"""The contacts of an organization, live: `/contacts`, `/contacts/{id}`."""

from components.contacts.list import ContactsScreen
from components.contacts.record import ContactScreen
from pages.guard import Guard
from pages.live_routes import list_route, record_route
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the pages."""
    list_route(services, guard, 'contacts', ContactsScreen)
    record_route(services, guard, 'contacts', ContactScreen)

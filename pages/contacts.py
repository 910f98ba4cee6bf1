"""The contacts of an organization, live: `/contacts`, `/contacts/{id}`."""

from functools import partial

from components.contacts.list import CONTACTS
from components.contacts.page import ContactPage
from components.records.list_page import PlainListPage
from pages.guard import Guard
from pages.live_routes import list_route, record_route
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the pages."""
    list_route(services, guard, 'contacts', partial(PlainListPage, CONTACTS))
    record_route(services, guard, 'contacts', ContactPage)

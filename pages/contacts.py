"""The contacts of an organization, live: `/contacts`."""

from typing import Annotated

from fastapi import Depends, Response
from nicegui import Client, ui

from components.contacts.list import ContactsScreen
from components.live.shared_list import SharedLists
from components.shell.live_page import live_page
from pages.guard import Guard
from services.accounts.members import Member
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the page."""
    lists = SharedLists()

    @ui.page('/contacts', title='Contacts · Tradewind', response_timeout=15)
    async def contacts(
        client: Client, member: Annotated[Member, Depends(guard)]
    ) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda shell: ContactsScreen(services, member, shell, lists),
            place='contacts',
        )

"""One contact, live: `/contacts/{id}`."""

from typing import Annotated

from fastapi import Depends, Response
from nicegui import Client, ui

from components.contacts.record import ContactScreen
from components.shell.live_page import live_page
from pages.guard import Guard
from pages.record_ids import record_id
from services.accounts.members import Member
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the page."""

    @ui.page('/contacts/{contact_id}', title='Contact · Tradewind', response_timeout=15)
    async def contact(
        client: Client, contact_id: str, member: Annotated[Member, Depends(guard)]
    ) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda _: ContactScreen(services, member, record_id(contact_id)),
            place='contacts',
        )

"""The proposals of an organization, live: `/proposals`."""

from typing import Annotated

from fastapi import Depends, Response
from nicegui import Client, ui

from components.live.shared_list import SharedLists
from components.proposals.list.screen import ProposalsScreen
from components.shell.live_page import live_page
from pages.guard import Guard
from services.accounts.members import Member
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the page."""
    lists = SharedLists()

    @ui.page('/proposals', title='Proposals · Tradewind', response_timeout=15)
    async def proposals(
        client: Client, member: Annotated[Member, Depends(guard)]
    ) -> Response | None:
        return await live_page(
            services, member, client, lambda shell: ProposalsScreen(services, member, shell, lists)
        )

"""The dashboard of an organization, live: `/`."""

from typing import Annotated

from fastapi import Depends, Response
from nicegui import Client, ui

from components.dashboard.screen import DashboardScreen
from components.dashboard.shared import SharedDashboards
from components.shell.live_page import live_page
from pages.guard import Guard
from services.accounts.members import Member
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the page."""
    shared = SharedDashboards()

    @ui.page('/', title='Dashboard · Tradewind', response_timeout=15)
    async def opened(client: Client, member: Annotated[Member, Depends(guard)]) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda shell: DashboardScreen(services, member, shell, shared),
            place='dashboard',
        )

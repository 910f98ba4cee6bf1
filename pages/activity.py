"""Everything that happened in an organization, live: `/activity`."""

from typing import Annotated

from fastapi import Depends, Request, Response
from nicegui import Client, ui

from components.activity.log import ActivityScreen
from components.shell.live_page import live_page
from pages.guard import Guard
from services.accounts.members import Member
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the page."""

    @ui.page('/activity', title='Activity · Tradewind', response_timeout=15)
    async def opened(
        client: Client, request: Request, member: Annotated[Member, Depends(guard)]
    ) -> Response | None:
        params = dict(request.query_params)
        return await live_page(
            *(services, member, client),
            lambda _: ActivityScreen(services, member, params),
            place='activity',
        )

"""The proposals of an organization, live: `/proposals`."""

import asyncio
from typing import Annotated

from fastapi import Depends
from nicegui import Client, ui

from components.proposals.list.screen import ProposalsScreen
from components.shell.frame import frame
from pages.guard import Guard
from services.accounts.members import Member
from services.core import Services

SKELETON_AFTER_S = 0.15


def register(services: Services, guard: Guard) -> None:
    """Make the page."""

    @ui.page('/proposals', title='Proposals · Tradewind', response_timeout=15)
    async def proposals(client: Client, member: Annotated[Member, Depends(guard)]) -> None:
        with frame(services, member) as shell:
            screen = ProposalsScreen(services, member, shell)
        ready = asyncio.ensure_future(screen.query.ready())
        done, _ = await asyncio.wait([ready], timeout=SKELETON_AFTER_S)
        if done:
            screen.fill()
        else:
            screen.wait(ready)
        await client.connected()
        if not client.is_deleted:
            screen.enter()

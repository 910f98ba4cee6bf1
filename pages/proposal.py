"""One proposal for those who make it, live: `/proposals/{id}`."""

from typing import Annotated

from fastapi import Depends, Response
from nicegui import Client, ui

from components.proposals.editor import ProposalScreen
from components.shell.live_page import live_page
from pages.guard import Guard
from pages.record_ids import record_id
from services.accounts.members import Member
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the page."""

    @ui.page('/proposals/{proposal_id}', title='Proposal · Tradewind', response_timeout=15)
    async def proposal(
        client: Client, proposal_id: str, member: Annotated[Member, Depends(guard)]
    ) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda _: ProposalScreen(services, member, record_id(proposal_id)),
            above_dock=True,
        )

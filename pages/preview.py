"""The public proposal as staff see it: `/proposals/{id}/preview`, read-only and never a visit."""

from functools import partial
from typing import Annotated

from fastapi import Depends, Request, Response
from nicegui import Client, ui

from components.proposals.missing import no_proposal
from components.proposals.public.offer import PREVIEW
from components.proposals.public.page import title
from components.proposals.public.shared import SharedPages
from components.proposals.public.visitor import Visitor
from components.shell import document
from pages.guard import Guard
from pages.record_ids import record_id
from services.accounts.members import Member
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the page."""
    pages = SharedPages(services)

    @ui.page('/proposals/{proposal_id}/preview', title='Preview', response_timeout=15)
    async def preview(
        request: Request,
        client: Client,
        proposal_id: str,
        member: Annotated[Member, Depends(guard)],
    ) -> Response:
        visit = await pages.enter(member.viewer, record_id(proposal_id), PREVIEW)
        offer = visit.shared.offer
        if offer is None:
            visit.leave()
            no_proposal()
            return client.build_response(request, 404)
        visit.look(None)
        client.delete()  # the page's own is made when its browser connects
        return document.answer(
            request,
            visit.view,
            title=title(offer),
            build=partial(Visitor, visit=visit),
            give_up=visit.leave,
        )

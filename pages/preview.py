"""The public proposal as staff see it: `/proposals/{id}/preview`, read-only and never a visit."""

from typing import Annotated

from fastapi import Depends, Request, Response
from nicegui import Client, ui

from components.engine.directions import isolated
from components.kit.icons import icon
from components.kit.markup import box, text
from components.kit.toast import Toasts
from components.proposals.missing import no_proposal
from components.proposals.public.offer import PREVIEW
from components.proposals.public.page import PublicProposal
from pages.guard import Guard
from pages.record_ids import record_id
from services.accounts.members import Member
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the page."""

    @ui.page('/proposals/{proposal_id}/preview', title='Preview', response_timeout=15)
    async def preview(
        request: Request,
        client: Client,
        proposal_id: str,
        member: Annotated[Member, Depends(guard)],
    ) -> Response | None:
        viewer, key = member.viewer, record_id(proposal_id)
        page = PublicProposal(services, viewer, key, viewer.organization_id)
        await page.sources.ready()
        offer = page.sources.offer(PREVIEW)
        if offer is None:
            page.delete()
            no_proposal()
            return client.build_response(request, 404)
        ui.page_title(f'Preview: {isolated(offer.proposal.title)}')
        page.fill(offer, place_bar=lambda: bar(f'/proposals/{key}'))
        Toasts()
        return None


def bar(back: str) -> None:
    """What stands over the client's page here, and nowhere else."""
    with box('p-bar', role='status'):
        icon('eye')
        text('Preview: this is what your client sees')
        text('Back to the proposal', 'p-bar__back', 'a', href=back)

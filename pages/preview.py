"""The public proposal as staff see it: `/proposals/{id}/preview`, read-only and never a visit."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends
from nicegui import ui

from components.icons import icon
from components.markup import box, text
from components.public.offer import PREVIEW
from components.public.proposal import PublicProposal
from components.toast import Toasts
from pages.guard import Guard
from services.core import Services
from services.members import Member


def register(services: Services, guard: Guard) -> None:
    """Make the page."""

    @ui.page('/proposals/{proposal_id}/preview', title='Preview', response_timeout=15)
    async def preview(proposal_id: UUID, member: Annotated[Member, Depends(guard)]) -> None:
        viewer = member.viewer
        with box('p-bar', role='status'):
            icon('eye')
            text('Preview: this is what your client sees')
            text('Back to the proposal', 'p-bar__back', 'a', href=f'/proposals/{proposal_id}')
        page = PublicProposal(services, viewer, proposal_id, viewer.organization_id)
        await page.sources.ready()
        offer = page.sources.offer(PREVIEW)
        if offer is None:
            ui.navigate.to('/proposals')
            return
        ui.page_title(f'Preview: {offer.proposal.title}')
        page.fill(offer)
        Toasts()

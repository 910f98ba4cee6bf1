"""One proposal for those who make it, live: `/proposals/{id}`."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response
from nicegui import Client, ui

from components.kit.files import asset
from components.kit.markup import box, text
from components.proposals.editor import Builder, ProposalEditor, page_title
from components.shell.frame import frame
from components.shell.rail import RailHere
from pages.guard import Guard
from services.accounts.members import Member
from services.core import Services

NOBODY = UUID(int=0)
"""Stands for an address that names no proposal; it finds none, like any unknown id."""


def register(services: Services, guard: Guard) -> None:
    """Make the page."""
    Who = Annotated[Member, Depends(guard)]

    @ui.page('/proposals/{proposal_id}', title='Proposal · Tradewind', response_timeout=15)
    async def proposal(
        request: Request, client: Client, proposal_id: str, member: Who
    ) -> Response | None:
        with frame(services, member, above_dock=True) as shell:
            editor = ProposalEditor(services, member, named(proposal_id))
        await editor.ready()
        if editor.proposal is None:
            with editor:
                nothing_here()
            return client.build_response(request, 404)
        builder = Builder(editor)
        with shell.here:
            RailHere(shell, services.presence, member)
        ui.page_title(page_title(editor.proposal))
        await client.connected()
        if not client.is_deleted:
            builder.enter()
        return None


def named(proposal_id: str) -> UUID:
    """The id in the address; what is none finds nothing, as a foreign or unknown one does."""
    try:
        return UUID(proposal_id)
    except ValueError:
        return NOBODY


def nothing_here() -> None:
    """One answer for proposals that never were, are gone, or are somebody else's."""
    with box('t-empty'):
        box(tag='img', classes='t-empty__art', src=asset('cover/lofoten.svg'), alt='')
        text('There is no proposal here', 't-h2', 'h1')
        text('It may have been deleted, or the address has a slip in it.', tag='p')
        with box('t-row'):
            text('All proposals', 't-btn t-btn--primary', 'a', href='/proposals')

"""A picture of one's own on a proposal. Line out, step B."""

from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models import Image, Proposal
from models.viewer import Operator
from services import images
from services.proposals.editing import edit, lock_proposal


async def check_cover(session: AsyncSession, viewer: Operator, *, proposal_id: UUID) -> None:
    """Raises `NotFound` or `NotAllowed`, before anybody works on a picture."""
    await lock_proposal(session, proposal_id)


async def change_cover(
    session: AsyncSession, viewer: Operator, *, proposal_id: UUID, image: Image
) -> Proposal:
    """Keep a prepared picture and put it on the proposal, both or neither.

    Raises: `NotFound`, `NotAllowed`, `Invalid` when the proposal is settled.
    """
    reference = await images.keep(session, viewer, image=image)
    return await edit(session, viewer, kind=Proposal, id=proposal_id, changes={'cover': reference})

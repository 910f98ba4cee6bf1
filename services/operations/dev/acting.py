"""Changes that a developer makes in a colleague's name; line out, step B, development only."""

import random
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ProposalActivity
from models.viewer import Operator
from services.errors import NotFound
from services.proposals import comments, editing

SAYINGS = (
    'Can we start an hour later?',
    'The client asked for a quieter room.',
    'Checked with the boat: there is room.',
)


async def flip_option(session: AsyncSession, viewer: Operator, *, proposal_id: UUID) -> str:
    """Choose an option, or leave it out; returns what was done as a sentence."""
    activity = await _any_activity(session, proposal_id, is_optional=True)
    chosen = not activity.is_selected
    await _edit(session, viewer, activity, is_selected=chosen)
    return f'{activity.title} is {"chosen" if chosen else "left out"} now.'


async def change_price(session: AsyncSession, viewer: Operator, *, proposal_id: UUID) -> str:
    """Move a price by up to ten."""
    activity = await _any_activity(session, proposal_id)
    price = activity.price + random.randint(1, 10)
    await _edit(session, viewer, activity, price=price)
    return f'{activity.title} costs {price} now.'


async def say_something(session: AsyncSession, viewer: Operator, *, proposal_id: UUID) -> str:
    """Write a comment."""
    await comments.add(
        session,
        viewer,
        proposal_id=proposal_id,
        organization_id=viewer.organization_id,
        body=random.choice(SAYINGS),
    )
    return 'A comment was written.'


async def _edit(
    session: AsyncSession, viewer: Operator, activity: ProposalActivity, **changes: object
) -> None:
    await editing.edit(session, viewer, kind=ProposalActivity, id=activity.id, changes=changes)


async def _any_activity(
    session: AsyncSession, proposal_id: UUID, *, is_optional: bool = False
) -> ProposalActivity:
    statement = select(ProposalActivity).where(
        ProposalActivity.proposal_id == proposal_id, col(ProposalActivity.deleted_at).is_(None)
    )
    if is_optional:
        statement = statement.where(col(ProposalActivity.is_optional).is_(True))
    found = (await session.exec(statement)).all()
    if not found:
        raise NotFound('This proposal has nothing of that kind yet.')
    return random.choice(found)

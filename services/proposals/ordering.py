"""The days of a proposal and the activities of a day, in the order people gave them."""

from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ProposalActivity, ProposalDay


async def days_in(session: AsyncSession, proposal_id: UUID) -> list[ProposalDay]:
    found = await session.exec(
        select(ProposalDay)
        .where(ProposalDay.proposal_id == proposal_id, col(ProposalDay.deleted_at).is_(None))
        .order_by(col(ProposalDay.position), col(ProposalDay.id))
    )
    return list(found)


async def activities_in(session: AsyncSession, day_id: UUID) -> list[ProposalActivity]:
    found = await session.exec(
        select(ProposalActivity)
        .where(ProposalActivity.day_id == day_id, col(ProposalActivity.deleted_at).is_(None))
        .order_by(col(ProposalActivity.position), col(ProposalActivity.id))
    )
    return list(found)

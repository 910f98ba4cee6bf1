"""The order of days and activities: positions are ranks with room between them.

Line out, step B. A move writes one row; only when the room is used up are neighbours spread anew.
"""

from typing import TypeVar
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ProposalActivity, ProposalDay
from services.proposals.editing import change

Part = TypeVar('Part', ProposalDay, ProposalActivity)

NARROWEST = 1e-6
"""Neighbours closer than this are spread before anything goes between them."""


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


async def place(session: AsyncSession, others: list[Part], index: int) -> float:
    """A position that puts a row at `index` among the others; spreads them if it must."""
    index = max(0, min(index, len(others)))
    positions = [one.position for one in others]
    if 0 < index < len(others) and positions[index] - positions[index - 1] < NARROWEST:
        positions = [one.position for one in await spread(session, others)]
    return rank(positions, index)


async def spread(session: AsyncSession, others: list[Part]) -> list[Part]:
    """Number the rows from 1 on, in the order they have."""
    return [
        await change(session, type(one), one.id, {'position': float(number)})
        for number, one in enumerate(others, 1)
    ]


def rank(positions: list[float], index: int) -> float:
    """A position before, between or after those given, never zero: that asks for the end."""
    if not positions:
        return 1.0
    if index == 0:
        return positions[0] - 1 or -0.5
    if index == len(positions):
        return positions[-1] + 1 or 0.5
    before, after = positions[index - 1], positions[index]
    return (before + after) / 2 or after / 2

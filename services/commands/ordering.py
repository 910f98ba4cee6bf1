"""The order that people give to rows: positions are ranks with room between them.

Line out, step B. A move writes one row; only when the room is used up are neighbours spread anew.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from services.commands.rows import change


class Ordered(Protocol):
    """A row with a rank among its siblings."""

    id: UUID
    position: float


Part = TypeVar('Part', bound=Ordered)

NARROWEST = 1e-6
"""Neighbours closer than this are spread before anything goes between them."""


async def place(session: AsyncSession, others: Sequence[Part], index: int) -> float:
    """A position that puts a row at `index` among the others; spreads them if it must."""
    index = max(0, min(index, len(others)))
    positions = [one.position for one in others]
    if 0 < index < len(others) and positions[index] - positions[index - 1] < NARROWEST:
        positions = await spread(session, others)
    return rank(positions, index)


async def spread(session: AsyncSession, others: Sequence[Part]) -> list[float]:
    """Number the rows from 1 on, in the order they have; returns their positions."""
    for number, one in enumerate(others, 1):
        await change(session, type(one), one.id, {'position': float(number)})  # type: ignore[type-var]
    return [float(number) for number in range(1, len(others) + 1)]


def rank(positions: Sequence[float], index: int) -> float:
    """A position before, between or after those given, never zero: that asks for the end."""
    if not positions:
        return 1.0
    if index == 0:
        return positions[0] - 1 or -0.5
    if index == len(positions):
        return positions[-1] + 1 or 0.5
    before, after = positions[index - 1], positions[index]
    return (before + after) / 2 or after / 2

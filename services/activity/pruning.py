"""What happened long ago is forgotten, a little at a time. Line out, step B, done by the system."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.viewer import System

BATCH = 500
"""Rows of one transaction: nobody waits for it, and what is erased is told in small pieces."""


async def prune(
    session: AsyncSession, viewer: System, *, now: datetime, kept_days: int, most: int = BATCH
) -> int:
    """Erase some of the events that are older than that; returns how many.

    Call it again while it returns `most`, each time in a transaction of its own. Events that
    somebody else holds just now are left for the next time, so it never waits.
    """
    before = now - timedelta(days=kept_days)
    return int(await session.scalar(select(func.tradewind.forget_events(before, most))) or 0)

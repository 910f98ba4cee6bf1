"""What somebody does with the feed. Line out, step B."""

from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Profile
from models.viewer import Operator
from services.retry import idempotent


@idempotent
async def mark_seen(session: AsyncSession, viewer: Operator, *, until: datetime) -> None:
    """They have seen what happened up to then; on whatever screen, and never less than before."""
    seen = func.least(until, func.now())
    await session.exec(
        update(Profile)
        .where(
            col(Profile.user_id) == viewer.user_id,
            func.coalesce(Profile.feed_seen_at < seen, True),
        )
        .values(feed_seen_at=seen)
    )

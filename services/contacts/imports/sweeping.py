"""Files and lines that nobody needs any more are cleared away. Line out, without a person."""

from datetime import datetime, timedelta

from sqlalchemy import delete, func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Import, ImportPart, ImportRow, ImportState
from models.viewer import System
from services.contacts.imports.commands import UNDO_DAYS

FILE_KEPT = timedelta(days=2)
"""So long a file can be read anew."""
LINES_KEPT = timedelta(days=UNDO_DAYS + 2)
"""So long an import can be taken back, and a little."""


async def sweep(session: AsyncSession, viewer: System, *, now: datetime) -> None:
    """Clear files a while after they were touched last, and lines once there is no way back."""
    touched = func.coalesce(Import.beat_at, Import.created_at)
    at_rest = col(Import.state).not_in(
        (ImportState.READING, ImportState.RUNNING, ImportState.UNDOING)
    )
    files = select(Import.id).where(at_rest, touched < now - FILE_KEPT)
    await session.exec(delete(ImportPart).where(col(ImportPart.import_id).in_(files)))
    lines = select(Import.id).where(at_rest, touched < now - LINES_KEPT)
    await session.exec(delete(ImportRow).where(col(ImportRow.import_id).in_(lines)))

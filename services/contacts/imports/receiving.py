"""A file comes in, in parts, so that every process has it. Line out, step B."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlmodel.ext.asyncio.session import AsyncSession

from models import Import, ImportPart
from models.importing import PART_BYTES
from models.text import cut
from models.viewer import Operator, System, Viewer
from services.commands import rows
from services.contacts.importing.shapes import MOST_BYTES
from services.database import Database
from services.errors import Invalid
from services.limits import IMPORT_BYTES
from services.retry import idempotent

TOO_LARGE = f'This file is over {MOST_BYTES // 1_000_000} MB. Split it into smaller ones.'


@idempotent
async def begin(session: AsyncSession, viewer: Operator, *, id: UUID, file_name: str) -> Import:
    """Note that somebody sends a file; whoever may not write is refused here."""
    made = await rows.created_before(session, Import, id)
    if made is not None:
        return made
    row = Import(
        id=id,
        organization_id=viewer.organization_id,
        file_name=cut(file_name) or 'Pasted rows',
        started_by=await rows.profile_id(session, viewer),
        beat_at=datetime.now(UTC),
    )
    return await rows.add(session, row)


async def keep_part(
    session: AsyncSession, viewer: Viewer, *, of: Import, number: int, content: bytes
) -> None:
    """Keep a piece of the file."""
    session.add(
        ImportPart(
            organization_id=of.organization_id, import_id=of.id, number=number, content=content
        )
    )


async def note_size(
    session: AsyncSession, viewer: Operator, *, id: UUID, size_bytes: int
) -> Import:
    """The file is whole."""
    return await rows.change(
        session, Import, id, {'size_bytes': size_bytes, 'beat_at': datetime.now(UTC)}
    )


async def receive(
    database: Database, viewer: Operator, *, file_name: str, body: AsyncIterator[bytes]
) -> Import:
    """Take a file in, never more than a part of it in memory.

    Raises: `AppError`; what came until then is cleared away by `sweeping`.
    """
    of = await database.run(begin, viewer, id=uuid4(), file_name=file_name)
    buffer, number, size_bytes = bytearray(), 0, 0
    async for piece in body:
        buffer += piece
        size_bytes += len(piece)
        if size_bytes > min(MOST_BYTES, IMPORT_BYTES):
            raise Invalid(TOO_LARGE, field='file')
        while len(buffer) >= PART_BYTES:
            part, buffer = bytes(buffer[:PART_BYTES]), buffer[PART_BYTES:]
            await database.run(keep_part, System(), of=of, number=number, content=part)
            number += 1
    if buffer:
        await database.run(keep_part, System(), of=of, number=number, content=bytes(buffer))
    return await database.run(note_size, viewer, id=of.id, size_bytes=size_bytes)

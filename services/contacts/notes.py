"""Notes that members write of contacts. Line out, step B."""

from uuid import UUID, uuid4

from sqlmodel.ext.asyncio.session import AsyncSession

from models import ContactNote, ContactNoteFields
from models.viewer import Operator
from services.commands import rows
from services.commands.fields import validated
from services.retry import idempotent


@idempotent
async def write(
    session: AsyncSession,
    viewer: Operator,
    *,
    contact_id: UUID,
    text: str,
    id: UUID | None = None,
) -> ContactNote:
    """Write a note of a contact; the database says whose it is. Raises: `Invalid`."""
    made = await rows.created_before(session, ContactNote, id)
    if made is not None:
        return made
    note = ContactNote(
        id=id or uuid4(),
        organization_id=viewer.organization_id,
        contact_id=contact_id,
        author_id=await rows.profile_id(session, viewer),
        **validated(ContactNoteFields, {'text': text}),
    )
    return await rows.add(session, note)


@idempotent
async def rewrite(session: AsyncSession, viewer: Operator, *, id: UUID, text: str) -> ContactNote:
    """Say it in other words. Raises: `Invalid`; the database refuses other authors."""
    return await rows.change(session, ContactNote, id, validated(ContactNoteFields, {'text': text}))


@idempotent
async def remove(
    session: AsyncSession, viewer: Operator, *, id: UUID, removed: bool = True
) -> ContactNote:
    """Take a note away, or bring it back (`removed=False`)."""
    return await rows.change(session, ContactNote, id, {'deleted_at': rows.since(removed)})

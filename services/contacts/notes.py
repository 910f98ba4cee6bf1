"""Notes that members write of contacts. Line out, step B."""

import re
from collections import Counter
from collections.abc import Iterable
from uuid import UUID, uuid4

from sqlmodel.ext.asyncio.session import AsyncSession

from models import ContactNote, ContactNoteFields, Profile
from models.viewer import Operator
from services.commands import rows
from services.commands.fields import validated
from services.retry import idempotent


def with_mentions(text: str, members: Iterable[Profile]) -> str:
    """`@Ben` becomes `@[Ben Okoro](member:<id>)`, where it names one member."""
    members = list(members)
    names = {one.full_name.casefold(): one for one in members}
    firsts = Counter(one.full_name.split()[0].casefold() for one in members)
    names |= {
        first: one
        for one in members
        if firsts[first := one.full_name.split()[0].casefold()] == 1 and first not in names
    }
    if not names:
        return text
    some = '|'.join(re.escape(name) for name in sorted(names, key=len, reverse=True))

    def mention(found: re.Match[str]) -> str:
        member = names[found[1].casefold()]
        return f'@[{member.full_name}](member:{member.id})'

    return re.sub(rf'(?<!\w)@({some})(?!\w)', mention, text, flags=re.IGNORECASE)


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

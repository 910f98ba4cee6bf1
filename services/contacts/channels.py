"""Further addresses and numbers of a contact. Line out, step B.

The primary ones are the contact's own columns; the database keeps both alike.
"""

from uuid import UUID, uuid4

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ChannelKind, Contact, ContactChannel, ContactChannelFields
from models.text import clean_line
from models.viewer import Operator
from services.commands import rows
from services.commands.fields import validated
from services.contacts import keys
from services.contacts.commands import region_of
from services.errors import Invalid
from services.retry import idempotent

DIGITS = 3
"""A number has at least so many."""


def kind_of(value: str) -> ChannelKind:
    """What somebody means by what they typed. Raises: `Invalid` for neither."""
    if '@' in value:
        if keys.email_key(value):
            return ChannelKind.EMAIL
    elif sum(each.isdigit() for each in value) >= DIGITS:
        return ChannelKind.PHONE
    raise Invalid('That is neither an e-mail address nor a phone number.', field='value')


@idempotent
async def add(
    session: AsyncSession,
    viewer: Operator,
    *,
    contact_id: UUID,
    value: str,
    id: UUID | None = None,
) -> ContactChannel:
    """Keep an address or number; the first of its kind is the primary one.

    One that they have already is not kept twice. Raises: `Invalid`.
    """
    made = await rows.created_before(session, ContactChannel, id)
    if made is not None:
        return made
    kind = kind_of(clean_line(value))
    typed = str(validated(ContactChannelFields, {'value': value})['value'])
    contact = await rows.lock_row(session, Contact, contact_id)
    key = keys.key(kind, typed, await region_of(session, contact.organization_id))
    known = await session.exec(
        select(ContactChannel).where(
            ContactChannel.contact_id == contact_id,
            ContactChannel.kind == kind,
            col(ContactChannel.deleted_at).is_(None),
        )
    )
    there = known.all()
    for each in there:
        if each.value == typed or (key and each.key == key):
            return each
    channel = ContactChannel(
        id=id or uuid4(),
        organization_id=contact.organization_id,
        contact_id=contact_id,
        kind=kind,
        value=typed,
        key=key,
        is_primary=not any(each.is_primary for each in there),
    )
    return await rows.add(session, channel)


@idempotent
async def make_primary(session: AsyncSession, viewer: Operator, *, id: UUID) -> ContactChannel:
    """Reach them here first; the one before stays as a further one."""
    channel = await rows.get_row(session, ContactChannel, id)
    await rows.lock_row(session, Contact, channel.contact_id)
    values = {channel.kind.value: channel.value, f'{channel.kind}_key': channel.key}
    await rows.change(session, Contact, channel.contact_id, values)
    await session.refresh(channel)
    return channel


@idempotent
async def remove(
    session: AsyncSession, viewer: Operator, *, id: UUID, removed: bool = True
) -> ContactChannel:
    """Take one away, or bring it back (`removed=False`), as a further one."""
    values = {'deleted_at': rows.since(removed)}
    return await rows.change(
        session, ContactChannel, id, values if removed else {**values, 'is_primary': False}
    )

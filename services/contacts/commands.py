"""New contacts, and those that somebody means by a name. Line out, step B."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, ContactFields
from models.viewer import Operator
from services.commands.fields import validated
from services.contacts import lookup


async def add_contact(
    session: AsyncSession, viewer: Operator, *, full_name: str, email: str = '', phone: str = ''
) -> Contact:
    """A new contact. Raises: `Invalid` when the name is empty."""
    fields = validated(ContactFields, {'full_name': full_name, 'email': email, 'phone': phone})
    contact = Contact(organization_id=viewer.organization_id, **fields)
    session.add(contact)
    await session.flush()
    await session.refresh(contact)
    return contact


async def client_called(session: AsyncSession, viewer: Operator, *, name: str) -> Contact:
    """The contact of that name, or of that line of `lookup.told_apart`; a new one for none.

    Raises: `Invalid` when several may be meant.
    """
    found = await session.exec(
        select(Contact).where(
            Contact.organization_id == viewer.organization_id, col(Contact.deleted_at).is_(None)
        )
    )
    known = lookup.find(found, name)
    return known or await add_contact(session, viewer, full_name=name)

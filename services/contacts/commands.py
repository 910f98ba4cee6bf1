"""New contacts, those that somebody means by a name, and taking them away. Line out, step B."""

from collections.abc import Collection, Sequence
from uuid import UUID, uuid4

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, ContactFields
from models.viewer import Operator
from services.commands.editables import Editable
from services.commands.fields import validated
from services.commands.rows import add, change, change_all, created_before, profile_id, since
from services.contacts import lookup
from services.contacts.queries import maybe_meant
from services.retry import idempotent

CONTACT = Editable(
    table=Contact, fields=ContactFields, name='contact', cells=frozenset({'full_name'})
)


@idempotent
async def add_contact(
    session: AsyncSession,
    viewer: Operator,
    *,
    full_name: str,
    id: UUID | None = None,
    **more: str,
) -> Contact:
    """A new contact, looked after by whoever made it. Raises: `Invalid` when the name is empty.

    With an `id` of the caller's, repeating it makes no second one.
    """
    made = await created_before(session, Contact, id)
    if made is not None:
        return made
    contact = Contact(
        id=id or uuid4(),
        organization_id=viewer.organization_id,
        owner_id=await profile_id(session, viewer),
        **validated(ContactFields, {'full_name': full_name, **more}),
    )
    return await add(session, contact)


@idempotent
async def delete(
    session: AsyncSession, viewer: Operator, *, contact_id: UUID, deleted: bool = True
) -> Contact:
    """Delete a contact, or bring it back (`deleted=False`); its proposals stay."""
    return await change(session, Contact, contact_id, {'deleted_at': since(deleted)})


@idempotent
async def delete_all(
    session: AsyncSession, viewer: Operator, *, ids: Collection[UUID], deleted: bool
) -> Sequence[UUID]:
    """The same for many at once; which ones there were."""
    return await change_all(session, Contact, ids, {'deleted_at': since(deleted)})


async def client_called(session: AsyncSession, viewer: Operator, *, name: str) -> Contact:
    """The contact of that name, or of that line of `lookup.told_apart`; a new one for none.

    Raises: `Invalid` when several may be meant.
    """
    found = await session.exec(
        select(Contact).where(
            Contact.organization_id == viewer.organization_id,
            col(Contact.deleted_at).is_(None),
            maybe_meant(name),
        )
    )
    known = lookup.find(found, name)
    return known or await add_contact(session, viewer, full_name=name)

"""What may be edited of contacts, and those that somebody means by a name. Line out, step B."""

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, ContactFields
from models.viewer import Operator
from services.commands.editables import Editable
from services.contacts import lookup
from services.contacts.queries import maybe_meant
from services.records.commands import add

CONTACT = Editable(
    table=Contact,
    fields=ContactFields,
    name='contact',
    named_by='full_name',
    cells=frozenset({'full_name'}),
)


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
    return known or await add(session, viewer, of=CONTACT, full_name=name)

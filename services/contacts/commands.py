"""What may be edited of contacts, and those that somebody means by a name. Line out, step B."""

from typing import Any
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ChannelKind, Contact, ContactFields, Organization
from models.viewer import Operator
from services.commands.editables import Editable, Values
from services.contacts import keys, lookup
from services.contacts.queries import maybe_meant
from services.errors import Invalid
from services.records.commands import add


async def region_of(session: AsyncSession, organization_id: UUID | None) -> str:
    """The country whose numbers are typed without one."""
    found = await session.exec(
        select(Organization.country, Organization.time_zone).where(
            Organization.id == organization_id
        )
    )
    return keys.region_of(*(found.first() or ('', '')))


async def keys_of(
    session: AsyncSession, organization_id: UUID | None, changes: Values
) -> dict[str, Any]:
    """How the address and the number that are about to be written are compared."""
    known = ChannelKind.PHONE in changes and await region_of(session, organization_id)
    return dict(keys.keys(changes, known or ''))


async def refuse_merged(session: AsyncSession, row: Contact, changes: Values) -> None:
    """What is typed on the page of one that went is asked for at the one that was kept."""
    if row.merged_into_id is not None:
        kept = await session.get(Contact, row.merged_into_id)
        raise Invalid(
            f'This contact was merged into {kept.full_name if kept else "another one"}.'
            ' What you typed is still here; put it there.'
        )


CONTACT = Editable(
    table=Contact,
    fields=ContactFields,
    name='contact',
    named_by='full_name',
    cells=frozenset({'full_name'}),
    follows=keys_of,
    before_edit=refuse_merged,
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

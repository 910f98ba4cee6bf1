"""What a developer lets happen to see it arrive; line out, step B, development only."""

from uuid import uuid4

from sqlalchemy import Text, bindparam, text
from sqlmodel.ext.asyncio.session import AsyncSession

from models.viewer import Operator
from services.contacts.commands import CONTACT
from services.records.commands import add

BURST = 1_000
BULK = text("select set_config('tradewind.bulk', 'on', true)")
MANY = text(
    'insert into public.contacts (organization_id, full_name)'
    " select :organization, 'Guest ' || :name || ' ' || n from generate_series(1, :number) n"
).bindparams(bindparam('name', type_=Text))
TELL = text(
    "select tradewind.add_event(:organization, 'contacts_imported', 'Test contacts',"
    " data => jsonb_build_object('count', cast(:number as integer)))"
)


async def add_contact(session: AsyncSession, viewer: Operator) -> str:
    """One contact, and the event that tells of it."""
    made = await add(session, viewer, of=CONTACT, full_name=f'Guest {uuid4().hex[:6]}')
    return f'{made.full_name} was added.'


async def add_many(session: AsyncSession, viewer: Operator) -> str:
    """A thousand contacts in one statement, with one event for all of them."""
    connection = await session.connection()
    values = {'organization': viewer.organization_id, 'number': BURST}
    await connection.execute(BULK)
    await connection.execute(MANY, {**values, 'name': uuid4().hex[:6]})
    await connection.execute(TELL, values)
    return f'{BURST:,} contacts were added at once.'

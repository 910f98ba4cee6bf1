"""An import is taken back, a batch at a time; what others touched since stays. Line out, step B.

A contact is as the import left it while its revision is. Whoever was made goes, whoever was joined
to is as before; of the others the names are told.
"""

from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models import Import, ImportState
from models.viewer import Operator
from services.contacts.imports.joining import COLUMNS
from services.contacts.imports.statements import IN_BULK, ask

BATCH = 1000
NEXT = """
    select id, contact_id from public.import_rows where import_id = :import_id and is_done
    order by line desc limit :most
"""
TOUCHED = """
    select distinct c.id, c.full_name from public.contacts c
    join public.import_rows r on r.contact_id = c.id
    where r.id = any(:ids) and c.id = any(:contacts) and c.deleted_at is null
      and c.revision <> r.left_at
"""
TAKE_OUT = """
    update public.contacts c set deleted_at = :now
    from public.import_rows r
    where r.id = any(:ids) and c.id = any(:ids) and r.contact_id = r.id and c.id = r.id
      and c.deleted_at is null and c.revision = r.left_at
"""
RESTORED = """
    select r.contact_id from public.import_rows r join public.contacts c on c.id = r.contact_id
    where r.id = any(:ids) and c.id = any(:contacts) and r.before ? 'fields'
      and c.revision = r.left_at
      and c.deleted_at is null
      and not exists (select from public.import_rows made
        where made.id = any(:contacts) and made.id = r.contact_id)
"""
DROP_CHANNELS = """
    update public.contact_channels set deleted_at = :now
    where deleted_at is null and contact_id = any(:contacts) and id in (
      select cast(jsonb_array_elements_text(r.before -> 'channels') as uuid)
      from public.import_rows r
      where r.import_id = :import_id and r.contact_id = any(:contacts) and r.before ? 'channels')
"""
RESTORE = f"""
    update public.contacts c set
      {
    ', '.join(
        f"{name} = coalesce(r.before #>> '{{fields,{name}}}', '')"
        for name in COLUMNS
        if name not in ('tags', 'birthday')
    )
},
      birthday = cast(nullif(r.before #>> '{{fields,birthday}}', 'None') as date),
      tags = array(select jsonb_array_elements_text(r.before #> '{{fields,tags}}'))
    from public.import_rows r
    where r.id = any(:ids) and r.before ? 'fields' and c.id = r.contact_id
      and c.id = any(:contacts)
"""
FINISH = 'update public.import_rows set is_done = false where id = any(:ids)'


class Undone(NamedTuple):
    """What one transaction took back."""

    rows: int
    kept: dict[UUID, str]
    """Names of those who were touched since, and stay."""


async def undo_batch(
    session: AsyncSession, viewer: Operator, *, of: Import, most: int = BATCH
) -> Undone | None:
    """Take back what the last lines wrote; None once there is no more."""
    state = await ask(
        session, 'select state from public.imports where id = :id for share', {'id': of.id}
    )
    if [each.state for each in state] != [ImportState.UNDOING]:
        return None
    own = {'import_id': of.id, 'most': most}
    await ask(session, IN_BULK)
    rows = await ask(session, NEXT, own)
    if not rows:
        return None
    ids, named = [row.id for row in rows], {row.contact_id for row in rows}
    values = {
        'import_id': of.id, 'ids': ids, 'contacts': list(named), 'now': datetime.now(UTC)
    }  # fmt: skip
    kept = {row.id: row.full_name for row in await ask(session, TOUCHED, values)}
    contacts = [row.contact_id for row in await ask(session, RESTORED, values)]
    await ask(session, TAKE_OUT, values)
    if contacts:
        of_contacts = {**values, 'contacts': contacts}
        await ask(session, DROP_CHANNELS, of_contacts)
        await ask(session, RESTORE, of_contacts)
    await ask(session, FINISH, values)
    return Undone(len(ids), kept)

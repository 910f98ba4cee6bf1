"""Lines become contacts, a batch at a time, each all or nothing. Line out, step B.

What is new is one `insert` of a set; what is joined is read as a set, worked out, and written so.
"""

from dataclasses import dataclass, field
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models import Import, ImportPolicy, ImportState
from models.importing import RowVerdict
from models.viewer import Operator
from services.contacts.imports import joining
from services.contacts.imports.joining import COLUMNS, Channels
from services.contacts.imports.statements import IN_BULK, as_rows, ask

BATCH = 1000
NEW_COLUMNS = """
    full_name, first_name, last_name, company, city, country, language, travels_with, source, notes,
    email, email_key, phone, phone_key
"""
NEXT = """
    select id, verdict from public.import_rows
    where import_id = :import_id and not is_done
      and verdict in ('new', 'twice', 'update') and (verdict <> 'update' or :joins)
    order by line limit :most
"""
INSERT = f"""
    insert into public.contacts (id, organization_id, {NEW_COLUMNS}, birthday, stage, mail_consent,
      tags)
    select r.id, r.organization_id,
      {', '.join(f"coalesce(r.draft ->> '{name.strip()}', '')" for name in NEW_COLUMNS.split(','))},
      cast(r.draft ->> 'birthday' as date), coalesce(r.draft ->> 'stage', 'lead'),
      coalesce(r.draft ->> 'mail_consent', 'unknown'),
      array(select jsonb_array_elements_text(r.draft -> 'tags'))
    from public.import_rows r
    where r.id = any(:ids) and r.contact_id = r.id
    order by r.line
    on conflict (id) do nothing
"""
INSERT_FURTHER = """
    insert into public.contact_channels (organization_id, contact_id, kind, value, key)
    select r.organization_id, r.id, each ->> 0, each ->> 1, each ->> 2
    from public.import_rows r, jsonb_array_elements(r.draft -> 'further') each
    where r.id = any(:ids) and r.contact_id = r.id and r.draft ? 'further'
"""
MOVED = """
    update public.import_rows r set contact_id = coalesce(
      (select into_one.id from public.contacts c join public.contacts into_one
         on into_one.id = c.merged_into_id and into_one.deleted_at is null
       where c.id = r.contact_id), r.id)
    where r.id = any(:ids) and r.contact_id <> r.id
      and not exists (
        select from public.contacts c where c.id = r.contact_id and c.deleted_at is null)
    returning r.id
"""
"""Who was merged since is joined to whom they became; who is gone is made anew."""
JOINED_TO = """
    select distinct contact_id from public.import_rows where id = any(:ids) and contact_id <> id
"""
HERE = f"""
    select id, {', '.join(COLUMNS)} from public.contacts where id = any(:contacts)
    order by id for no key update
"""
CHANNELS = """
    select contact_id, kind, value, key from public.contact_channels
    where contact_id = any(:contacts) and deleted_at is null
"""
JOINED = """
    select r.id, r.contact_id, r.draft, exists (
      select from public.import_rows o where o.import_id = r.import_id
        and o.contact_id = r.contact_id and o.id <> r.id and o.is_done) as is_touched
    from public.import_rows r where r.id = any(:ids) and r.contact_id <> r.id
    order by r.line
"""
UPDATE = f"""
    update public.contacts c set
      {', '.join(f'{name} = f.{name}' for name in COLUMNS if name != 'tags')},
      tags = array(select jsonb_array_elements_text(f.tags))
    from jsonb_to_recordset(cast(:rows as jsonb)) as f(id uuid,
      {', '.join(f'{name} text' for name in COLUMNS if name not in ('tags', 'birthday'))},
      birthday date, tags jsonb)
    where c.id = f.id
"""
ADD_CHANNELS = """
    insert into public.contact_channels (id, organization_id, contact_id, kind, value, key)
    select f.id, :organization_id, f.contact_id, f.kind, f.value, f.key
    from jsonb_to_recordset(cast(:rows as jsonb))
      as f(id uuid, contact_id uuid, kind text, value text, key text)
"""
KEEP_BEFORE = """
    update public.import_rows r set before = f.before
    from jsonb_to_recordset(cast(:rows as jsonb)) as f(id uuid, before jsonb) where r.id = f.id
"""
DONE = """
    update public.import_rows set is_done = true where id = any(:ids) returning contact_id
"""
LEFT = """
    update public.import_rows r set left_at = c.revision
    from public.contacts c
    where r.import_id = :import_id and r.contact_id = any(:contacts) and c.id = any(:contacts)
      and c.id = r.contact_id
"""


class Batch(NamedTuple):
    """What one transaction wrote."""

    rows: int
    by_verdict: dict[str, int]


@dataclass(slots=True)
class _Joins:
    """People who are joined to in a batch, as they are so far."""

    here: dict[UUID, dict[str, Any]]
    channels: dict[UUID, Channels]
    changed: set[UUID] = field(default_factory=set)
    added: list[dict[str, Any]] = field(default_factory=list)
    before: list[dict[str, Any]] = field(default_factory=list)
    kept: set[UUID] = field(default_factory=set)
    """Of whom it is noted how they were."""


async def write_batch(
    session: AsyncSession, viewer: Operator, *, of: Import, most: int = BATCH
) -> Batch | None:
    """Write the next lines; None once there are no more, or somebody stopped it."""
    state = await ask(
        session, 'select state from public.imports where id = :id for share', {'id': of.id}
    )
    if [each.state for each in state] != [ImportState.RUNNING]:
        return None
    joins = of.policy is not ImportPolicy.LEAVE
    await ask(session, IN_BULK)
    rows = await ask(session, NEXT, {'import_id': of.id, 'joins': joins, 'most': most})
    if not rows:
        return None
    ids = [row.id for row in rows]
    await ask(session, INSERT, {'ids': ids})
    await ask(session, INSERT_FURTHER, {'ids': ids})
    if any(row.verdict == RowVerdict.UPDATE for row in rows):
        await _join(session, of, ids)
    written = {row.contact_id for row in await ask(session, DONE, {'ids': ids})}
    await ask(session, LEFT, {'import_id': of.id, 'contacts': list(written)})
    verdicts = [str(row.verdict) for row in rows]
    return Batch(len(rows), {each: verdicts.count(each) for each in set(verdicts)})


async def _join(session: AsyncSession, of: Import, ids: list[UUID]) -> None:
    anew = [row.id for row in await ask(session, MOVED, {'ids': ids})]
    if anew:
        await ask(session, INSERT, {'ids': anew})
        await ask(session, INSERT_FURTHER, {'ids': anew})
    contacts = [row.contact_id for row in await ask(session, JOINED_TO, {'ids': ids})]
    here = {row.id: _values(row) for row in await ask(session, HERE, {'contacts': contacts})}
    if not here:
        return
    joins = _Joins(here, {id: [] for id in here})
    for row in await ask(session, CHANNELS, {'contacts': list(here)}):
        joins.channels[row.contact_id].append((row.kind, row.value, row.key))
    for row in await ask(session, JOINED, {'ids': ids}):
        _join_one(joins, row, of.policy)
    changed = [{'id': id, **joins.here[id]} for id in sorted(joins.changed)]
    if changed:
        await ask(session, UPDATE, {'rows': as_rows(changed)})
    if joins.added:
        organization = {'organization_id': of.organization_id}
        await ask(session, ADD_CHANNELS, {'rows': as_rows(joins.added), **organization})
    if joins.before:
        await ask(session, KEEP_BEFORE, {'rows': as_rows(joins.before)})


def _join_one(joins: _Joins, row: Any, policy: ImportPolicy) -> None:
    """Join one line, and note what was before it."""
    here, known = joins.here[row.contact_id], joins.channels[row.contact_id]
    was = dict(here)
    found = joining.changes(here, row.draft, policy)
    here |= found
    added = [
        {
            'id': _id_of(row.id, number),
            'contact_id': row.contact_id,
            'kind': kind,
            'value': value,
            'key': key,
        }
        for number, (kind, value, key) in enumerate(joining.further(known, row.draft, found))
    ]
    known.extend((each['kind'], each['value'], each['key']) for each in added)
    known.extend(
        (kind, found[kind], found[f'{kind}_key']) for kind in ('email', 'phone') if kind in found
    )
    joins.added.extend(added)
    if found:
        joins.changed.add(row.contact_id)
    before: dict[str, Any] = {'channels': [each['id'] for each in added]}
    if not row.is_touched and row.contact_id not in joins.kept:
        before['fields'] = was
    joins.kept.add(row.contact_id)
    joins.before.append({'id': row.id, 'before': before})


def _id_of(row: UUID, number: int) -> UUID:
    """An id for a channel that a line adds, the same at each try."""
    return UUID(int=row.int ^ (number + 1))


def _values(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in COLUMNS} | {'tags': list(row.tags)}

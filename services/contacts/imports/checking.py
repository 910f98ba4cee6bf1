"""Which lines name somebody who is here, or in a line above: found by sets. Line out, step B.

Most lines share no key with anybody. Those that do are looked at one by one, in their order, since
whoever is joined brings further addresses along.
"""

from typing import Any
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models import Import, RowVerdict
from models.viewer import Viewer
from services.contacts.importing import Doubles, PersonKeys
from services.contacts.imports.drafts import keys_of
from services.contacts.imports.statements import IN_BULK, as_rows, ask

LOOKED_AT = 2000
"""Lines that are read, and written, at once."""

KEYS = """
    keys as materialized (
      select r.id, k.kind, k.key
      from public.import_rows r, lateral (
        select 'email' as kind, jsonb_array_elements_text(r.draft #> '{keys,emails}') as key
        union all
        select 'phone', jsonb_array_elements_text(r.draft #> '{keys,phones}')
        union all
        select 'untagged', regexp_replace(each, '[+][^@]*@', '@')
        from jsonb_array_elements_text(r.draft #> '{keys,emails}') each
        union all
        select 'name', r.draft #>> '{keys,name}'
      ) k
      where r.import_id = :import_id and r.verdict not in ('refused', 'skip') and k.key <> ''
    ),
    here as materialized (
      select h.contact_id, h.kind, h.key from (
        select id as contact_id, 'name' as kind, folded_name as key from public.contacts
        where organization_id = :organization_id and deleted_at is null
        union all
        select c.id, ch.kind, ch.key
        from public.contact_channels ch
        join public.contacts c on c.id = ch.contact_id and c.deleted_at is null
        where ch.organization_id = :organization_id and ch.deleted_at is null and ch.key <> ''
        union all
        select c.id, 'untagged', regexp_replace(ch.key, '[+][^@]*@', '@')
        from public.contact_channels ch
        join public.contacts c on c.id = ch.contact_id and c.deleted_at is null
        where ch.organization_id = :organization_id and ch.deleted_at is null and ch.key <> ''
          and ch.kind = 'email'
      ) h
      where (h.kind, h.key) in (select kind, key from keys)
    )
"""
MARK = f"""
    with {KEYS},
    shared as (
      select kind, key from here
      union
      select kind, key from keys group by kind, key having count(distinct id) > 1
    )
    update public.import_rows r
    set verdict = 'twice', contact_id = r.id, other_id = null, reason = ''
    where r.id in (select k.id from keys k join shared s on s.kind = k.kind and s.key = k.key)
"""
"""Those that are to be looked at; they say `twice` until they have been."""
RESET = """
    update public.import_rows set verdict = 'new', contact_id = id, other_id = null, reason = ''
    where import_id = :import_id and verdict in ('update', 'twice')
"""
KNOWN = f"""
    with {KEYS}
    select c.id, c.full_name, c.folded_name,
      array(select ch.key from public.contact_channels ch where ch.contact_id = c.id
        and ch.deleted_at is null and ch.kind = 'email' and ch.key <> '') as emails,
      array(select ch.key from public.contact_channels ch where ch.contact_id = c.id
        and ch.deleted_at is null and ch.kind = 'phone' and ch.key <> '') as phones,
      c.full_name in (c.email, c.phone) as is_nameless
    from public.contacts c
    where c.id in (select contact_id from here)
    order by c.created_at, c.id
"""
LINES = """
    select id, line, draft -> 'keys' as keys from public.import_rows
    where import_id = :import_id and verdict = 'twice' and (line, id) > (:line, :id)
    order by line, id limit :most
"""
SETTLE = """
    update public.import_rows r
    set verdict = f.verdict, contact_id = f.contact_id, other_id = f.other_id, reason = f.reason
    from jsonb_to_recordset(cast(:found as jsonb))
      as f(id uuid, verdict text, contact_id uuid, other_id uuid, reason text)
    where r.id = f.id
"""
COUNTS = """
    select verdict, count(*) from public.import_rows where import_id = :import_id group by verdict
"""
FIRST = UUID(int=0)


async def check(session: AsyncSession, viewer: Viewer, *, of: Import) -> dict[str, int]:
    """Say of each line what it is; returns how many there are of each verdict."""
    own = {'import_id': of.id, 'organization_id': of.organization_id}
    await ask(session, IN_BULK)
    await ask(session, RESET, own)
    await ask(session, MARK, own)
    await _look(session, own)
    found = await ask(session, COUNTS, own)
    return {str(verdict): count for verdict, count in found}


async def _look(session: AsyncSession, own: dict[str, Any]) -> None:
    """Those who are here have numbers below zero, lines their own."""
    met, who = Doubles(), dict[int, UUID]()
    for number, row in enumerate(await ask(session, KNOWN, own), 1):
        name = '' if row.is_nameless else row.folded_name
        who[-number] = row.id
        met.add(-number, PersonKeys(name=name, emails=tuple(row.emails), phones=tuple(row.phones)))
    last: dict[str, Any] = {'line': -1, 'id': FIRST}
    while rows := await ask(session, LINES, {**own, **last, 'most': LOOKED_AT}):
        found = [_found(met, who, row) for row in rows]
        await ask(session, SETTLE, {'found': as_rows(found)})
        last = {'line': rows[-1].line, 'id': rows[-1].id}


def _found(met: Doubles, who: dict[int, UUID], row: Any) -> dict[str, Any]:
    """What a line is; from then on it is known too."""
    keys = keys_of({'keys': row.keys or {}})
    matches = met.matches(keys)
    first = matches[0] if matches else None
    settled = {'id': str(row.id), 'contact_id': str(row.id), 'reason': first.by if first else ''}
    if first and first.sure:
        met.join(first.line, keys)
        settled['contact_id'] = str(who[first.line])
        return {**settled, 'verdict': RowVerdict.UPDATE, 'other_id': None}
    who[row.line] = row.id
    met.add(row.line, keys)
    verdict = RowVerdict.TWICE if first else RowVerdict.NEW
    return {**settled, 'verdict': verdict, 'other_id': str(who[first.line]) if first else None}

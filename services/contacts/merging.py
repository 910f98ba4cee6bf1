"""Two contacts that are one: merged with a choice per field, parted within 30 days, told apart.

Line out, step B. The one that goes keeps its row and its fields, so that undoing finds them.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, literal, select
from sqlalchemy import text as sql
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import col
from sqlmodel import select as rows_of
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ChannelKind, Contact, ContactChannel, ContactMerge, ContactNote, ContactPair
from models.text import LONGEST_PROSE
from models.viewer import Operator
from services.commands import rows
from services.commands.fields import validated
from services.contacts.commands import CONTACT, keys_of
from services.contacts.joined import CHOSEN, Joined, joined
from services.errors import Invalid
from services.retry import idempotent

UNDONE_WITHIN = timedelta(days=30)
IN_BULK = sql("select set_config('tradewind.bulk', :bulk, true)")


@idempotent
async def merge(
    session: AsyncSession,
    viewer: Operator,
    *,
    kept_id: UUID,
    merged_id: UUID,
    take: Collection[str] = (),
) -> ContactMerge:
    """Make one of two: all that hangs on either hangs on the one that is kept.

    `take`: the fields of which the value of the one that goes is chosen. Repeating it merges once.

    Raises: `Invalid` for a contact and itself, and where one of them is gone; `NotAllowed`.
    """
    if kept_id == merged_id:
        raise Invalid('That is one contact already. Choose another one to merge it with.')
    if unknown := set(take) - set(CHOSEN):
        raise Invalid(f'{", ".join(sorted(unknown))} cannot be chosen.')
    kept, merged = await _both(session, kept_id, merged_id)
    if merged.merged_into_id == kept.id and kept.deleted_at is None:
        return await _last(session, kept.id, merged.id)
    for one in (kept, merged):
        _refuse_gone(one)
    of = joined(kept, merged, take)
    await _tell(session, each=False)
    channels = await _take_channels(session, kept, merged)
    await rows.change(
        session, Contact, merged.id, {'merged_into_id': kept.id, 'deleted_at': rows.since(True)}
    )
    before, after = await _write(session, kept, of)
    moved = await _move(session, merged.id, kept.id)
    await _tell(session, each=True)
    data = {
        'before': before,
        'after': after,
        'moved': moved,
        'channels': [str(each) for each in channels],
    }
    return await rows.add(
        session,
        ContactMerge(
            organization_id=kept.organization_id, kept_id=kept.id, merged_id=merged.id, data=data
        ),
    )


@idempotent
async def part(session: AsyncSession, viewer: Operator, *, merge_id: UUID) -> ContactMerge:
    """Undo a merge: both are as they were, and what came in since stays with the one kept.

    Raises: `Invalid` after 30 days, and where the one kept is gone itself.
    """
    made = await rows.lock_row(session, ContactMerge, merge_id)
    if made.undone_at is not None:
        return made
    if made.merged_at is None or made.merged_at < datetime.now(UTC) - UNDONE_WITHIN:
        raise Invalid('That was merged more than 30 days ago, and stays so.')
    kept, merged = await _both(session, made.kept_id, made.merged_id)
    _refuse_gone(kept)
    await _tell(session, each=False)
    await _move(session, kept.id, merged.id, made.data.get('moved', {}))
    await rows.change(session, Contact, kept.id, await _back(session, kept, made.data))
    ids = [UUID(each) for each in made.data.get('channels', ())]
    await rows.change_all(
        session, ContactChannel, await _further(session, kept.id, ids),
        {'deleted_at': rows.since(True)},
    )  # fmt: skip
    await _tell(session, each=True)
    await rows.change(session, Contact, merged.id, {'merged_into_id': None, 'deleted_at': None})
    return await rows.change(session, ContactMerge, made.id, {'undone_at': rows.since(True)})


@idempotent
async def tell_apart(
    session: AsyncSession, viewer: Operator, *, one_id: UUID, other_id: UUID, apart: bool = True
) -> None:
    """Remember that these two are not the same, or forget it (`apart=False`)."""
    if one_id == other_id:
        raise Invalid('That is one contact.')
    pair = sorted((one_id, other_id))
    known = await session.exec(
        rows_of(ContactPair).where(
            ContactPair.one_id == pair[0],
            ContactPair.other_id == pair[1],
            col(ContactPair.deleted_at).is_(None),
        )
    )
    found = [each.id for each in known]
    if found and not apart:
        await rows.change_all(session, ContactPair, found, {'deleted_at': rows.since(True)})
    elif apart and not found:
        made = ContactPair(organization_id=viewer.organization_id, one_id=pair[0], other_id=pair[1])
        await rows.add(session, made)


async def _tell(session: AsyncSession, *, each: bool) -> None:
    """Whether rows tell of what happens to them: one event tells of a merge."""
    await session.flush()
    await (await session.connection()).execute(IN_BULK, {'bulk': '' if each else 'on'})


async def _both(session: AsyncSession, *ids: UUID) -> tuple[Contact, Contact]:
    """Both as they are and stay, locked in one order by whoever merges them."""
    locked = {id: await rows.lock_row(session, Contact, id) for id in sorted(ids)}
    first, second = (locked[id] for id in ids)
    return first, second


def _refuse_gone(contact: Contact) -> None:
    if contact.merged_into_id is not None:
        raise Invalid(f'{contact.full_name} was merged into another contact meanwhile.')
    if contact.deleted_at is not None:
        raise Invalid(f'{contact.full_name} was deleted meanwhile. Bring them back first.')


async def _last(session: AsyncSession, kept_id: UUID, merged_id: UUID) -> ContactMerge:
    found = await session.exec(
        rows_of(ContactMerge)
        .where(ContactMerge.kept_id == kept_id, ContactMerge.merged_id == merged_id)
        .order_by(col(ContactMerge.merged_at).desc())
    )
    made = found.first()
    if made is None:
        raise Invalid('They are one contact already.')
    return made


async def _write(session: AsyncSession, kept: Contact, of: Joined) -> tuple[Any, Any]:
    """Write what it comes to; what the columns were before, and what they are."""
    values = dict(of.values)
    if len(of.notes) <= LONGEST_PROSE:
        values |= {'notes': of.notes} if of.notes != kept.notes else {}
    else:  # the longest of notes stay as they are, and the rest stands beside them
        rest = of.notes.removeprefix(kept.notes).strip()
        for start in range(0, len(rest), LONGEST_PROSE):
            await rows.add(session, _note(kept, rest[start : start + LONGEST_PROSE].strip()))
    before = {name: plain(getattr(kept, name)) for name in values}
    after = {name: plain(value) for name, value in values.items()}
    if values:
        keys = await keys_of(session, kept.organization_id, values)
        await rows.change(session, Contact, kept.id, {**values, **keys})
    return before, after


def _note(kept: Contact, text: str) -> ContactNote:
    return ContactNote(organization_id=kept.organization_id, contact_id=kept.id, text=text)


async def _take_channels(session: AsyncSession, kept: Contact, merged: Contact) -> list[UUID]:
    """Give the one that is kept what the other is reached by, beside its own."""
    found = await session.exec(
        rows_of(ContactChannel)
        .where(
            col(ContactChannel.contact_id).in_((kept.id, merged.id)),
            col(ContactChannel.deleted_at).is_(None),
        )
        .order_by(col(ContactChannel.created_at), col(ContactChannel.id))
    )
    channels = list(found)
    known = {_reached(one) for one in channels if one.contact_id == kept.id}
    added = []
    for one in channels:
        if one.contact_id == merged.id and _reached(one) not in known:
            known.add(_reached(one))
            added.append(
                ContactChannel(
                    id=uuid4(), organization_id=kept.organization_id, contact_id=kept.id,
                    kind=one.kind, value=one.value, key=one.key,
                )
            )  # fmt: skip
    session.add_all(added)
    await session.flush()
    return [one.id for one in added]


def _reached(channel: ContactChannel) -> tuple[ChannelKind, str]:
    return channel.kind, channel.key or channel.value


async def _move(
    session: AsyncSession, source: UUID, target: UUID, chosen: Mapping[str, Any] | None = None
) -> dict[str, list[str]]:
    """Give rows of one contact to the other; which ones, by table and column."""
    given = None if chosen is None else literal(dict(chosen), JSONB)
    call = func.tradewind.move_contact(source, target, given, type_=JSONB)
    moved = await (await session.connection()).scalar(select(call)) or {}
    return dict(moved)


async def _further(session: AsyncSession, kept_id: UUID, ids: Collection[UUID]) -> list[UUID]:
    """Of the channels that a merge brought, those that are not the primary ones now."""
    found = await session.exec(
        rows_of(ContactChannel.id).where(
            ContactChannel.contact_id == kept_id,
            col(ContactChannel.id).in_(ids),
            col(ContactChannel.is_primary).is_(False),
        )
    )
    return list(found)


async def _back(session: AsyncSession, kept: Contact, data: Mapping[str, Any]) -> dict[str, Any]:
    """What the columns were, of those that nobody has changed since."""
    before, after = data.get('before', {}), data.get('after', {})
    back = {
        name: value for name, value in before.items() if plain(getattr(kept, name)) == after[name]
    }
    if 'tags' in before and 'tags' not in back:
        added = set(after['tags']) - set(before['tags'])
        back['tags'] = [each for each in kept.tags if each not in added]
    typed = {name: value for name, value in back.items() if name in CONTACT.fields.model_fields}
    values = {**back, **validated(CONTACT.fields, typed)}
    if values.get('mail_consent_at'):
        values['mail_consent_at'] = datetime.fromisoformat(values['mail_consent_at'])
    keys = await keys_of(session, kept.organization_id, values)
    return {'full_name': kept.full_name, **values, **keys}


def plain(value: Any) -> Any:
    """As it is kept in JSON."""
    if isinstance(value, UUID | date | datetime):
        return value.isoformat() if isinstance(value, date) else str(value)
    return list(value) if isinstance(value, tuple) else value

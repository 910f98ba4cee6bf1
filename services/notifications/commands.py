"""What a member does with their notifications, and what the program does. Line out, step B."""

from collections.abc import Collection, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import (
    MutedProposal,
    Notification,
    NotificationPreference,
    Organization,
    SystemNotice,
)
from models.text import clean
from models.viewer import Operator, System
from services.commands import rows
from services.errors import Invalid, NotFound
from services.notifications.kinds import PREFERENCES, Channel, usual
from services.retry import idempotent

LONGEST_SNOOZE = timedelta(days=366)
LONGEST_NOTICE = 300


@idempotent
async def mark(
    session: AsyncSession, viewer: Operator, *, ids: Collection[UUID], read: bool
) -> Sequence[UUID]:
    """Mark notifications as read, or as unread again; which ones were one's own."""
    return await rows.change_all(session, Notification, ids, {'read_at': rows.since(read)})


async def mark_all_read(session: AsyncSession, viewer: Operator) -> Sequence[UUID]:
    """Mark all that wait; what is snoozed does not wait."""
    return await _mark_unread(session, col(Notification.snoozed_until).is_(None))


@idempotent
async def mark_opened(
    session: AsyncSession,
    viewer: Operator,
    *,
    proposal_id: UUID | None = None,
    contact_id: UUID | None = None,
) -> Sequence[UUID]:
    """Mark what names the record that was opened; of a contact, what is about no proposal."""
    if proposal_id is not None:
        return await _mark_unread(session, col(Notification.proposal_id) == proposal_id)
    return await _mark_unread(
        session,
        col(Notification.contact_id) == contact_id,
        col(Notification.proposal_id).is_(None),
    )


@idempotent
async def snooze(
    session: AsyncSession,
    viewer: Operator,
    *,
    ids: Collection[UUID],
    until: datetime | None,
    now: datetime | None = None,
) -> Sequence[UUID]:
    """Put notifications off until then; None takes that back.

    Raises: `Invalid` for a moment that is over, or more than a year away.
    """
    now = now or datetime.now(UTC)
    if until is not None and not now < until <= now + LONGEST_SNOOZE:
        raise Invalid('Choose a moment within a year from now.')
    return await rows.change_all(session, Notification, ids, {'snoozed_until': until})


@idempotent
async def mute(session: AsyncSession, viewer: Operator, *, proposal_id: UUID, muted: bool) -> None:
    """Hear decisions only of a proposal, or everything again (`muted=False`)."""
    values = {'deleted_at': rows.since(not muted)}
    await session.exec(
        insert(MutedProposal)
        .values(**await _mine(session, viewer), proposal_id=proposal_id, **values)
        .on_conflict_do_update(index_elements=['profile_id', 'proposal_id'], set_=values)
    )


@idempotent
async def prefer(
    session: AsyncSession, viewer: Operator, *, line: str, channel: Channel, on: bool
) -> None:
    """Choose whether a line of the preferences reaches somebody there.

    Raises: `Invalid` for what always does.
    """
    found = next((each for each in PREFERENCES if each.name == line), None)
    if found is None:
        raise NotFound
    if found.is_locked(channel) and not on:
        raise Invalid('What a client decides always stands in the app.')
    mine = await _mine(session, viewer)
    for kind in found.kinds:
        usually = {str(each): usual(kind, each) for each in Channel}
        await session.exec(
            insert(NotificationPreference)
            .values(**mine, kind=kind, **{**usually, str(channel): on})
            .on_conflict_do_update(index_elements=['profile_id', 'kind'], set_={str(channel): on})
        )


# the program


@idempotent
async def wake_due(session: AsyncSession, viewer: System, *, now: datetime) -> Sequence[UUID]:
    """Bring back what was snoozed until now, and take away notices that are over."""
    await session.exec(
        update(SystemNotice)
        .where(col(SystemNotice.ends_at) <= now, col(SystemNotice.deleted_at).is_(None))
        .values(deleted_at=now)
    )
    woken = await session.exec(
        update(Notification)
        .where(col(Notification.snoozed_until) <= now)
        .values(snoozed_until=None, read_at=None, arrived_at=now)
        .returning(col(Notification.id))
    )
    return list(woken.scalars())


async def announce(
    session: AsyncSession, viewer: System, *, sentence: str, ends_at: datetime | None = None
) -> int:
    """Say something on every open screen of every organization; how many there are.

    Raises: `Invalid`.
    """
    said = clean(sentence)
    if not said or len(said) > LONGEST_NOTICE:
        raise Invalid(f'Say something, in {LONGEST_NOTICE} characters at most.')
    ids = (await session.exec(select(Organization.id))).all()
    session.add_all(SystemNotice(organization_id=id, sentence=said, ends_at=ends_at) for id in ids)
    await session.flush()
    return len(ids)


async def withdraw(session: AsyncSession, viewer: System) -> int:
    """Take every notice away; how many stood there."""
    gone = await session.exec(
        update(SystemNotice)
        .where(col(SystemNotice.deleted_at).is_(None))
        .values(deleted_at=func.now())
        .returning(col(SystemNotice.id))
    )
    return len(gone.all())


async def _mark_unread(session: AsyncSession, *which: ColumnElement[bool]) -> Sequence[UUID]:
    marked = await session.exec(
        update(Notification)
        .where(col(Notification.read_at).is_(None), *which)
        .values(read_at=datetime.now(UTC))
        .returning(col(Notification.id))
    )
    return list(marked.scalars())


async def _mine(session: AsyncSession, viewer: Operator) -> dict[str, Any]:
    profile_id = await rows.profile_id(session, viewer)
    return {'organization_id': viewer.organization_id, 'profile_id': profile_id}

"""The shape of a proposal: days and activities added, moved, copied, removed and brought back.

Line out, step B. A move changes one row: positions are ranks with room between them.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ProposalActivity, ProposalDay
from models.inputs import ActivityFields, DayFields
from models.viewer import Viewer
from services.errors import Invalid, NotFound
from services.proposals.editing import change, editable
from services.proposals.fields import checked

STAMPS = {'id', 'created_at', 'updated_at', 'revision', 'updated_by', 'deleted_at'}
"""Columns that a copy does not inherit."""


async def add_day(
    session: AsyncSession, viewer: Viewer, *, proposal_id: UUID, title: str = ''
) -> ProposalDay:
    """Add a day at the end."""
    proposal = await editable(session, proposal_id)
    values = checked(DayFields, {'title': title})
    day = ProposalDay(organization_id=proposal.organization_id, proposal_id=proposal_id, **values)
    session.add(day)
    await session.flush()
    await session.refresh(day)
    return day


async def add_activity(
    session: AsyncSession, viewer: Viewer, *, day_id: UUID, **fields: Any
) -> ProposalActivity:
    """Add an activity at the end of a day; fields as in `ActivityFields`."""
    day = await day_of(session, day_id)
    await editable(session, day.proposal_id)
    activity = ProposalActivity(
        organization_id=day.organization_id,
        proposal_id=day.proposal_id,
        day_id=day_id,
        **checked(ActivityFields, fields),
    )
    session.add(activity)
    await session.flush()
    await session.refresh(activity)
    return activity


async def remove(
    session: AsyncSession,
    viewer: Viewer,
    *,
    kind: type[ProposalDay] | type[ProposalActivity],
    id: UUID,
) -> None:
    """Take a day or an activity out; `restore` brings it back as it was."""
    await _set_deleted(session, kind, id, datetime.now(UTC))


async def restore(
    session: AsyncSession,
    viewer: Viewer,
    *,
    kind: type[ProposalDay] | type[ProposalActivity],
    id: UUID,
) -> None:
    await _set_deleted(session, kind, id, None)


async def _set_deleted(
    session: AsyncSession,
    kind: type[ProposalDay] | type[ProposalActivity],
    id: UUID,
    at: datetime | None,
) -> None:
    if kind is ProposalDay:
        day = await day_of(session, id)
        await editable(session, day.proposal_id)
        # what the day holds goes and comes with it; what was removed before stays removed
        await session.execute(
            update(ProposalActivity)
            .where(
                col(ProposalActivity.day_id) == id,
                col(ProposalActivity.deleted_at).is_not_distinct_from(day.deleted_at),
            )
            .values(deleted_at=at)
        )
        await change(session, ProposalDay, id, {'deleted_at': at})
    else:
        activity = await activity_of(session, id)
        await editable(session, activity.proposal_id)
        await change(session, ProposalActivity, id, {'deleted_at': at})


async def day_of(session: AsyncSession, id: UUID) -> ProposalDay:
    day = await session.get(ProposalDay, id)
    if day is None:
        raise NotFound
    return day


async def activity_of(session: AsyncSession, id: UUID) -> ProposalActivity:
    activity = await session.get(ProposalActivity, id)
    if activity is None:
        raise NotFound
    return activity


async def duplicate_activity(
    session: AsyncSession, viewer: Viewer, *, id: UUID
) -> ProposalActivity:
    """A copy right after the original."""
    source = await activity_of(session, id)
    await editable(session, source.proposal_id)
    siblings = await activities_in(session, source.day_id)
    copy = ProposalActivity(**source.model_dump(exclude=STAMPS))
    copy.position = rank(siblings, [one.id for one in siblings].index(source.id) + 1)
    session.add(copy)
    await session.flush()
    await session.refresh(copy)
    return copy


async def duplicate_day(session: AsyncSession, viewer: Viewer, *, id: UUID) -> ProposalDay:
    """A copy of the day and its activities, right after the original."""
    source = await day_of(session, id)
    await editable(session, source.proposal_id)
    siblings = await days_in(session, source.proposal_id)
    copy = ProposalDay(**source.model_dump(exclude=STAMPS))
    copy.position = rank(siblings, [one.id for one in siblings].index(source.id) + 1)
    session.add(copy)
    await session.flush()
    for activity in await activities_in(session, source.id):
        twin = ProposalActivity(**activity.model_dump(exclude=STAMPS))
        twin.day_id = copy.id
        session.add(twin)
    await session.flush()
    await session.refresh(copy)
    return copy


async def move_day(session: AsyncSession, viewer: Viewer, *, id: UUID, index: int) -> ProposalDay:
    """Put a day at this place among the days, 0 is first."""
    day = await day_of(session, id)
    await editable(session, day.proposal_id)
    others = [one for one in await days_in(session, day.proposal_id) if one.id != id]
    return await change(session, ProposalDay, id, {'position': rank(others, index)})


async def move_activity(
    session: AsyncSession, viewer: Viewer, *, id: UUID, day_id: UUID, index: int
) -> ProposalActivity:
    """Put an activity at this place of a day of the same proposal, 0 is first."""
    activity = await activity_of(session, id)
    day = await day_of(session, day_id)
    if day.proposal_id != activity.proposal_id:
        raise Invalid('An activity stays within its proposal.')
    await editable(session, activity.proposal_id)
    others = [one for one in await activities_in(session, day_id) if one.id != id]
    place = {'day_id': day_id, 'position': rank(others, index)}
    return await change(session, ProposalActivity, id, place)


async def days_in(session: AsyncSession, proposal_id: UUID) -> list[ProposalDay]:
    found = await session.exec(
        select(ProposalDay)
        .where(ProposalDay.proposal_id == proposal_id, col(ProposalDay.deleted_at).is_(None))
        .order_by(col(ProposalDay.position), col(ProposalDay.id))
    )
    return list(found)


async def activities_in(session: AsyncSession, day_id: UUID) -> list[ProposalActivity]:
    found = await session.exec(
        select(ProposalActivity)
        .where(ProposalActivity.day_id == day_id, col(ProposalActivity.deleted_at).is_(None))
        .order_by(col(ProposalActivity.position), col(ProposalActivity.id))
    )
    return list(found)


def rank(others: list[ProposalDay] | list[ProposalActivity], index: int) -> float:
    """A position that puts a row at `index` among the others."""
    index = max(0, min(index, len(others)))
    before = others[index - 1].position if index > 0 else None
    after = others[index].position if index < len(others) else None
    if before is None:
        return 1.0 if after is None else after - 1
    if after is None:
        return before + 1
    # Zero asks the trigger for the end of the list.
    return (before + after) / 2 or after / 2

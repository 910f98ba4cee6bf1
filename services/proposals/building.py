"""The shape of a proposal: days and activities added, moved, copied, removed and brought back.

Line out, step B. A move changes one row: positions are ranks with room between them.
"""

from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ActivityFields, DayFields, ProposalActivity, ProposalDay
from models.viewer import Viewer
from services.commands.fields import validated
from services.commands.ordering import place
from services.commands.rows import STAMPS, change, created_before, get_row
from services.errors import Invalid, NotFound
from services.proposals.editing import begin_edit, editable, lock_proposal
from services.proposals.ordering import activities_in, days_in
from services.retry import idempotent

Part = TypeVar('Part', ProposalDay, ProposalActivity)


@idempotent
async def add_day(
    session: AsyncSession,
    viewer: Viewer,
    *,
    proposal_id: UUID,
    title: str = '',
    id: UUID | None = None,
) -> ProposalDay:
    """Add a day at the end; with an `id` of the caller's, repeating it adds no second one."""
    values = validated(DayFields, {'title': title})
    proposal = await lock_proposal(session, proposal_id)
    made = await part_created_before(session, ProposalDay, id, proposal_id)
    if made is not None:
        return made
    await begin_edit(session, proposal)
    day = ProposalDay(
        id=id or uuid4(),
        organization_id=proposal.organization_id,
        proposal_id=proposal_id,
        **values,
    )
    session.add(day)
    await session.flush()
    await session.refresh(day)
    return day


@idempotent
async def add_activity(
    session: AsyncSession,
    viewer: Viewer,
    *,
    day_id: UUID,
    id: UUID | None = None,
    **fields: Any,
) -> ProposalActivity:
    """Add an activity at the end of a day; fields as in `ActivityFields`, `id` as for a day."""
    values = validated(ActivityFields, fields)
    proposal = await lock_proposal(
        session, (await get_row(session, ProposalDay, day_id)).proposal_id
    )
    made = await part_created_before(session, ProposalActivity, id, proposal.id)
    if made is not None:
        return made
    day = await get_present(session, ProposalDay, day_id)
    activity = ProposalActivity(
        id=id or uuid4(),
        organization_id=day.organization_id,
        proposal_id=day.proposal_id,
        day_id=day_id,
        **values,
    )
    session.add(activity)
    await session.flush()
    await session.refresh(activity)
    return activity


async def part_created_before(
    session: AsyncSession, kind: type[Part], id: UUID | None, proposal_id: UUID
) -> Part | None:
    """What an earlier try of the same command made of this proposal, whose answer was lost."""
    row = await created_before(session, kind, id)
    if row is not None and row.proposal_id != proposal_id:
        raise Invalid('That is already taken.')
    return row


@idempotent
async def remove(
    session: AsyncSession,
    viewer: Viewer,
    *,
    kind: type[ProposalDay] | type[ProposalActivity],
    id: UUID,
) -> None:
    """Take a day or an activity out; `restore` brings it back as it was."""
    await _set_deleted(session, kind, id, datetime.now(UTC))


@idempotent
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
        day = await get_row(session, ProposalDay, id)
        await editable(session, day.proposal_id)
        await session.refresh(day)
        # what the day holds goes and comes with it; what was removed before stays removed
        await session.exec(
            update(ProposalActivity)
            .where(
                col(ProposalActivity.day_id) == id,
                col(ProposalActivity.deleted_at).is_not_distinct_from(day.deleted_at),
            )
            .values(deleted_at=at)
        )
        await change(session, ProposalDay, id, {'deleted_at': at})
    else:
        activity = await get_row(session, ProposalActivity, id)
        await editable(session, activity.proposal_id)
        if at is None and (await get_row(session, ProposalDay, activity.day_id)).deleted_at:
            raise Invalid('Its day was removed. Bring the day back first.')
        await change(session, ProposalActivity, id, {'deleted_at': at})


async def get_present(session: AsyncSession, kind: type[Part], id: UUID) -> Part:
    """The row, ready to be built on; one that was removed is no longer there.

    Raises: `NotFound`, and what `editable` raises.
    """
    row = await get_row(session, kind, id)
    await editable(session, row.proposal_id)
    await session.refresh(row)
    if row.deleted_at is not None:
        raise NotFound
    return row


async def copied_before(
    session: AsyncSession, kind: type[Part], source_id: UUID, id: UUID | None
) -> Part | None:
    """The same for a copy, whatever has become of its source and proposal since."""
    proposal = await lock_proposal(session, (await get_row(session, kind, source_id)).proposal_id)
    return await part_created_before(session, kind, id, proposal.id)


async def copied(
    session: AsyncSession, source: Part, siblings: list[Part], id: UUID | None
) -> Part:
    """A new row like this one, right after it among its siblings."""
    index = [one.id for one in siblings].index(source.id)
    position = await place(session, siblings, index + 1)
    copy = type(source)(**source.model_dump(exclude=STAMPS))
    copy.id, copy.position = id or copy.id, position
    session.add(copy)
    await session.flush()
    return copy


@idempotent
async def duplicate_activity(
    session: AsyncSession, viewer: Viewer, *, source_id: UUID, id: UUID | None = None
) -> ProposalActivity:
    """A copy right after the original; `id` as for a new one."""
    made = await copied_before(session, ProposalActivity, source_id, id)
    if made is not None:
        return made
    source = await get_present(session, ProposalActivity, source_id)
    copy = await copied(session, source, await activities_in(session, source.day_id), id)
    await session.refresh(copy)
    return copy


@idempotent
async def duplicate_day(
    session: AsyncSession, viewer: Viewer, *, source_id: UUID, id: UUID | None = None
) -> ProposalDay:
    """A copy of the day and its activities, right after the original; `id` as for a new one."""
    made = await copied_before(session, ProposalDay, source_id, id)
    if made is not None:
        return made
    source = await get_present(session, ProposalDay, source_id)
    copy = await copied(session, source, await days_in(session, source.proposal_id), id)
    for activity in await activities_in(session, source.id):
        twin = ProposalActivity(**activity.model_dump(exclude=STAMPS))
        twin.day_id = copy.id
        session.add(twin)
    await session.flush()
    await session.refresh(copy)
    return copy


@idempotent
async def move_day(session: AsyncSession, viewer: Viewer, *, id: UUID, index: int) -> ProposalDay:
    """Put a day at this place among the days, 0 is first."""
    day = await get_present(session, ProposalDay, id)
    others = [one for one in await days_in(session, day.proposal_id) if one.id != id]
    position = await place(session, others, index)
    return await change(session, ProposalDay, id, {'position': position})


@idempotent
async def move_activity(
    session: AsyncSession, viewer: Viewer, *, id: UUID, day_id: UUID, index: int
) -> ProposalActivity:
    """Put an activity at this place of a day of the same proposal, 0 is first."""
    activity = await get_present(session, ProposalActivity, id)
    day = await get_present(session, ProposalDay, day_id)
    if day.proposal_id != activity.proposal_id:
        raise Invalid('An activity stays within its proposal.')
    others = [one for one in await activities_in(session, day_id) if one.id != id]
    where = {'day_id': day_id, 'position': await place(session, others, index)}
    return await change(session, ProposalActivity, id, where)

"""Edits by operators, one field at a time: colleagues never overwrite each other's fields.

Line out, step B. Each command changes only the columns it was given.
"""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Proposal, ProposalActivity, ProposalDay, ProposalStatus
from models.base import Row
from models.inputs import ActivityFields, DayFields, Fields, ProposalFields
from models.viewer import Viewer
from services.commands.fields import check_together, validated
from services.commands.merge import merge
from services.errors import Conflict, Invalid, NotAllowed, NotFound
from services.proposals import versions
from services.retry import idempotent

Part = TypeVar('Part', Proposal, ProposalDay, ProposalActivity)
AnyRow = TypeVar('AnyRow', bound=Row)

FIELDS: dict[type, type[Fields]] = {
    Proposal: ProposalFields,
    ProposalDay: DayFields,
    ProposalActivity: ActivityFields,
}
SETTLED = {
    ProposalStatus.APPROVED: 'This proposal is approved, so what was agreed stays. '
    'Reopen it, or duplicate it to offer something else.',
    ProposalStatus.VOID: 'This proposal is void. Duplicate it to go on.',
    ProposalStatus.SUPERSEDED: 'A newer proposal took this one’s place. Edit that one.',
}


@idempotent
async def edit(
    session: AsyncSession,
    viewer: Viewer,
    *,
    kind: type[Part],
    id: UUID,
    changes: Mapping[str, Any],
    base: Mapping[str, Any] | None = None,
) -> Part:
    """Change the given fields of a proposal, a day or an activity.

    `base` holds the values that were seen when the edit began. What others changed meanwhile is
    merged field by field; repeating an edit that was written already changes nothing.

    Raises: `Invalid` naming the field, `NotFound`, `NotAllowed`; `Conflict` where another value
    than the one seen is there now, and not the wanted one either.
    """
    mine = validated(FIELDS[kind], changes)
    row = await session.get(kind, id)
    if row is None:
        raise NotFound
    proposal = await lock_proposal(
        session, row.id if isinstance(row, Proposal) else row.proposal_id
    )
    row = await lock_row(session, kind, id)
    merged = merge(
        FIELDS[kind],
        {name: getattr(row, name) for name in mine},
        mine,
        base,
        by=None if row.updated_by == getattr(viewer, 'user_id', None) else row.updated_by,
        at=row.updated_at,
    )
    if merged.clashes:
        raise Conflict(merged.clashes)
    if not merged.changes:
        return row
    await begin_edit(session, proposal)
    check_together(proposal if kind is Proposal else None, merged.changes)
    return await change(session, kind, id, merged.changes)


async def lock_row(session: AsyncSession, kind: type[AnyRow], id: UUID) -> AnyRow:
    """The row as it is and stays until the end, whoever writes it by whatever way.

    Raises: `NotAllowed`.
    """
    row = await session.get(kind, id, with_for_update={'key_share': True}, populate_existing=True)
    if row is None:
        raise NotAllowed
    return row


async def change(
    session: AsyncSession,
    kind: type[AnyRow],
    id: UUID,
    values: Mapping[str, Any],
) -> AnyRow:
    """Write these columns and no others; nothing written means no right to write."""
    written = await session.exec(
        update(kind)
        .where(col(kind.id) == id)
        .values(**values)
        .returning(kind)
        .execution_options(populate_existing=True)
    )
    row: AnyRow | None = written.scalar_one_or_none()
    if row is None:
        raise NotAllowed
    return row


async def editable(session: AsyncSession, proposal_id: UUID) -> Proposal:
    """The proposal, ready for an edit: held, not settled, and in a version of its own."""
    proposal = await lock_proposal(session, proposal_id)
    await begin_edit(session, proposal)
    return proposal


async def lock_proposal(session: AsyncSession, proposal_id: UUID) -> Proposal:
    """The proposal, held before anything else of it is read.

    So a decision is either seen here or waits for the edit, and a repeated command finds what
    its first try wrote. Raises: `NotFound`, `NotAllowed`.
    """
    if await session.get(Proposal, proposal_id) is None:
        raise NotFound
    return await lock_row(session, Proposal, proposal_id)


async def begin_edit(session: AsyncSession, proposal: Proposal) -> None:
    """From here on the proposal changes. Raises: `Invalid` when it is settled."""
    if proposal.status in SETTLED:
        raise Invalid(SETTLED[proposal.status])
    await versions.begin_edit(session, proposal)

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
from services.errors import Invalid, NotAllowed, NotFound
from services.proposals import versions
from services.proposals.fields import check_together, checked

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


async def edit(
    session: AsyncSession,
    _viewer: Viewer,
    *,
    kind: type[Part],
    id: UUID,
    changes: Mapping[str, Any],
) -> Part:
    """Change the given fields of a proposal, a day or an activity.

    Raises: `Invalid` naming the field, `NotFound`, `NotAllowed`.
    """
    values = checked(FIELDS[kind], changes)
    row = await session.get(kind, id)
    if row is None:
        raise NotFound
    proposal = await editable(session, row.id if isinstance(row, Proposal) else row.proposal_id)
    check_together(proposal if kind is Proposal else None, values)
    return await change(session, kind, id, values)


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
    """The proposal, ready for an edit: held, not settled, and in a version of its own.

    Holding it comes first, so that a decision is either seen here or waits for the edit.
    """
    if await session.get(Proposal, proposal_id) is None:
        raise NotFound
    proposal = await session.get(
        Proposal, proposal_id, with_for_update={'key_share': True}, populate_existing=True
    )
    if proposal is None:
        raise NotAllowed
    if proposal.status in SETTLED:
        raise Invalid(SETTLED[proposal.status])
    await versions.begin_edit(session, proposal)
    return proposal

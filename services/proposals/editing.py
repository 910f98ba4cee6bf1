"""Edits of a proposal, its days and its activities. Line out, step B."""

from collections.abc import Mapping
from typing import Any, TypeVar
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models import (
    ActivityFields,
    DayFields,
    Proposal,
    ProposalActivity,
    ProposalDay,
    ProposalFields,
    ProposalStatus,
)
from models.viewer import Viewer
from services.commands import editables
from services.commands.editables import Editable
from services.commands.rows import lock_row
from services.errors import Invalid, NotFound
from services.proposals import versions
from services.retry import idempotent

Part = TypeVar('Part', Proposal, ProposalDay, ProposalActivity)

SETTLED = {
    ProposalStatus.APPROVED: 'This proposal is approved, so what was agreed stays. '
    'Reopen it, or duplicate it to offer something else.',
    ProposalStatus.VOID: 'This proposal is void. Duplicate it to go on.',
    ProposalStatus.SUPERSEDED: 'A newer proposal took this one’s place. Edit that one.',
}


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


async def _lock_proposal_of(session: AsyncSession, row: ProposalDay | ProposalActivity) -> None:
    await lock_proposal(session, row.proposal_id)


async def _begin_edit_of_part(
    session: AsyncSession, row: ProposalDay | ProposalActivity, changes: Mapping[str, Any]
) -> None:
    # locked above, so this is what the session holds of it
    proposal = await session.get(Proposal, row.proposal_id)
    assert proposal is not None
    await begin_edit(session, proposal)


async def _begin_edit_of_proposal(
    session: AsyncSession, row: Proposal, changes: Mapping[str, Any]
) -> None:
    await begin_edit(session, row)
    check_together(row, changes)


def check_together(proposal: Proposal, values: Mapping[str, Any]) -> None:
    """Rules between fields. Raises: `Invalid`."""
    starts = values.get('starts_on', proposal.starts_on)
    ends = values.get('ends_on', proposal.ends_on)
    if starts and ends and starts > ends:
        field = 'ends_on' if 'ends_on' in values else 'starts_on'
        raise Invalid('The trip ends before it starts.', field=field)


PROPOSAL = Editable(
    table=Proposal,
    fields=ProposalFields,
    name='proposal',
    cells=frozenset({'title'}),
    before_edit=_begin_edit_of_proposal,
)
DAY = Editable(
    table=ProposalDay,
    fields=DayFields,
    name='day',
    cells=frozenset({'title', 'body'}),
    lock_above=_lock_proposal_of,
    before_edit=_begin_edit_of_part,
)
ACTIVITY = Editable(
    table=ProposalActivity,
    fields=ActivityFields,
    name='activity',
    cells=frozenset({'title', 'note', 'price'}),
    lock_above=_lock_proposal_of,
    before_edit=_begin_edit_of_part,
)
EDITABLES: dict[type[Any], Editable[Any]] = {each.table: each for each in (PROPOSAL, DAY, ACTIVITY)}


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
    """Change the given fields of a proposal, a day or an activity; see `editables.edit`."""
    row: Part = await editables.edit(
        session, viewer, of=EDITABLES[kind], id=id, changes=changes, base=base
    )
    return row

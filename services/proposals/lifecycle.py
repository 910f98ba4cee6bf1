"""A proposal's way from draft to decided: what an operator may do with its status.

Line out, step B. Clients move it on by what they do; triggers see to that.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import DecisionFields, Proposal, ProposalStatus
from models.text import visible
from models.viewer import Viewer
from services.commands.fields import validated
from services.commands.rows import change
from services.errors import Invalid, NotFound
from services.proposals import versions
from services.proposals.editing import lock_proposal
from services.retry import idempotent

OPEN = (
    ProposalStatus.DRAFT,
    ProposalStatus.SENT,
    ProposalStatus.VIEWED,
    ProposalStatus.COMMENTED,
)
STEPS: dict[ProposalStatus, tuple[ProposalStatus, ...]] = {
    ProposalStatus.SENT: (
        ProposalStatus.DRAFT,
        ProposalStatus.APPROVED,
        ProposalStatus.DECLINED,
        ProposalStatus.EXPIRED,
    ),
    ProposalStatus.EXPIRED: OPEN[1:],
    ProposalStatus.SUPERSEDED: (*OPEN, ProposalStatus.DECLINED, ProposalStatus.EXPIRED),
    ProposalStatus.VOID: tuple(
        status for status in ProposalStatus if status is not ProposalStatus.VOID
    ),
}
"""Where an operator may move a proposal to, and from which statuses."""


@idempotent
async def send(session: AsyncSession, viewer: Viewer, *, proposal_id: UUID) -> Proposal:
    """Draft → sent: from here on, what the client sees is a numbered version.

    What was decided, or has expired, is sent again as a new version.
    """
    proposal = await held(session, proposal_id)
    if proposal.status in STEPS[ProposalStatus.SENT][1:]:
        return await reopen(session, viewer, proposal_id=proposal_id)
    proposal = await move(session, viewer, proposal_id=proposal_id, to=ProposalStatus.SENT)
    await versions.record(session, proposal)
    return proposal


async def reopen(session: AsyncSession, viewer: Viewer, *, proposal_id: UUID) -> Proposal:
    """A decided or expired proposal goes back to the client, as a new version.

    One that went back already stays as it is.
    """
    proposal = await held(session, proposal_id)
    if proposal.status is ProposalStatus.SENT:
        return proposal
    await versions.record(session, proposal)
    more: dict[str, object] = {'version': proposal.version + 1}
    is_past = func.tradewind.is_past(proposal.valid_until, proposal.organization_id)
    if await session.scalar(select(is_past)):
        more['valid_until'] = None
    # in one statement: what is settled changes only as it is reopened
    to = ProposalStatus.SENT
    proposal = await move(session, viewer, proposal_id=proposal_id, to=to, more=more)
    await versions.record(session, proposal)
    return proposal


async def void(
    session: AsyncSession, viewer: Viewer, *, proposal_id: UUID, reason: str
) -> Proposal:
    """Take a proposal back for good; every link to it stops working."""
    if not visible(reason):
        raise Invalid('Say why, so that colleagues know later.', field='reason')
    typed = validated(DecisionFields, {'reason': reason})
    return await move(session, viewer, proposal_id=proposal_id, to=ProposalStatus.VOID, **typed)


@idempotent
async def supersede(session: AsyncSession, viewer: Viewer, *, proposal_id: UUID) -> Proposal:
    return await move(session, viewer, proposal_id=proposal_id, to=ProposalStatus.SUPERSEDED)


async def move(
    session: AsyncSession,
    viewer: Viewer,
    *,
    proposal_id: UUID,
    to: ProposalStatus,
    reason: str = '',
    more: Mapping[str, object] | None = None,
) -> Proposal:
    """Change the status where that step exists; the trigger stamps it into the history.

    `more` are columns that change with it.

    A proposal that is there already stays as it is; a reason, though, would be lost.
    Raises: `Invalid` when the proposal is in no status that leads there.
    """
    proposal = await held(session, proposal_id)
    if proposal.status is to and not reason:
        return proposal
    if proposal.is_template:
        raise Invalid('A template is not sent. Make a proposal from it first.')
    if proposal.status not in STEPS.get(to, ()):
        raise Invalid(f'A proposal that is {proposal.status} cannot become {to}.')
    connection = await session.connection()
    await connection.execute(select(func.set_config('tradewind.reason', reason, True)))
    return await change(session, Proposal, proposal_id, {'status': to, **(more or {})})


async def expire_overdue(session: AsyncSession, viewer: Viewer) -> int:
    """Mark shared proposals whose last day has passed; returns how many. For the system."""
    done = await session.exec(
        update(Proposal)
        .where(
            col(Proposal.status).in_([status for status in OPEN if status.is_shared]),
            func.tradewind.is_past(col(Proposal.valid_until), col(Proposal.organization_id)),
        )
        .values(status=ProposalStatus.EXPIRED)
        .returning(col(Proposal.id))
    )
    return len(done.all())


async def get_proposal(session: AsyncSession, proposal_id: UUID) -> Proposal:
    proposal = await session.get(Proposal, proposal_id, populate_existing=True)
    if proposal is None or proposal.deleted_at is not None:
        raise NotFound
    return proposal


async def held(session: AsyncSession, proposal_id: UUID) -> Proposal:
    """The same, and it stays so until the end: a client's decision comes before or after."""
    proposal = await lock_proposal(session, proposal_id)
    if proposal.deleted_at is not None:
        raise NotFound
    return proposal

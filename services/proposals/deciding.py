"""What a client does to a proposal: choose options, approve, decline.

Line out, step B. The link's rights are the database's to judge; here they become sentences.
"""

import hashlib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Decision, Proposal, ProposalActivity, ProposalApproval
from models.viewer import LinkHolder
from services.errors import Changed, Invalid, NotAllowed, NotFound
from services.proposals.totals import counts, line_total, totals
from services.repeating import repeatable

NOT_NOW = 'This proposal can no longer be changed here. Ask for a new version instead.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a decision came from; the address is kept as a digest only."""

    user_agent: str = ''
    address: str = ''

    @property
    def address_hash(self) -> str:
        return hashlib.sha256(self.address.encode()).hexdigest() if self.address else ''


@repeatable
async def choose(
    session: AsyncSession, viewer: LinkHolder, *, activity_id: UUID, is_selected: bool
) -> int:
    """Add an optional activity to the trip, or take it out; returns the row's new revision.

    Raises: `NotFound`, `NotAllowed` when the link or the proposal's status does not let it.
    """
    await hold(session)
    activity = await session.get(ProposalActivity, activity_id)
    if activity is None:
        raise NotFound('This option was removed a moment ago.')
    if not activity.is_optional:
        raise NotAllowed('This part of the trip is always included.')
    changed = await session.exec(
        update(ProposalActivity)
        .where(col(ProposalActivity.id) == activity_id)
        .values(is_selected=is_selected)
        .returning(col(ProposalActivity.revision))
    )
    revision = changed.scalar()
    if revision is None:
        raise NotAllowed(NOT_NOW)
    return int(revision)


async def approve(
    session: AsyncSession,
    viewer: LinkHolder,
    *,
    name: str,
    consent: bool,
    version: int,
    total: Decimal,
    evidence: Evidence,
) -> None:
    """Approve the proposal as it was shown: `version` and `total` are what stood on the button.

    Raises: `Invalid` for a missing name or consent, `Changed` when it moved on meanwhile.
    """
    if not name.strip():
        raise Invalid('Type your full name to approve.', field='name')
    if not consent:
        raise Invalid('Tick the box to say that you agree.', field='consent')
    proposal, chosen, sums = await as_it_stands(session, viewer)
    if proposal.version != version or sums.total != total:
        raise Changed(
            'The proposal changed while you were looking, so nothing was approved. '
            'Please check it once more.'
        )
    await decide(
        session,
        viewer,
        decision=Decision.APPROVED,
        name=name.strip()[:200],
        consent=True,
        version=version,
        total=total,
        currency=proposal.currency,
        selection={
            str(one.id): {
                'title': one.title,
                'price': str(line_total(one, proposal.travellers)),
            }
            for one in chosen
        },
        user_agent=evidence.user_agent[:200],
        address_hash=evidence.address_hash,
    )


async def decline(
    session: AsyncSession,
    viewer: LinkHolder,
    *,
    name: str,
    reason: str,
    evidence: Evidence,
) -> None:
    """Say no, with a reason where the client wants to give one."""
    proposal, _, sums = await as_it_stands(session, viewer)
    await decide(
        session,
        viewer,
        decision=Decision.DECLINED,
        name=name.strip()[:200] or 'The client',
        consent=False,
        reason=reason.strip()[:4000],
        version=proposal.version,
        total=sums.total,
        currency=proposal.currency,
        user_agent=evidence.user_agent[:200],
        address_hash=evidence.address_hash,
    )


async def hold(session: AsyncSession) -> None:
    """Let edits and other decisions wait, and wait for those under way."""
    connection = await session.connection()
    await connection.execute(select(func.tradewind.hold_proposal()))


async def as_it_stands(
    session: AsyncSession, viewer: LinkHolder
) -> tuple[Proposal, list[ProposalActivity], Any]:
    """The proposal, what counts of it, and its totals; they stay so until the end."""
    await hold(session)
    proposal = await session.get(Proposal, viewer.proposal_id)
    if proposal is None:
        raise NotFound('This link no longer opens the proposal.')
    found = await session.exec(
        select(ProposalActivity).where(
            ProposalActivity.proposal_id == proposal.id,
            col(ProposalActivity.deleted_at).is_(None),
        )
    )
    activities = found.all()
    sums = totals(activities, proposal.travellers)
    return proposal, [one for one in activities if counts(one)], sums


async def decide(session: AsyncSession, viewer: LinkHolder, **values: Any) -> None:
    proposal = await session.get(Proposal, viewer.proposal_id)
    if proposal is not None and not proposal.status.is_open:
        raise NotAllowed(f'This proposal is already {proposal.status}.')
    await session.exec(
        insert(ProposalApproval).values(
            id=uuid4(),
            organization_id=viewer.organization_id,
            proposal_id=viewer.proposal_id,
            share_link_id=viewer.share_link_id,
            **values,
        )
    )

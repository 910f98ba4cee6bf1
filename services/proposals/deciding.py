"""What a client does to a proposal: choose options, approve, decline.

Line out, step B. The link's rights are the database's to judge; here they become sentences.
"""

import hmac
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import func, insert, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Decision, DecisionFields, Proposal, ProposalActivity, ProposalApproval
from models.text import cut, is_name
from models.viewer import LinkHolder
from services.commands.fields import validated
from services.errors import Invalid, NotAllowed, NotFound, Outdated
from services.proposals.differences import Picture, differences, of_snapshot, picture
from services.proposals.ordering import days_in
from services.proposals.totals import counts, line_total, totals
from services.retry import idempotent

NOBODY = 'The client'
"""Who declines without a name."""
ENDED = 'This link no longer opens the proposal.'
NOT_NOW = 'This proposal can no longer be changed here. Ask for a new version instead.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a decision came from; the address is kept as a digest under the server's key only.

    Without a key it would be the address: all of them can be tried in minutes.
    """

    user_agent: str = ''
    address: str = ''
    key: str = field(default='', repr=False)

    @property
    def address_hash(self) -> str:
        if not self.address or not self.key:
            return ''
        return hmac.new(self.key.encode(), self.address.encode(), sha256).hexdigest()


@idempotent
async def choose(
    session: AsyncSession, viewer: LinkHolder, *, activity_id: UUID, is_selected: bool
) -> int:
    """Add an optional activity to the trip, or take it out; returns the row's new revision.

    Raises: `NotFound`, `NotAllowed` when the link or the proposal's status does not let it.
    """
    await lock_proposal(session)
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


@idempotent
async def approve(
    session: AsyncSession,
    viewer: LinkHolder,
    *,
    name: str,
    consent: bool,
    version: int,
    total: Decimal,
    evidence: Evidence,
    seen: Picture | None = None,
    id: UUID | None = None,
) -> None:
    """Approve the proposal as it was shown: `version` and `total` are what stood on the button.

    `seen` is all that stood on the page; without it what changed is told from the versions kept.
    With an `id` of the caller's, repeating a decision that was taken says nothing more.

    Raises: `Invalid` for a missing name or consent, `Outdated` when it moved on meanwhile.
    """
    if not is_name(name):
        raise Invalid('Type your full name to approve.', field='name')
    typed = validated(DecisionFields, {'name': name})
    if not consent:
        raise Invalid('Tick the box to say that you agree.', field='consent')
    proposal, activities, sums = await as_it_stands(session, viewer)
    if await was_decided(session, id):
        return
    now = picture(proposal, await days_in(session, proposal.id), activities)
    moved_on = proposal.version != version or sums.total != total
    if moved_on or (seen is not None and differences(seen, now)):
        seen = seen or await seen_version(session, version)
        raise Outdated(differences(seen, now) if seen else ())
    chosen = [one for one in activities if counts(one)]
    await decide(
        session,
        viewer,
        id=id,
        decision=Decision.APPROVED,
        consent=True,
        version=version,
        total=total,
        currency=proposal.currency,
        selection={
            str(one.id): {
                'title': one.title,
                'price': str(line_total(one, proposal.travellers, proposal.currency)),
            }
            for one in chosen
        },
        user_agent=cut(evidence.user_agent),
        address_hash=evidence.address_hash,
        **typed,
    )


@idempotent
async def decline(
    session: AsyncSession,
    viewer: LinkHolder,
    *,
    name: str,
    reason: str,
    evidence: Evidence,
    id: UUID | None = None,
) -> None:
    """Say no, with a reason where the client wants to give one; `id` as for an approval.

    Raises: `Invalid` for what is too long.
    """
    typed = validated(DecisionFields, {'name': name if is_name(name) else NOBODY, 'reason': reason})
    proposal, _, sums = await as_it_stands(session, viewer)
    if await was_decided(session, id):
        return
    await decide(
        session,
        viewer,
        id=id,
        decision=Decision.DECLINED,
        consent=False,
        version=proposal.version,
        total=sums.total,
        currency=proposal.currency,
        user_agent=cut(evidence.user_agent),
        address_hash=evidence.address_hash,
        **typed,
    )


async def lock_proposal(session: AsyncSession) -> None:
    """Let edits, other decisions and the link's end wait, and wait for those under way.

    Raises: `NotFound` when the link has ended, be it while this waited.
    """
    connection = await session.connection()
    if not await connection.scalar(select(func.tradewind.hold_proposal())):
        raise NotFound(ENDED)


async def as_it_stands(
    session: AsyncSession, viewer: LinkHolder
) -> tuple[Proposal, list[ProposalActivity], Any]:
    """The proposal, its activities and its totals; they stay so until the end."""
    await lock_proposal(session)
    proposal = await session.get(Proposal, viewer.proposal_id)
    if proposal is None:
        raise NotFound(ENDED)
    found = await session.exec(
        select(ProposalActivity).where(
            ProposalActivity.proposal_id == proposal.id,
            col(ProposalActivity.deleted_at).is_(None),
        )
    )
    activities = list(found.all())
    return proposal, activities, totals(activities, proposal.travellers, proposal.currency)


async def was_decided(session: AsyncSession, id: UUID | None) -> bool:
    """Whether an earlier try of the same decision was taken, and its answer lost."""
    if id is None:
        return False
    found = await session.exec(select(ProposalApproval.id).where(ProposalApproval.id == id))
    return found.first() is not None


async def seen_version(session: AsyncSession, version: int) -> Picture | None:
    """A version that the presented link has shown; None where none was kept."""
    connection = await session.connection()
    kept = await connection.scalar(select(func.tradewind.shown_version(version)))
    return of_snapshot(kept) if kept else None


async def decide(
    session: AsyncSession, viewer: LinkHolder, *, id: UUID | None, **values: Any
) -> None:
    proposal = await session.get(Proposal, viewer.proposal_id)
    if proposal is not None and not proposal.status.is_open:
        raise NotAllowed(f'This proposal is already {proposal.status}.')
    await session.exec(
        insert(ProposalApproval).values(
            id=id or uuid4(),
            organization_id=viewer.organization_id,
            proposal_id=viewer.proposal_id,
            share_link_id=viewer.share_link_id,
            **values,
        )
    )

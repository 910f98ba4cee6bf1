"""Versions: what the client saw stays on record when the operator goes on editing."""

import json
from decimal import Decimal
from typing import Any

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Proposal, ProposalActivity, ProposalDay, ProposalVersion
from services.money import rounded
from services.proposals.totals import totals


async def snapshot(session: AsyncSession, proposal: Proposal) -> tuple[dict[str, Any], Decimal]:
    """The proposal as JSON, and its total: `{"proposal": {…}, "days": […], "activities": […]}`."""
    days = await session.exec(
        select(ProposalDay)
        .where(ProposalDay.proposal_id == proposal.id, col(ProposalDay.deleted_at).is_(None))
        .order_by(col(ProposalDay.position), col(ProposalDay.id))
    )
    found = await session.exec(
        select(ProposalActivity)
        .where(
            ProposalActivity.proposal_id == proposal.id,
            col(ProposalActivity.deleted_at).is_(None),
        )
        .order_by(col(ProposalActivity.position), col(ProposalActivity.id))
    )
    activities = found.all()
    picture = {
        'proposal': as_json(proposal),
        'days': [as_json(day) for day in days],
        'activities': [line_as_json(activity, proposal.currency) for activity in activities],
    }
    return picture, totals(activities, proposal.travellers, proposal.currency).total


def as_json(row: SQLModel) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(row.model_dump_json())
    return plain


def line_as_json(activity: ProposalActivity, currency: str) -> dict[str, Any]:
    """The price as fine as its currency, as `tradewind.keep_version` keeps it."""
    return as_json(activity) | {'price': str(rounded(activity.price, currency))}


async def record(session: AsyncSession, proposal: Proposal) -> None:
    """Write the proposal as it stands now into its current version; one approved stays."""
    picture, total = await snapshot(session, proposal)
    changed = await session.exec(
        update(ProposalVersion)
        .where(
            col(ProposalVersion.proposal_id) == proposal.id,
            col(ProposalVersion.number) == proposal.version,
        )
        .values(snapshot=picture, total=total)
        .returning(col(ProposalVersion.id))
    )
    if changed.first() is None:
        await session.exec(
            insert(ProposalVersion)
            .values(
                organization_id=proposal.organization_id,
                proposal_id=proposal.id,
                number=proposal.version,
                snapshot=picture,
                total=total,
            )
            .on_conflict_do_nothing()  # a row that no policy lets anybody change
        )


async def begin_edit(session: AsyncSession, proposal: Proposal) -> None:
    """Start a new version when the client may have seen the last one; the row is held."""
    if not proposal.status.is_shared:
        return
    began = await session.exec(
        select(ProposalVersion.created_at).where(
            ProposalVersion.proposal_id == proposal.id,
            ProposalVersion.number == proposal.version,
        )
    )
    started = began.first()
    if started is not None and not seen_since(proposal, started):
        return
    await record(session, proposal)
    proposal.version += 1
    await session.flush()
    await record(session, proposal)


def seen_since(proposal: Proposal, started: Any) -> bool:
    return proposal.client_activity_at is not None and proposal.client_activity_at > started

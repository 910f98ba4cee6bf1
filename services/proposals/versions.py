"""Versions: what the client saw stays on record when the operator goes on editing."""

import json
from typing import Any

from sqlalchemy import func
from sqlmodel import SQLModel, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Proposal, ProposalVersion


def as_json(row: SQLModel) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(row.model_dump_json())
    return plain


async def record(session: AsyncSession, proposal: Proposal) -> None:
    """Keep the proposal as it stands now as its current version; one decided on stays."""
    await session.flush()
    await (await session.connection()).execute(select(func.tradewind.record_version(proposal.id)))


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

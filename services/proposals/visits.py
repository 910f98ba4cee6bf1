"""Visits of clients: begun once the socket is there and the page was visible, never on a GET."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Proposal, ProposalView, ViewVerdict
from models.viewer import LinkHolder
from services.proposals.differences import Picture, of_snapshot
from services.retry import idempotent

MACHINES = re.compile(
    r'(?<!cu)bot\b|crawl|spider|preview|scan|fetch|monitor|externalhit|compatible;'
)
"""Words of programs that open links by themselves, dressed as a browser; Cubot makes phones."""
_seen = func.tradewind.last_seen().table_valued('number', 'seen_at')
LAST_SEEN = select(_seen.c.number, _seen.c.seen_at)


def verdict(user_agent: str) -> ViewVerdict:
    """Whether a person or a program is looking: every browser says it is Mozilla."""
    name = user_agent.lower()
    is_browser = name.startswith('mozilla/') and not MACHINES.search(name)
    return ViewVerdict.HUMAN if is_browser else ViewVerdict.MACHINE


def device(user_agent: str) -> str:
    """`phone`, `tablet` or `desktop`."""
    name = user_agent.lower()
    if 'ipad' in name or ('android' in name and 'mobile' not in name):
        return 'tablet'
    return 'phone' if 'mobi' in name or 'iphone' in name else 'desktop'


async def begin(session: AsyncSession, viewer: LinkHolder, *, user_agent: str) -> UUID:
    """Record that somebody opened the link; a trigger stamps the first view."""
    visit_id = uuid4()
    await session.exec(
        insert(ProposalView).values(
            id=visit_id,
            organization_id=viewer.organization_id,
            proposal_id=viewer.proposal_id,
            share_link_id=viewer.share_link_id,
            device=device(user_agent),
            verdict=verdict(user_agent),
        )
    )
    return visit_id


async def end(session: AsyncSession, viewer: LinkHolder, *, visit_id: UUID) -> None:
    """Note when they left."""
    await session.exec(
        update(ProposalView)
        .where(col(ProposalView.id) == visit_id)
        .values(ended_at=datetime.now(UTC))
    )


@idempotent
async def acknowledge(
    session: AsyncSession, viewer: LinkHolder, *, visit_id: UUID, version: int
) -> None:
    """Note that they have seen what changed, up to this version."""
    await session.exec(
        update(ProposalView).where(col(ProposalView.id) == visit_id).values(acknowledged=version)
    )


async def last_seen(session: AsyncSession, viewer: LinkHolder) -> tuple[datetime, Picture] | None:
    """The proposal as this link's holder saw it last, and when; None where they saw it all."""
    connection = await session.connection()
    row = (await connection.execute(LAST_SEEN)).first()
    stands = await session.scalar(
        select(col(Proposal.version)).where(col(Proposal.id) == viewer.proposal_id)
    )
    if row is None or row.number is None or row.number == stands:
        return None
    kept = await connection.scalar(select(func.tradewind.shown_version(row.number)))
    return (row.seen_at, of_snapshot(kept)) if kept else None

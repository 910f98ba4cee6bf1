"""Visits of clients: begun once the socket is there and the page was visible, never on a GET."""

import re
from datetime import UTC, datetime
from uuid import UUID, uuid4

from sqlalchemy import insert, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ProposalView, ViewVerdict
from models.viewer import LinkHolder

MACHINES = re.compile(
    r'(?<!cu)bot\b|crawl|spider|preview|scan|fetch|monitor|externalhit|compatible;'
)
"""Words of programs that open links by themselves, dressed as a browser; Cubot makes phones."""


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

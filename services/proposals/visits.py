"""Visits of clients: begun once the socket is there and the page was visible, never on a GET."""

import re
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import func, insert, select, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Proposal, ProposalView, ViewVerdict
from models.viewer import LinkHolder
from services.proposals.differences import Picture, of_snapshot
from services.retry import idempotent
from services.unreadable import UNREADABLE

MACHINES = re.compile(
    '|'.join(
        (
            # what programs call themselves; Cubot makes phones
            r'(?<!cu)bot\b|(?<!cu)bots?[-_/]|crawl|spider|slurp|archive|scrap|scan|fetch|compatible;',
            # browsers that no hand holds
            'headless|phantomjs|slimerjs|htmlunit|jsdom|playwright|puppeteer|selenium|webdriver',
            'cypress|testcafe|nightmare|prerender|rendertron|chrome-lighthouse|lighthouse',
            # measuring and watching
            'pagespeed|page speed|gtmetrix|ptst/|webpagetest|speedcurve|calibre|yellowlab|insights',
            'monitor|pingdom|uptime|statuscake|site24x7|checkly|catchpoint|datadog|dynatrace',
            'newrelic|synthetic|better stack|betterstack|healthcheck|inspectiontool|read-aloud',
            'validator|checker|linkcheck|screaming frog|httrack|heritrix|nutch|ahrefs|semrush',
            # previews of messages, and mail that is read for somebody
            r'preview|externalhit|facebookcatalog|meta-external|embedly|iframely|favicon|proxy\b',
            'slack|whatsapp/|telegram|discord|skypeuri|vkshare|snap url|google-safety|safelinks',
            'barracuda|mimecast|proofpoint|urldefense|symantec|forcepoint|zscaler|virustotal',
            # libraries that were told to look like a browser
            r'python|urllib|aiohttp|httpx|scrapy|curl|wget|libwww|lwp|perl|ruby|php/|guzzle|java/',
            'http-?client|okhttp|axios|node-fetch|undici|superagent|postman|insomnia|winhttp',
            'nikto|nmap|sqlmap|zgrab|nessus|qualys|acunetix|nuclei|burp|wappalyzer|builtwith',
        )
    )
)
"""Words of programs that open links by themselves, dressed as a browser."""
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


async def begin(
    session: AsyncSession, viewer: LinkHolder, *, user_agent: str, browser: str = ''
) -> UUID:
    """Record that somebody looks; who was here a moment ago goes on with that visit.

    A trigger decides, and stamps the first view.
    """
    await session.exec(
        insert(ProposalView).values(
            id=uuid4(),
            organization_id=viewer.organization_id,
            proposal_id=viewer.proposal_id,
            share_link_id=viewer.share_link_id,
            device=device(user_agent),
            browser=browser[:64],
            verdict=verdict(user_agent),
        )
    )
    return UUID(await session.scalar(select(func.current_setting('tradewind.visit'))))


async def end(session: AsyncSession, viewer: LinkHolder, *, visit_id: UUID) -> None:
    """Note when they left."""
    await session.exec(
        update(ProposalView).where(col(ProposalView.id) == visit_id).values(ended_at=func.now())
    )


@idempotent
async def acknowledge(
    session: AsyncSession, viewer: LinkHolder, *, visit_id: UUID, version: int
) -> None:
    """Note that they have seen what changed, up to this version."""
    await session.exec(
        update(ProposalView).where(col(ProposalView.id) == visit_id).values(acknowledged=version)
    )


async def last_seen(
    session: AsyncSession, viewer: LinkHolder, *, stands: int | None = None
) -> tuple[datetime, Picture] | None:
    """The proposal as this link's holder saw it last, and when; None where they saw it all, or
    where it cannot be told any more. `stands` is its version, where that is known."""
    connection = await session.connection()
    row = (await connection.execute(LAST_SEEN)).first()
    if stands is None:
        query = select(col(Proposal.version)).where(col(Proposal.id) == viewer.proposal_id)
        stands = await session.scalar(query)
    if row is None or row.number is None or row.number == stands:
        return None
    kept = await connection.scalar(select(func.tradewind.shown_version(row.number)))
    before = of_snapshot(kept) if kept else None
    return (row.seen_at, before) if before and row.seen_at is not UNREADABLE else None

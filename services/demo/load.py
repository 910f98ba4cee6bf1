"""Writes the demo organizations, and takes them back: `python -m services.demo reset`.

Line out, step B, done by the system: everything about an organization in one transaction.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from sqlalchemy import delete, func, update
from sqlmodel import SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, Image, Import, Organization, Profile, Proposal, ProposalTransition, Trip
from models.viewer import System
from services.database import Database
from services.demo.activity import Activity
from services.demo.content import ORGANIZATIONS, SKYLINE
from services.demo.content.skyline.madeira import CLIENT_LINK, MADEIRA
from services.demo.people import People, key_id
from services.demo.rows import ProposalRows
from services.demo.shapes import DemoOrganization
from services.demo.trips import TripRows

PASSWORD = 'tradewind-demo'
CreateUser = Callable[[str, str, str], Awaitable[UUID]]
"""`(email, password, full_name)` → id of the Auth user, made now or there already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoResult:
    """Where to begin looking around."""

    proposal_id: UUID
    share_link_id: UUID
    logins: tuple[str, ...]
    """E-mail address of each member; the password is `PASSWORD`."""


RESULT = DemoResult(
    proposal_id=key_id(SKYLINE.key, MADEIRA.key, 'proposal'),
    share_link_id=key_id(SKYLINE.key, MADEIRA.key, 'link', CLIENT_LINK),
    logins=tuple(member.email for demo in ORGANIZATIONS for member in demo.members),
)
"""The same for every loading."""


async def load(database: Database, create_user: CreateUser) -> DemoResult:
    """Make users and organizations that are not there yet; never touches what is."""
    for demo in ORGANIZATIONS:
        async with database.read(System()) as session:
            if await session.get(Organization, key_id(demo.key)) is not None:
                continue
        users = {
            member.email: await create_user(member.email, PASSWORD, member.full_name)
            for member in demo.members
        }
        async with database.write(System()) as session:
            await write(session, People(demo=demo, users=users, now=datetime.now(UTC)))
    return RESULT


async def reset(database: Database, create_user: CreateUser) -> DemoResult:
    """Put the demo organizations back as they were at first; users and everyone else stay."""
    for demo in ORGANIZATIONS:
        async with database.read(System()) as session:
            users = await known_users(session, demo)
        for member in demo.members:
            if member.email not in users:
                users[member.email] = await create_user(member.email, PASSWORD, member.full_name)
        async with database.write(System()) as session:
            await remove(session, demo)
            await write(session, People(demo=demo, users=users, now=datetime.now(UTC)))
    return RESULT


async def result(database: Database) -> DemoResult | None:
    """The same as loading answered, or None when somebody has put the demo away."""
    async with database.read(System()) as session:
        proposal = await session.get(Proposal, RESULT.proposal_id)
    return RESULT if proposal and proposal.deleted_at is None else None


async def known_users(session: AsyncSession, demo: DemoOrganization) -> dict[str, UUID]:
    """Auth users of the members who are there: `{"anna@skyline.example": UUID}`."""
    found = await session.exec(
        select(Profile.email, Profile.user_id).where(Profile.organization_id == key_id(demo.key))
    )
    return dict(found.all())


async def remove(session: AsyncSession, demo: DemoOrganization) -> None:
    """Delete the organization and all that is its own; the rest of a proposal cascades."""
    for kind in (Import, Trip, Proposal, Contact, Image, Profile, Organization):
        await session.exec(delete(kind).where(col(kind.organization_id) == key_id(demo.key)))


async def write(session: AsyncSession, people: People) -> None:
    """Write an organization; each stage stands on the one before."""
    demo = people.demo
    await tell_nobody(session)
    proposals = [ProposalRows(people, one) for one in demo.proposals]
    activity = Activity(people, proposals)
    await add(session, [people.organization()])
    await add(session, people.profiles())
    await add(session, activity.touched(people.contacts()))
    await add(session, people.views())
    await add(session, [one.proposal for one in proposals])
    await add(session, [day for one in proposals for day in one.days])
    await add(session, [row for one in proposals for row in (*one.activities, *one.links())])
    await add(session, [row for one in proposals for row in (*one.views(), *one.comments())])
    await add(session, [row for one in proposals for row in (*one.decisions(), *one.versions())])
    trips = [TripRows(people, one, proposals) for one in demo.trips]
    await add(session, [one.trip for one in trips])
    await add(session, [item for one in trips for item in one.items()])
    await rewrite_history(session, people, proposals)
    await add(session, activity.events)


async def tell_nobody(session: AsyncSession) -> None:
    """What is written here happened long ago."""
    await session.exec(select(func.set_config('tradewind.bulk', 'on', True)))


async def add(session: AsyncSession, rows: Iterable[SQLModel]) -> None:
    session.add_all(rows)
    await session.flush()


async def rewrite_history(
    session: AsyncSession, people: People, proposals: list[ProposalRows]
) -> None:
    """Put stamps back in time that triggers have set to now."""
    await session.exec(
        delete(ProposalTransition).where(
            col(ProposalTransition.organization_id) == people.organization_id
        )
    )
    for rows in proposals:
        said, at = rows.demo.last_act or ('', None)
        await session.exec(
            update(Proposal)
            .where(col(Proposal.id) == rows.id)
            .values(client_activity=said, client_activity_at=people.now - at if at else None)
        )
    await add(session, [row for one in proposals for row in one.transitions()])

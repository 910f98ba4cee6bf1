"""An organization at work on one proposal: what the tests of commands start from."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlmodel import select

from models import LinkScope, MemberRole, Profile, Proposal, ProposalActivity, ProposalDay
from models.base import Row
from models.viewer import LinkHolder, Operator, System, Viewer
from services.accounts import organizations
from services.database import Database
from services.proposals import building, drafting, ordering, share_links
from services.proposals.totals import Totals, totals

R = TypeVar('R', bound=Row)
SYSTEM = System()


@dataclass(kw_only=True)
class Office:
    """Anna owns the organization, Ben is a member, Rita may only read."""

    db: Database
    anna: Operator
    ben: Operator
    rita: Operator
    proposal_id: UUID
    day_id: UUID
    room_id: UUID
    """Fixed, 300 for the group."""
    boat_id: UUID
    """Optional, 50 each, not chosen."""

    async def run(self, command: Callable[..., Awaitable[Any]], viewer: Viewer, **more: Any) -> Any:
        return await self.db.run(command, viewer, **more)

    async def rows(self, kind: type[R], viewer: Viewer = SYSTEM, **equals: Any) -> list[R]:
        """Rows of a table, oldest first, that have these values."""
        statement = select(kind).filter_by(**equals).order_by(kind.created_at, kind.id)
        async with self.db.read(viewer) as session:
            return list(await session.exec(statement))

    async def row(self, kind: type[R], id: UUID) -> R:
        (found,) = await self.rows(kind, id=id)
        return found

    @property
    async def proposal(self) -> Proposal:
        return await self.row(Proposal, self.proposal_id)

    async def totals(self) -> Totals:
        activities = await self.rows(ProposalActivity, proposal_id=self.proposal_id)
        kept = [one for one in activities if one.deleted_at is None]
        proposal = await self.proposal
        return totals(kept, proposal.travellers, proposal.currency)

    async def order(self, day_id: UUID | None = None) -> list[str]:
        """Titles of the days, or of one day's activities, as screens show them."""
        async with self.db.read(SYSTEM) as session:
            found: list[Any] = (
                await ordering.activities_in(session, day_id)
                if day_id
                else await ordering.days_in(session, self.proposal_id)
            )
        return [one.title for one in found]

    async def link(self, scope: LinkScope = LinkScope.APPROVE, **more: Any) -> LinkHolder:
        """Share the proposal; the client behind the new link."""
        made = await self.run(
            share_links.create, self.anna, proposal_id=self.proposal_id, scope=scope, **more
        )
        return LinkHolder(
            share_link_id=made.id,
            proposal_id=made.proposal_id,
            organization_id=made.organization_id,
        )


async def set_up(db: Database) -> Office:
    owner = await db.run(
        organizations.create,
        SYSTEM,
        name='Skyline',
        user_id=uuid4(),
        email='anna@skyline.example',
        full_name='Anna Keller',
    )
    anna = Operator(user_id=owner.user_id, organization_id=owner.organization_id)
    ben = await join(db, anna, MemberRole.MEMBER, 'Ben Okoro')
    rita = await join(db, anna, MemberRole.READ_ONLY, 'Rita Moss')
    proposal = await db.run(drafting.create, anna, title='Madeira')
    async with db.read(anna) as session:
        (day,) = await session.exec(
            select(ProposalDay).where(ProposalDay.proposal_id == proposal.id)
        )
    room = await db.run(
        building.add_activity,
        anna,
        day_id=day.id,
        title='Room',
        price=Decimal(300),
        price_unit='per_group',
    )
    boat = await db.run(
        building.add_activity,
        anna,
        day_id=day.id,
        title='Boat',
        price=Decimal(50),
        is_optional=True,
    )
    return Office(
        db=db,
        anna=anna,
        ben=ben,
        rita=rita,
        proposal_id=proposal.id,
        day_id=day.id,
        room_id=room.id,
        boat_id=boat.id,
    )


async def join(db: Database, owner: Operator, role: MemberRole, name: str) -> Operator:
    operator = Operator(user_id=uuid4(), organization_id=owner.organization_id)
    async with db.write(SYSTEM) as session:
        session.add(
            Profile(
                organization_id=owner.organization_id,
                user_id=operator.user_id,
                role=role,
                full_name=name,
            )
        )
    return operator

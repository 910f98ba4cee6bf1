"""Members: who works in an organization, as a page needs to know them."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models import MemberRole, Organization, Profile
from models.organization import ANYWHERE
from models.viewer import Operator
from services.accounts.organizations import profile_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """The person behind a session; read once when a page is built."""

    viewer: Operator
    session_id: UUID | None = None
    """Of the browser that asks; None outside any."""
    name: str
    email: str
    organization: str
    time_zone: str = ANYWHERE
    """The organization's."""
    profile_id: UUID | None = None
    role: MemberRole = MemberRole.MEMBER
    color: int = 1
    """Presence colour, 1 to 6."""
    portrait: str = ''
    """Name of a portrait among the assets, or empty."""

    @property
    def may_edit(self) -> bool:
        """Whether controls are offered at all; the database decides in any case."""
        return self.role is not MemberRole.READ_ONLY


async def member_of(session: AsyncSession, user_id: UUID) -> Member | None:
    """The member behind an Auth user; None for somebody of no organization."""
    profile = await profile_of(session, user_id)
    organization = await session.get(Organization, profile.organization_id) if profile else None
    return made(profile, organization) if profile and organization else None


def made(profile: Profile, organization: Organization) -> Member:
    return Member(
        viewer=Operator(user_id=profile.user_id, organization_id=organization.id),
        name=profile.full_name,
        email=profile.email,
        organization=organization.name,
        time_zone=organization.time_zone,
        profile_id=profile.id,
        role=profile.role,
        color=profile.color,
        portrait=profile.portrait,
    )

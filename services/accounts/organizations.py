"""Organizations and their owners. Line out, step B."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import MemberRole, Organization, OrganizationFields, Profile, ProfileFields
from models.organization import ANYWHERE
from models.text import is_name
from models.viewer import Operator, System
from services import time_zones
from services.commands.fields import validated
from services.commands.rows import change
from services.errors import Invalid, NotAllowed

KNOWN = text('select exists (select from pg_timezone_names where name = :name)')


async def create(
    session: AsyncSession,
    viewer: System,
    *,
    name: str,
    user_id: UUID,
    email: str,
    full_name: str,
    time_zone: str = '',
) -> Profile:
    """Found an organization with this user as its owner.

    `time_zone` is what their browser says; one that is not known is left out.

    Raises: `Invalid` naming the field that is empty or too long.
    """
    called, person = typed(name=name, full_name=full_name, email=email)
    organization_id = uuid4()
    is_known = await knows_zone(session, time_zone)
    session.add(
        Organization(
            id=organization_id,
            organization_id=organization_id,
            time_zone=time_zone if is_known else ANYWHERE,
            **called,
        )
    )
    await session.flush()
    profile = Profile(
        organization_id=organization_id,
        user_id=user_id,
        role=MemberRole.OWNER,
        **person,
    )
    session.add(profile)
    await session.flush()
    return profile


async def set_time_zone(session: AsyncSession, viewer: Operator, *, time_zone: str) -> Organization:
    """Say where the organization is; last days, of links too, are over when they are over there.

    For owners. Raises: `Invalid` for a zone that nobody knows, `NotAllowed`.
    """
    if not await knows_zone(session, time_zone):
        raise Invalid('Choose a time zone from the list, like Europe/Lisbon.', field='time_zone')
    profile = await profile_of(session, viewer.user_id)
    if profile is None or profile.role is not MemberRole.OWNER:
        raise NotAllowed('Only an owner changes the time zone of the organization.')
    return await change(session, Organization, viewer.organization_id, {'time_zone': time_zone})


async def knows_zone(session: AsyncSession, name: str) -> bool:
    """Whether both sides know it: the database and we count the same days."""
    if name not in time_zones.names():
        return False
    return bool(await (await session.connection()).scalar(KNOWN, {'name': name}))


def typed(*, name: str, full_name: str, email: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The organization's fields and its owner's. Raises: `Invalid` naming the field."""
    if not is_name(name):
        raise Invalid('Give your organization a name.', field='organization')
    if not is_name(full_name):
        raise Invalid('Tell us your name; clients see it on proposals.', field='full_name')
    try:
        called = validated(OrganizationFields, {'name': name, 'email': email})
    except Invalid as error:
        field = 'organization' if error.field == 'name' else error.field
        raise Invalid(str(error), field=field) from error
    return called, validated(ProfileFields, {'full_name': full_name, 'email': email})


async def profile_of(session: AsyncSession, user_id: UUID) -> Profile | None:
    """The member behind an Auth user; None for somebody of no organization."""
    rows = await session.exec(select(Profile).where(Profile.user_id == user_id))
    return rows.first()

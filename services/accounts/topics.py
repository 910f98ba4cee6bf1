"""Presence in a workspace: its topic, and members as presence knows them. Serves both lines."""

from uuid import UUID

from services.accounts.members import Member
from services.presence import Person, PersonKind


def workspace(organization_id: UUID) -> str:
    """Colleagues who have any page of the organization open."""
    return f'workspace:{organization_id}'


def colleague(member: Member) -> Person:
    """A member; many tabs are one person."""
    return Person(
        key=f'operator:{member.viewer.user_id}',
        name=member.name,
        kind=PersonKind.OPERATOR,
        color=member.color,
        portrait=member.portrait,
    )

"""Who is behind a change: the colleagues of whoever looks, by user id.

Serves the line in: rows carry only ids, toasts and histories name people.
"""

from uuid import UUID

from components.kit.avatar import Face
from models import Contact, Profile
from services.accounts.members import Member
from services.naming import called
from services.realtime.live import LiveQuery
from services.records.lists import Owner


class People:
    """Looks names up in the rows that a page holds; a domain knows more than colleagues."""

    def __init__(self, member: Member, profiles: LiveQuery[Profile]) -> None:
        """`member`: who looks."""
        self._member = member
        self._profiles = profiles

    def is_me(self, who: UUID | None) -> bool:
        """Whether this member made the change, on whatever screen."""
        return who is not None and who == self._member.viewer.user_id

    def face(self, who: UUID | None) -> Face | None:
        """The person behind `updated_by`; None for the system and strangers."""
        found = (row for row in self._profiles.rows if row.user_id == who)
        profile = next(found, None) if who else None
        return of_profile(profile) if profile else None

    def member(self, profile_id: UUID | None) -> Face | None:
        """A member by what rows name an owner."""
        found = (row for row in self._profiles.rows if row.id == profile_id)
        profile = next(found, None) if profile_id else None
        return of_profile(profile) if profile else None

    def name(self, who: UUID | None) -> str:
        """`Anna Keller`; "Somebody" where nobody is known."""
        face = self.face(who)
        return called(face.name if face else '')

    def another(self, who: UUID | None) -> str:
        """The same; nothing where it was oneself, as fields want it."""
        return '' if self.is_me(who) else self.name(who)


def of_profile(profile: Profile | Owner) -> Face:
    return Face(name=profile.full_name, color=profile.color, portrait=profile.portrait)


def of_contact(contact: Contact) -> Face:
    return Face(name=contact.full_name, color=contact.color, portrait=contact.portrait)

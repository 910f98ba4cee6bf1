"""Who is behind a change: colleagues by user id, clients by their share link.

Serves the line in: toasts and histories name people, rows carry only ids.
"""

from uuid import UUID

from components.kit.avatar import Face
from models import Contact, Profile, Proposal, ShareLink
from services.realtime.live import LiveQuery, OptimisticQuery

CLIENT_COLOR = 4
NOBODY = Face(name='Somebody')


class People:
    """Looks names up in the rows that a page holds."""

    def __init__(
        self,
        user_id: UUID,
        *,
        profiles: LiveQuery[Profile],
        links: LiveQuery[ShareLink],
        contacts: LiveQuery[Contact],
        proposals: OptimisticQuery[Proposal],
    ) -> None:
        """`user_id`: who looks."""
        self._user_id = user_id
        self._profiles = profiles
        self._links = links
        self._contacts = contacts
        self._proposals = proposals

    def is_me(self, who: UUID | None) -> bool:
        """Whether this member made the change, on whatever screen."""
        return who is not None and who == self._user_id

    def face(self, who: UUID | None) -> Face | None:
        """The person behind `updated_by` or `author_id`; None for the system and strangers."""
        if who is None:
            return None
        for profile in self._profiles.rows:
            if profile.user_id == who:
                return of_profile(profile)
        for link in self._links.rows:
            if link.id == who:
                return self.of_link(link)
        return None

    def of_link(self, link: ShareLink) -> Face:
        """The client, or what the link is called where there is none."""
        client = self.client()
        return of_contact(client) if client else Face(name=link.label, color=CLIENT_COLOR)

    def client(self) -> Contact | None:
        proposal = next(iter(self._proposals.rows), None)
        if proposal is None or proposal.client_id is None:
            return None
        found = (row for row in self._contacts.rows if row.id == proposal.client_id)
        return next(found, None)

    def client_name(self) -> str:
        """`Sofia`, or "the client"."""
        client = self.client()
        return first_name(client.full_name) if client else 'the client'

    def name(self, who: UUID | None) -> str:
        """`Sofia`; "Somebody" where nobody is known."""
        return first_name((self.face(who) or NOBODY).name)


def of_profile(profile: Profile) -> Face:
    return Face(name=profile.full_name, color=profile.color, portrait=profile.portrait)


def of_contact(contact: Contact) -> Face:
    return Face(name=contact.full_name, color=contact.color, portrait=contact.portrait)


def first_name(name: str) -> str:
    return name.split(maxsplit=1)[0] if name.split() else name

"""Who is behind a change: colleagues by user id, clients by their share link.

Serves the line in: toasts and histories name people, rows carry only ids.
"""

from dataclasses import replace
from uuid import UUID

from components.kit.avatar import Face
from components.live.people import People as Colleagues
from components.live.people import of_contact
from models import AuthorKind, Contact, Profile, Proposal, ProposalComment, ShareLink
from models.contact import CLIENT_COLOR
from services.accounts.members import Member
from services.naming import GUEST, Speaker, called, guest, host, is_own
from services.presence import Person
from services.realtime.live import LiveQuery, OptimisticQuery

NOBODY = Speaker(name=called(''), side='')


class People(Colleagues):
    """Clients too."""

    def __init__(
        self,
        member: Member,
        *,
        profiles: LiveQuery[Profile],
        links: LiveQuery[ShareLink],
        clients: LiveQuery[Contact],
        proposals: OptimisticQuery[Proposal],
    ) -> None:
        """`member`: who looks."""
        super().__init__(member, profiles)
        self._links = links
        self._clients = clients
        self._met: dict[UUID, Contact] = {}
        """Everybody whom it was for, or was to be, while this page was open."""
        self._proposals = proposals

    def face(self, who: UUID | None) -> Face | None:
        """The person behind `updated_by` or `author_id`; None for the system and strangers."""
        link = self._link(who)
        return super().face(who) or (self.of_label(link.label) if link else None)

    def of_label(self, label: str) -> Face:
        """Whoever came by a link: the client where it is their own, else what it is called."""
        client = self.client()
        if client and self._is_clients(label):
            return of_contact(client)
        return Face(name=called(label, GUEST), color=CLIENT_COLOR)

    def meet(self, contact: Contact) -> None:
        """It may be for this one next."""
        self._met[contact.id] = contact

    def contact(self, id: UUID | None) -> Contact | None:
        """One of those whom it was for, or was to be."""
        for row in self._clients.rows:
            self.meet(row)
        return self._met.get(id) if id else None

    def client(self) -> Contact | None:
        proposal = next(iter(self._proposals.rows), None)
        return self.contact(proposal.client_id) if proposal else None

    def client_name(self) -> str:
        """`Sofia Lindqvist`, or "the client"."""
        client = self.client()
        return called(client.full_name if client else '', 'the client')

    def speaker(self, who: UUID | None, typed: str = '') -> Speaker:
        """Who did something, by side and name; a link's holder may have typed one."""
        link, known = self._link(who), self.face(who)
        if link is not None:
            return guest(typed or (link.label if self._is_clients(link.label) else ''), link.label)
        return host(known.name, self._member.organization) if known else NOBODY

    def of_comment(self, row: ProposalComment) -> Speaker:
        """Whose words a comment is."""
        if row.author_kind is AuthorKind.CLIENT:
            return guest(row.author_name, self.label(row))
        return host(row.author_name, self._member.organization)

    def label(self, row: ProposalComment) -> str:
        """What the link of a client's comment is called."""
        link = self._link(row.author_id)
        return link.label if link else row.link_label

    def of_holder(self, person: Person) -> Face:
        """Whoever reads by a link; the client where the link is their own."""
        found = self.of_label(person.label or person.name)
        return replace(found, idle=person.idle)

    def _link(self, who: UUID | None) -> ShareLink | None:
        return next((link for link in self._links.rows if link.id == who), None)

    def _is_clients(self, label: str) -> bool:
        client = self.client()
        return client is not None and is_own(label, client.full_name)

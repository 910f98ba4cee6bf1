"""Rows of an organization and its people, with ids that stay the same at every loading."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from models import Contact, ListView, Organization, Profile
from services.contacts import keys
from services.demo.shapes import DemoOrganization, DemoProposal

NAMESPACE = UUID('6f1d0c52-7a34-5a2e-9b5d-3f2c8e1a7d10')


def key_id(*parts: object) -> UUID:
    """The same id at every loading, so that addresses and share links stay."""
    return uuid5(NAMESPACE, '/'.join(map(str, parts)))


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """An organization's rows: itself, its members, its contacts."""

    demo: DemoOrganization
    users: dict[str, UUID]
    """Auth user by e-mail address."""
    now: datetime

    @property
    def organization_id(self) -> UUID:
        return key_id(self.demo.key)

    def organization(self) -> Organization:
        return Organization(
            id=self.organization_id,
            organization_id=self.organization_id,
            name=self.demo.name,
            city=self.demo.city,
            time_zone=self.demo.time_zone,
            email=self.demo.email,
            phone=self.demo.phone,
            created_at=self.now - timedelta(days=400),
        )

    def profiles(self) -> list[Profile]:
        return [
            Profile(
                id=key_id(self.demo.key, 'member', member.key),
                organization_id=self.organization_id,
                user_id=self.users[member.email],
                role=member.role,
                full_name=member.full_name,
                email=member.email,
                phone=member.phone,
                portrait=member.portrait,
                color=member.color,
                created_at=self.now - timedelta(days=400),
            )
            for member in self.demo.members
        ]

    def contacts(self) -> list[Contact]:
        return [
            Contact(
                id=key_id(self.demo.key, 'contact', contact.key),
                organization_id=self.organization_id,
                full_name=contact.full_name,
                email=contact.email,
                phone=contact.phone,
                email_key=keys.email_key(contact.email),
                phone_key=keys.phone_key(contact.phone),
                city=contact.city,
                first_name=contact.first_name,
                last_name=contact.last_name,
                country=contact.country,
                birthday=contact.birthday,
                mail_consent=contact.mail_consent,
                portrait=contact.portrait,
                color=contact.color,
                stage=contact.stage,
                tags=contact.tags,
                company=contact.company,
                language=contact.language,
                travels_with=contact.travels_with,
                source=contact.source,
                notes=contact.notes,
                owner_id=key_id(self.demo.key, 'member', contact.owner) if contact.owner else None,
                created_at=self.now - contact.made,
                last_activity_at=None if contact.last is None else self.now - contact.last,
            )
            for contact in self.demo.contacts
        ]

    def views(self) -> list[ListView]:
        return [
            ListView(
                id=key_id(self.demo.key, 'view', view.name),
                organization_id=self.organization_id,
                list=view.list,
                name=view.name,
                state={'sort': 'latest', 'filters': list(view.filters)},
                position=position,
                created_at=self.now - timedelta(days=200),
            )
            for position, view in enumerate(self.demo.views)
        ]

    def name_of(self, actor: str, proposal: DemoProposal) -> str:
        """Full name behind a key; `client` is the proposal's contact."""
        named = {member.key: member.full_name for member in self.demo.members}
        named |= {contact.key: contact.full_name for contact in self.demo.contacts}
        return named.get(proposal.client if actor == 'client' else actor, '')

    def user_of(self, member_key: str) -> UUID:
        return next(self.users[one.email] for one in self.demo.members if one.key == member_key)

"""Three organizations to test rights in: two busy ones, and one that owns nothing.

Written once by the superuser; every test works in transactions that are rolled back.
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg

from models.viewer import Anonymous, LinkHolder, Operator
from tests.integration.rights.statements import TABLES, insert


@dataclass(kw_only=True)
class Office:
    """One organization with its people."""

    id: UUID = field(default_factory=uuid4)
    owner: Operator = None  # type: ignore[assignment]
    member: Operator = None  # type: ignore[assignment]
    reader: Operator = None  # type: ignore[assignment]
    """Read-only."""
    profiles: dict[str, UUID] = field(default_factory=dict)
    contact: UUID = field(default_factory=uuid4)
    twin: UUID = field(default_factory=uuid4)
    """Another contact, who looks like the first."""
    proposal: UUID = field(default_factory=uuid4)
    """Sent, with something in every table."""
    day: UUID = field(default_factory=uuid4)
    option: UUID = field(default_factory=uuid4)
    fixed: UUID = field(default_factory=uuid4)
    comment: UUID = field(default_factory=uuid4)
    trip: UUID = field(default_factory=uuid4)
    import_id: UUID = field(default_factory=uuid4)
    links: dict[str, LinkHolder] = field(default_factory=dict)
    """By scope, and by what is wrong with them."""

    @property
    def ids(self) -> dict[str, UUID]:
        """By what queries call them."""
        return {
            'organization_id': self.id,
            'proposal_id': self.proposal,
            'contact_id': self.contact,
            'client_id': self.contact,
            'import_id': self.import_id,
            'trip_id': self.trip,
            'profile_id': self.profiles['member'],
        }

    @property
    def names(self) -> dict[str, Any]:
        """What statements may refer to."""
        return {
            'organization': self.id,
            'proposal': self.proposal,
            'day': self.day,
            'contact': self.contact,
            'twin': self.twin,
            'trip': self.trip,
            'import': self.import_id,
            'profile': self.profiles.get('member', uuid4()),
            'link': self.links['approve'].share_link_id if self.links else uuid4(),
            'fresh': uuid4(),
        }


@dataclass(kw_only=True)
class World:
    home: Office = field(default_factory=Office)
    away: Office = field(default_factory=Office)
    empty: Office = field(default_factory=Office)
    """Has an owner and nothing else, so whatever they touch is somebody else's."""
    anonymous: Anonymous = field(default_factory=Anonymous)

    @property
    def dead_links(self) -> dict[str, LinkHolder]:
        living = {'view', 'interact', 'approve', 'other'}
        return {name: link for name, link in self.home.links.items() if name not in living}


def build(url: str) -> World:
    """Write the world into a migrated database."""
    world = World()
    with psycopg.connect(url) as connection:
        writer = Writer(connection)
        for office in (world.home, world.away):
            writer.people(office, ('owner', 'member', 'reader'))
            writer.work(office)
            writer.rest(office)
        writer.people(world.empty, ('owner',))
    return world


class Writer:
    """Inserts rows as the superuser."""

    def __init__(self, connection: psycopg.Connection) -> None:
        self._connection = connection

    def add(self, table: str, **values: Any) -> UUID:
        values.setdefault('id', uuid4())
        columns = ', '.join(values)
        places = ', '.join(f'%({name})s' for name in values)
        self._connection.execute(f'insert into {table} ({columns}) values ({places})', values)
        return values['id']

    def people(self, office: Office, names: tuple[str, ...]) -> None:
        self.add('organizations', id=office.id, organization_id=office.id, name='Office')
        for name in names:
            operator = Operator(user_id=uuid4(), organization_id=office.id)
            setattr(office, name, operator)
            office.profiles[name] = self.add(
                'profiles',
                organization_id=office.id,
                user_id=operator.user_id,
                role='read_only' if name == 'reader' else name,
                full_name=name.capitalize(),
            )
            self.add('sessions', organization_id=office.id, user_id=operator.user_id)

    def work(self, office: Office) -> None:
        self.add('contacts', id=office.contact, organization_id=office.id, full_name='Client')
        self.add('contacts', id=office.twin, organization_id=office.id, full_name='C. Lient')
        leaves = {'contact_id': office.contact, 'starts_on': '2190-03-01'}
        self.add('trips', id=office.trip, organization_id=office.id, title='Trip', **leaves)
        self.add('images', organization_id=office.id, width=1, height=1, content=b'x')
        self.add('imports', id=office.import_id, organization_id=office.id)
        self.proposal(office, office.proposal, status='sent')
        own = {'organization_id': office.id, 'proposal_id': office.proposal}
        self.itinerary(office, own)
        for scope in ('view', 'interact', 'approve'):
            self.link(office, scope, office.proposal, scope=scope)
        self.link(office, 'expired', office.proposal, expires_at='2020-01-01')
        self.link(office, 'revoked', office.proposal, revoked_at='2020-01-01')
        for wrong in ('void', 'template', 'deleted', 'other'):
            proposal = self.proposal(
                office,
                uuid4(),
                status='void' if wrong == 'void' else 'sent',
                is_template=wrong == 'template',
                deleted_at='2020-01-01' if wrong == 'deleted' else None,
            )
            self.add(
                'proposal_days',
                organization_id=office.id,
                proposal_id=proposal,
                title='Settled' if wrong == 'void' else '',
            )
            self.link(office, wrong, proposal)
        self.history(own, office)
        self.approved(office)

    def rest(self, office: Office) -> None:
        """A row in every table that nothing above has written to."""
        # what triggers told the owner of the above; each table of one person has a member's row
        self._connection.execute(
            'delete from notifications where organization_id = %s', [office.id]
        )
        for table in TABLES:
            found = self._connection.execute(
                f'select from {table} where organization_id = %s', [office.id]
            )
            if not found.rowcount:
                self._connection.execute(insert(table), office.names)

    def approved(self, office: Office) -> None:
        """A proposal that somebody has approved."""
        proposal = self.proposal(office, uuid4(), status='approved')
        own = {'organization_id': office.id, 'proposal_id': proposal}
        self.add('proposal_versions', number=1, total=10, snapshot='{}', **own)
        self.add(
            'proposal_approvals',
            share_link_id=self.add('share_links', **own),
            decision='approved',
            name='C',
            consent=True,
            version=1,
            total=10,
            currency='EUR',
            **own,
        )

    def proposal(self, office: Office, id: UUID, **more: Any) -> UUID:
        return self.add(
            'proposals',
            id=id,
            organization_id=office.id,
            title='Trip',
            client_id=office.contact,
            owner_id=office.profiles['owner'],
            **more,
        )

    def itinerary(self, office: Office, own: dict[str, Any]) -> None:
        self.add('proposal_days', id=office.day, **own)
        self.add('proposal_days', deleted_at='2020-01-01', **own)
        in_day = {**own, 'day_id': office.day, 'price': 10}
        self.add('proposal_activities', id=office.option, is_optional=True, **in_day)
        self.add('proposal_activities', id=office.fixed, **in_day)
        self.add('proposal_activities', is_optional=True, deleted_at='2020-01-01', **in_day)

    def link(self, office: Office, name: str, proposal: UUID, **more: Any) -> None:
        id = self.add('share_links', organization_id=office.id, proposal_id=proposal, **more)
        office.links[name] = LinkHolder(
            share_link_id=id, proposal_id=proposal, organization_id=office.id
        )

    def history(self, own: dict[str, Any], office: Office) -> None:
        for scope in ('view', 'approve'):
            link = {**own, 'share_link_id': office.links[scope].share_link_id}
            self.add('proposal_views', verdict='machine', **link)
        self.add('proposal_comments', id=office.comment, body='Hello', **own)
        self.add('proposal_comments', body='Gone', deleted_at='2020-01-01', **own)
        self.add('proposal_versions', number=1, total=10, snapshot='{}', **own)
        decided = {
            'decision': 'declined',
            'name': 'C',
            'version': 1,
            'total': 10,
            'currency': 'EUR',
        }
        self.add('proposal_approvals', **link, **decided)
        self._connection.execute(
            "update proposals set status = 'sent' where id = %s", [office.proposal]
        )

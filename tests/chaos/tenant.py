"""One organization of a history: its people, its rows, and the canary that all of them carry."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

import psycopg

from models.viewer import LinkHolder, Operator, Viewer

CANARY = 'canary-'
SCOPES = ('view', 'interact', 'approve')


@dataclass(kw_only=True)
class Tenant:
    """Anna owns the organization, Ben is a member, Rita may only read."""

    id: UUID = field(default_factory=uuid4)
    anna: Operator = None  # type: ignore[assignment]
    ben: Operator = None  # type: ignore[assignment]
    rita: Operator = None  # type: ignore[assignment]
    proposal_id: UUID = field(default_factory=uuid4)
    days: list[UUID] = field(default_factory=lambda: [uuid4(), uuid4()])
    options: list[UUID] = field(default_factory=lambda: [uuid4(), uuid4()])
    """Optional activities, which a client chooses; nothing else changes them."""
    activities: list[UUID] = field(default_factory=lambda: [uuid4(), uuid4(), uuid4()])
    contacts: list[UUID] = field(default_factory=lambda: [uuid4(), uuid4(), uuid4()])
    links: dict[str, LinkHolder] = field(default_factory=dict)
    """By scope."""
    gone: set[str] = field(default_factory=set)
    """Scopes of viewers whose right has ended."""

    def __post_init__(self) -> None:
        for name in ('anna', 'ben', 'rita'):
            setattr(self, name, Operator(user_id=uuid4(), organization_id=self.id))
        for scope in SCOPES:
            self.links[scope] = LinkHolder(
                share_link_id=uuid4(), proposal_id=self.proposal_id, organization_id=self.id
            )

    @property
    def canary(self) -> str:
        return f'{CANARY}{self.id.hex}'

    @property
    def viewers(self) -> list[Viewer]:
        people: list[Viewer] = [self.anna, self.ben, self.rita, *self.links.values()]
        return [person for person in people if person.scope not in self.gone]

    def text(self, what: object) -> str:
        return f'{what} {self.canary}'

    async def settle(self, connection: psycopg.AsyncConnection) -> None:
        """Write all of it in one transaction."""
        mark, own = self.canary, {'organization_id': self.id}
        part = {**own, 'proposal_id': self.proposal_id}
        rows: list[tuple[str, dict[str, object]]] = [
            ('organizations', {'id': self.id, **own, 'name': mark})
        ]
        for name, role in (('anna', 'owner'), ('ben', 'member'), ('rita', 'read_only')):
            user_id = getattr(self, name).user_id
            person = {'user_id': user_id, 'role': role, 'full_name': self.text(name)}
            rows.append(('profiles', {**own, **person}))
        rows += [('contacts', {**own, 'id': id, 'full_name': mark}) for id in self.contacts]
        rows.append(('proposals', {**own, 'id': self.proposal_id, 'title': mark, 'status': 'sent'}))
        rows += [('proposal_days', {**part, 'id': id, 'title': mark}) for id in self.days]
        for number, id in enumerate(self.activities + self.options):
            activity = {'id': id, 'day_id': self.days[number % 2], 'title': mark, 'price': 10}
            is_option = id in self.options
            rows.append(('proposal_activities', {**part, **activity, 'is_optional': is_option}))
        for scope, link in self.links.items():
            shared = {'id': link.share_link_id, 'scope': scope, 'label': mark}
            rows.append(('share_links', {**part, **shared}))
        async with connection.transaction(), connection.pipeline():
            for table, values in rows:
                await insert(connection, table, values)


async def insert(
    connection: psycopg.AsyncConnection, table: str, values: dict[str, object]
) -> None:
    columns = ', '.join(values)
    places = ', '.join(['%s'] * len(values))
    await connection.execute(
        f'insert into {table} ({columns}) values ({places})'.encode(), list(values.values())
    )

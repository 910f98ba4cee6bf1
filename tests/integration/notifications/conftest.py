"""An office of two with a proposal that its client has, shared by all tests of a file."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from psycopg.rows import dict_row

from models.viewer import LinkHolder, Operator
from services.database import Database
from tests.conftest import Server, TestDatabase


@pytest.fixture(scope='module')
def shared(postgres: Server, template: str) -> Iterator[TestDatabase]:
    """One database for a file; each test has an office of its own in it."""
    with postgres.copy(template) as copy:
        yield copy


@pytest.fixture
async def database(shared: TestDatabase) -> AsyncIterator[Database]:
    opened = Database(shared.url, pool_size=2)
    yield opened
    await opened.close()


class Sql:
    """SQL from outside the app."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self, statement: str, *values: Any) -> list[Any]:
        with psycopg.connect(self._url, row_factory=dict_row) as connection:
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []

    def add(self, table: str, **values: Any) -> UUID:
        columns = ', '.join(values)
        places = ', '.join('%s' for _ in values)
        statement = f'insert into {table} ({columns}) values ({places}) returning id'
        return UUID(str(self(statement, *values.values())[0]['id']))


@pytest.fixture
def sql(shared: TestDatabase) -> Sql:
    return Sql(shared.owner_url)


@dataclass
class Office:
    sql: Sql
    id: UUID
    anna: Operator
    ben: Operator
    reader: Operator
    profiles: dict[str, UUID]
    contact: UUID
    proposal: UUID
    client: LinkHolder

    def told(self, name: str = 'anna') -> list[Any]:
        """What stands there for a member, the latest first."""
        return self.sql(
            'select * from notifications where profile_id = %s order by created_at desc, id',
            self.profiles[name],
        )

    def kinds(self, name: str = 'anna') -> list[str]:
        return [row['kind'] for row in self.told(name)]

    def notify(self, name: str = 'anna', **more: Any) -> UUID:
        """A notification of a member, as a trigger would make it."""
        values = {
            'organization_id': self.id,
            'profile_id': self.profiles[name],
            'kind': 'client_commented',
            'proposal_id': self.proposal,
            'subject': 'Madeira',
            'actor_name': 'Sofia',
        }
        return self.sql.add('notifications', **{**values, **more})


@pytest.fixture
def office(sql: Sql) -> Office:
    id = uuid4()
    sql.add('organizations', id=id, organization_id=id, name='Office')
    people = {
        name: Operator(user_id=uuid4(), organization_id=id) for name in ('anna', 'ben', 'rea')
    }
    profiles = {
        name: sql.add(
            'profiles',
            organization_id=id,
            user_id=viewer.user_id,
            role='read_only' if name == 'rea' else 'member',
            full_name=name.capitalize(),
        )
        for name, viewer in people.items()
    }
    contact = sql.add('contacts', organization_id=id, full_name='Sofia Lindqvist')
    proposal = sql.add(
        'proposals',
        organization_id=id,
        title='Madeira',
        client_id=contact,
        owner_id=profiles['anna'],
        status='sent',
    )
    link = sql.add('share_links', proposal_id=proposal, label='Sofia', scope='approve')
    holder = LinkHolder(share_link_id=link, proposal_id=proposal, organization_id=id)
    return Office(
        sql, id, people['anna'], people['ben'], people['rea'], profiles, contact, proposal, holder
    )

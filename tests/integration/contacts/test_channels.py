"""Further addresses, and the keys to compare by, hold whoever writes: a command or SQL."""

from typing import Any
from uuid import uuid4

import psycopg
import pytest

from models import Contact, ContactChannel
from services.accounts import organizations
from services.contacts.keys import email_key
from tests.conftest import TestDatabase
from tests.integration.contacts.test_commands import add, edit
from tests.integration.proposals.office import Office

ORGANIZATION = uuid4()
CHANNELS = """
    select kind, value, key, is_primary from contact_channels
    where contact_id = %s and deleted_at is null order by kind, is_primary desc, value
"""


class Written:
    """A contact that SQL wrote, and what is kept of it."""

    def __init__(self, owner: psycopg.Connection[Any], **values: Any) -> None:
        self.owner = owner
        values = {'organization_id': ORGANIZATION, 'full_name': 'Ana Souza', **values}
        names, places = ', '.join(values), ', '.join(['%s'] * len(values))
        found = owner.execute(
            f'insert into contacts ({names}) values ({places}) returning id',
            list(values.values()),
        ).fetchone()
        assert found
        self.id = found[0]

    def set(self, what: str, *values: Any) -> None:
        self.owner.execute(f'update contacts set {what} where id = %s', [*values, self.id])

    def channel(self, kind: str, value: str, **more: Any) -> None:
        self.owner.execute(
            'insert into contact_channels (organization_id, contact_id, kind, value, is_primary)'
            ' values (%s, %s, %s, %s, %s)',
            [ORGANIZATION, self.id, kind, value, more.get('is_primary', False)],
        )

    @property
    def channels(self) -> list[Any]:
        return self.owner.execute(CHANNELS, [self.id]).fetchall()

    def get(self, *columns: str) -> Any:
        return self.owner.execute(
            f'select {", ".join(columns)} from contacts where id = %s', [self.id]
        ).fetchone()


@pytest.fixture
def owner(module_database: TestDatabase) -> Any:
    with psycopg.connect(module_database.owner_url) as connection:
        connection.execute(
            "insert into organizations (id, name) values (%s, 'Any') on conflict do nothing",
            [ORGANIZATION],
        )
        yield connection
        connection.rollback()


def test_what_sql_writes_has_its_keys_and_primary_channels(owner: Any) -> None:
    ana = Written(owner, email='Ana@Example.com', phone='07700 900141')
    assert ana.get('email_key', 'phone_key') == ('ana@example.com', '')
    assert ana.channels == [
        ('email', 'Ana@Example.com', 'ana@example.com', True),
        ('phone', '07700 900141', '', True),
    ]
    ana.set("email = 'new@example.com', phone = ''")
    assert ana.channels == [('email', 'new@example.com', 'new@example.com', True)]
    ana.set("phone = '07700 900141', phone_key = '+447700900141'")
    ana.set("phone = '+44 7700 900141', phone_key = '+447700900141'")
    assert ana.get('phone_key') == ('+447700900141',)
    ana.set("phone = '0770'")
    assert ana.get('phone_key') == ('',)


def test_a_further_channel_that_becomes_primary_changes_places(owner: Any) -> None:
    ana = Written(owner, email='ana@example.com')
    ana.channel('email', 'ana@souza.example')
    assert ana.get('other_channels') == ('ana@souza.example',)
    ana.set("email = 'ana@souza.example'")
    assert [(value, first) for _, value, _, first in ana.channels] == [
        ('ana@souza.example', True),
        ('ana@example.com', False),
    ]
    assert ana.get('other_channels') == ('ana@example.com',)
    owner.execute("update contact_channels set deleted_at = now() where value like '%souza%'")
    assert ana.get('email', 'email_key') == ('', '')
    owner.execute('update contact_channels set is_primary = true where deleted_at is null')
    assert ana.get('email', 'email_key', 'other_channels') == (
        'ana@example.com',
        'ana@example.com',
        '',
    )
    with pytest.raises(psycopg.errors.UniqueViolation), owner.transaction():
        ana.channel('email', 'third@example.com', is_primary=True)


def test_a_name_comes_of_its_parts_and_consent_has_its_moment(owner: Any) -> None:
    ana = Written(owner, full_name='', first_name='Ana', last_name='Souza', mail_consent='agreed')
    assert ana.get('full_name') == ('Ana Souza',)
    assert ana.get('mail_consent_at is not null') == (True,)
    ana.set("mail_consent = 'unknown'")
    assert ana.get('mail_consent_at') == (None,)
    with pytest.raises(psycopg.errors.CheckViolation), owner.transaction():
        Written(owner, full_name='')


def test_python_and_sql_make_the_same_keys_of_plain_addresses(owner: Any) -> None:
    typed = ['Ana@Example.com', ' a@b ', '', 'ana', '@b', 'a@', 'a b@c', 'a@b@c', 'a+b@c.example']
    for value in typed:
        (found,) = owner.execute('select tradewind.email_key(%s)', [value]).fetchone()
        assert found == email_key(value), value


async def test_what_people_type_is_compared_as_their_country_writes_it(office: Office) -> None:
    await office.run(organizations.set_time_zone, office.anna, time_zone='Europe/London')
    row = await add(office, email='ana@BÜCHER.example', phone='07700 900141')
    assert (row.email_key, row.phone_key) == ('ana@xn--bcher-kva.example', '+447700900141')
    row = await edit(office, row, office.ben, phone='+44 7700 900141', city='Leeds')
    assert (row.phone, row.phone_key) == ('+44 7700 900141', '+447700900141')
    channels = await office.rows(ContactChannel, contact_id=row.id)
    assert {(one.value, one.key, one.is_primary) for one in channels} == {
        (row.email, row.email_key, True),
        (row.phone, row.phone_key, True),
    }
    assert (await office.row(Contact, row.id)).revision == row.revision

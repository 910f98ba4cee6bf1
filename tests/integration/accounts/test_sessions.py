"""Sessions: what one is worth is in the database, so every process answers alike."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import httpx
import psycopg
import pytest
from sqlmodel import select

from models import Contact, UserSession
from models.viewer import System
from services.accounts import organizations, sessions
from services.accounts.auth import AuthService, WrongPassword
from services.accounts.members import Member
from services.accounts.sessions import SessionState
from services.contacts.commands import CONTACT
from services.database import Database
from services.errors import Invalid, SignedOut
from services.realtime import RealtimeService
from services.realtime.link import Link
from services.realtime.live import LiveQuery, LiveService
from services.records import commands as records
from tests.conftest import TestDatabase, TestGateway
from tests.eventually import eventually

SYSTEM = System()


class Office:
    """One member at work, through one process and another."""

    def __init__(self, url: str, owner_url: str) -> None:
        self.here, self.elsewhere = Database(url), Database(url)
        self.user_id = uuid4()
        self._owner_url = owner_url

    async def open(self) -> None:
        await self.here.run(
            organizations.create,
            SYSTEM,
            name='Office',
            user_id=self.user_id,
            email='anna@office.example',
            full_name='Anna',
        )

    async def close(self) -> None:
        await self.here.close()
        await self.elsewhere.close()

    async def begin(self, **more: Any) -> UUID:
        row = await self.here.run(sessions.begin, SYSTEM, user_id=self.user_id, **more)
        return row.id

    async def member(self, session_id: UUID) -> Member | None:
        """Whom the other process takes the session for."""
        async with self.elsewhere.read(SYSTEM) as session:
            found = await sessions.look_up(session, session_id)
        return found[0] if found else None

    def sql(self, statement: str, *values: Any) -> None:
        with psycopg.connect(self._owner_url) as connection:
            connection.execute(statement, values)


@pytest.fixture
async def office(database: TestDatabase) -> AsyncIterator[Office]:
    office = Office(database.url, database.owner_url)
    await office.open()
    yield office
    await office.close()


async def test_a_session_is_known_and_ends_in_every_process(office: Office) -> None:
    first, second = await office.begin(user_agent='x' * 500), await office.begin()
    member = await office.member(first)
    assert member is not None
    assert (member.viewer.user_id, member.session_id) == (office.user_id, first)
    ended = await office.here.run(sessions.end, SYSTEM, session_id=first)
    assert ended == [first]
    assert await office.member(first) is None
    assert await office.member(second) is not None
    assert await office.here.run(sessions.end, SYSTEM, session_id=first) == []


async def test_signing_out_everywhere_ends_all_of_one_person_only(
    office: Office, database: TestDatabase
) -> None:
    mine = [await office.begin() for _ in range(3)]
    colleague = Office(database.url, database.owner_url)
    await colleague.open()
    theirs = await colleague.begin()
    ended = await office.here.run(sessions.end, SYSTEM, session_id=mine[0], everywhere=True)
    assert set(ended) == set(mine)
    assert [await office.member(each) for each in mine] == [None] * 3
    assert await colleague.member(theirs) is not None
    await colleague.close()


async def test_signing_in_again_ends_what_the_browser_had(office: Office) -> None:
    before = await office.begin()
    after = await office.begin(instead_of=before)
    assert await office.member(before) is None
    assert await office.member(after) is not None


@pytest.mark.parametrize(
    'statement',
    [
        "update sessions set last_seen_at = now() - interval '15 days'",
        'delete from profiles',
        'delete from sessions',
        'update sessions set user_id = gen_random_uuid()',
    ],
)
async def test_a_session_opens_nothing_once_its_ground_is_gone(
    office: Office, statement: str
) -> None:
    session_id = await office.begin()
    office.sql(statement)
    assert await office.member(session_id) is None


async def test_old_sessions_are_forgotten_at_the_next_sign_in(office: Office) -> None:
    old = await office.begin()
    office.sql("update sessions set last_seen_at = now() - interval '31 days'")
    new = await office.begin()
    async with office.here.read(SYSTEM) as session:
        rows = await session.exec(select(UserSession.id))
        assert set(rows) == {new}
    assert old != new


async def test_nobody_begins_a_session_without_an_organization(office: Office) -> None:
    with pytest.raises(Invalid, match='belongs to no organization'):
        await office.here.run(sessions.begin, SYSTEM, user_id=uuid4())


@pytest.fixture
async def followed(
    office: Office, gateway: TestGateway
) -> AsyncIterator[tuple[Office, LiveQuery[SessionState]]]:
    """A session's standing as another process's page follows it."""
    member = await office.member(await office.begin())
    assert member is not None
    link = Link(f'{gateway.url}/realtime/v1', gateway.service_role_key)
    realtime = RealtimeService(link, ('profiles',))
    live = LiveService(office.elsewhere, realtime)
    await realtime.connect()
    query = live.open(sessions.session_state(member), SYSTEM)
    await query.ready()
    await eventually(lambda: query.status.state == 'live')
    yield office, query
    await live.stop()
    await realtime.disconnect()


async def test_an_open_page_hears_of_a_sign_out_a_new_role_and_a_removal(
    followed: tuple[Office, LiveQuery[SessionState]],
) -> None:
    office, query = followed
    (row,) = query.rows
    assert (row.is_ended, row.may_edit) == (False, True)
    office.sql("update profiles set role = 'read_only'")
    await eventually(lambda: not query.rows[0].may_edit)
    assert not query.rows[0].is_ended
    await office.here.run(sessions.end, SYSTEM, session_id=row.id)
    await eventually(lambda: query.rows[0].is_ended)
    office.sql('delete from profiles')
    await eventually(lambda: query.rows[0].role is None)


async def test_an_open_page_hears_that_its_session_was_forgotten(
    followed: tuple[Office, LiveQuery[SessionState]],
) -> None:
    office, query = followed
    office.sql('delete from sessions')
    await eventually(lambda: not query.rows)


async def test_what_a_session_does_is_refused_from_the_moment_it_ends(office: Office) -> None:
    """Also by a page that has not heard of it yet; looking goes on until it has."""
    first, second = [await office.member(await office.begin()) for _ in range(2)]
    assert first is not None
    assert second is not None
    await office.here.run(records.add, first.viewer, of=CONTACT, full_name='Before')
    await office.here.run(sessions.end, SYSTEM, session_id=first.session_id)
    with pytest.raises(SignedOut, match='What you typed is kept'):
        await office.elsewhere.run(records.add, first.viewer, of=CONTACT, full_name='After')
    await office.elsewhere.run(records.add, second.viewer, of=CONTACT, full_name='Still here')
    office.sql('delete from sessions where id = %s', second.session_id)
    with pytest.raises(SignedOut):
        await office.elsewhere.run(records.add, second.viewer, of=CONTACT, full_name='Gone')
    async with office.here.read(first.viewer) as session:
        assert set(await session.exec(select(Contact.full_name))) == {'Before', 'Still here'}


async def test_no_token_of_auth_outlives_a_sign_in(
    database: TestDatabase, gateway: TestGateway
) -> None:
    auth = AuthService(gateway.url, gateway.anon_key)
    await auth.sign_up('anna@office.example', 'long enough', 'Anna')
    await auth.sign_in('anna@office.example', 'long enough')
    with psycopg.connect(database.owner_url) as connection:
        for table in ('sessions', 'refresh_tokens'):
            (count,) = connection.execute(f'select count(*) from auth.{table}').fetchone() or ()
            assert count == 0, table


async def test_a_password_is_the_same_on_every_system_and_as_long_as_one_likes(
    gateway: TestGateway,
) -> None:
    auth = AuthService(gateway.url, gateway.anon_key)
    thai = 'รหัสผ่านที่ยาวและจำง่ายมาก'
    for number, (first, again) in enumerate(
        (
            ('Café-Zürich-1', 'Cafe\u0301-Zu\u0308rich-1'),
            ('Cafe\u0301-Zu\u0308rich-1', 'Café-Zürich-1'),
            (thai, thai),
        )
    ):
        made = await auth.sign_up(f'user{number}@office.example', first, 'Anna Keller')
        assert (await auth.sign_in(made.email, again)).user_id == made.user_id


async def test_a_hash_of_the_words_as_they_were_typed_still_opens(gateway: TestGateway) -> None:
    typed, email = 'Cafe\u0301-Zu\u0308rich-1', 'old@office.example'
    key = gateway.service_role_key
    async with httpx.AsyncClient(base_url=f'{gateway.url}/auth/v1') as http:
        body = {'email': email, 'password': typed, 'email_confirm': True}
        headers = {'Authorization': f'Bearer {key}', 'apikey': key}
        (await http.post('/admin/users', json=body, headers=headers)).raise_for_status()
    auth = AuthService(gateway.url, gateway.anon_key)
    assert (await auth.sign_in(email, typed)).email == email
    with pytest.raises(WrongPassword):
        await auth.sign_in(email, 'Cafe\u0301-Zu\u0308rich-2')

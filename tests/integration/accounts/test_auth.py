"""Auth of the embedded gateway, through the real `supabase` client and by bare HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import UUID, uuid4

import httpx
import jwt
import psycopg
import pytest
from psycopg.rows import scalar_row
from supabase import AsyncClient, AsyncClientOptions, create_async_client
from supabase_auth.errors import AuthApiError, AuthWeakPasswordError

from tests.conftest import TestDatabase, TestGateway
from tests.restoring import Kept

EMAIL = 'anna@skyline.example'
PASSWORD = 'over the hills'

Connect = Callable[..., Awaitable[AsyncClient]]


@pytest.fixture
def database(module_database: TestDatabase, kept: Kept) -> Iterator[TestDatabase]:
    """The module's, without any users again after each test."""
    yield module_database
    kept.restore()


@pytest.fixture
def gateway(database: TestDatabase, module_gateway: TestGateway) -> TestGateway:
    return module_gateway


@pytest.fixture
async def connect(gateway: TestGateway) -> AsyncIterator[Connect]:
    """Makes clients of the gateway; all are closed at the end."""
    async with AsyncExitStack() as stack:

        async def make(key: str = gateway.anon_key) -> AsyncClient:
            http = await stack.enter_async_context(httpx.AsyncClient())
            options = AsyncClientOptions(auto_refresh_token=False, httpx_client=http)
            return await create_async_client(gateway.url, key, options=options)

        yield make


@pytest.fixture
async def anna(connect: Connect) -> AsyncClient:
    """A client that has just signed up."""
    client = await connect()
    await client.auth.sign_up({'email': EMAIL, 'password': PASSWORD})
    return client


@pytest.fixture
async def admin(connect: Connect, gateway: TestGateway) -> AsyncClient:
    return await connect(gateway.service_role_key)


@pytest.fixture
async def http(gateway: TestGateway) -> AsyncIterator[httpx.AsyncClient]:
    """Bare HTTP, without the version header."""
    key = {'apikey': gateway.anon_key}
    async with httpx.AsyncClient(base_url=f'{gateway.url}/auth/v1', headers=key) as client:
        yield client


async def refusal(call: Awaitable[Any]) -> tuple[int, str | None, str]:
    """Status, code and message with which the server refuses."""
    with pytest.raises(AuthApiError) as caught:
        await call
    return caught.value.status, caught.value.code, caught.value.message


def credentials(email: str = EMAIL, password: str = PASSWORD) -> Any:
    return {'email': email, 'password': password}


async def test_sign_up_makes_a_confirmed_user_and_a_session(
    connect: Connect, gateway: TestGateway
) -> None:
    client = await connect()
    answer = await client.auth.sign_up(
        {
            'email': ' Anna@Skyline.example',
            'password': PASSWORD,
            'options': {'data': {'name': 'Anna'}},
        }
    )
    assert answer.user
    assert answer.session
    assert answer.user.email == EMAIL
    assert answer.user.email_confirmed_at
    assert answer.user.last_sign_in_at
    assert answer.user.user_metadata == {'name': 'Anna'}
    assert answer.user.app_metadata == {'provider': 'email', 'providers': ['email']}
    assert [identity.provider for identity in answer.user.identities or []] == ['email']
    claims = jwt.decode(
        answer.session.access_token,
        gateway.jwt_secret,
        algorithms=['HS256'],
        audience='authenticated',
        issuer=f'{gateway.url}/auth/v1',
    )
    assert claims['sub'] == answer.user.id
    assert claims['role'] == 'authenticated'
    assert claims['exp'] - claims['iat'] == 3600
    assert claims['amr'][0]['method'] == 'password'
    assert UUID(claims['session_id'])


async def test_sign_up_twice_is_refused_whatever_the_case(
    anna: AsyncClient, connect: Connect
) -> None:
    other = await connect()
    assert await refusal(other.auth.sign_up(credentials(EMAIL.upper()))) == (
        422,
        'user_already_exists',
        'User already registered',
    )


async def test_sign_ups_at_the_same_moment_make_one_user(connect: Connect) -> None:
    clients = [await connect() for _ in range(4)]
    answers = await asyncio.gather(
        *(client.auth.sign_up(credentials()) for client in clients), return_exceptions=True
    )
    refused = [answer for answer in answers if isinstance(answer, AuthApiError)]
    assert len(refused) == 3
    assert {error.code for error in refused} == {'user_already_exists'}


async def test_weak_and_malformed_sign_ups_say_why(connect: Connect) -> None:
    client = await connect()
    with pytest.raises(AuthWeakPasswordError) as caught:
        await client.auth.sign_up(credentials(password='short'))
    assert (caught.value.status, caught.value.reasons) == (422, ['length'])
    status, code, message = await refusal(client.auth.sign_up(credentials('not an address')))
    assert (status, code) == (400, 'validation_failed')
    assert message == 'Unable to validate email address: invalid format'
    status, code, _ = await refusal(client.auth.sign_up(credentials(password='x' * 9000)))
    assert (status, code) == (400, 'validation_failed')
    status, code, _ = await refusal(client.auth.sign_in_anonymously())
    assert (status, code) == (422, 'anonymous_provider_disabled')


async def test_password_sign_in_takes_any_case_of_the_address(
    anna: AsyncClient, connect: Connect
) -> None:
    client = await connect()
    answer = await client.auth.sign_in_with_password(credentials(EMAIL.title()))
    assert answer.user.email == EMAIL
    found = await client.auth.get_user()
    assert found
    assert found.user.id == answer.user.id


async def test_wrong_password_and_unknown_user_get_one_answer(
    anna: AsyncClient, connect: Connect
) -> None:
    client = await connect()
    answer = (400, 'invalid_credentials', 'Invalid login credentials')
    wrong = credentials(password='under the hills')
    assert await refusal(client.auth.sign_in_with_password(wrong)) == answer
    unknown = credentials('nobody@skyline.example')
    assert await refusal(client.auth.sign_in_with_password(unknown)) == answer


async def test_sign_in_works_when_the_database_has_cut_its_connections(
    anna: AsyncClient, connect: Connect, database: TestDatabase
) -> None:
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(
            'select pg_terminate_backend(pid, 5000) from pg_stat_activity'
            ' where datname = current_database() and pid <> pg_backend_pid()'
        )
    client = await connect()
    assert (await client.auth.sign_in_with_password(credentials())).session


async def test_passwords_and_tokens_are_stored_as_digests(
    anna: AsyncClient, database: TestDatabase
) -> None:
    session = await anna.auth.get_session()
    assert session
    with psycopg.connect(database.owner_url, row_factory=scalar_row) as connection:
        stored = connection.execute('select encrypted_password from auth.users').fetchone()
        assert stored.startswith('$argon2id$')
        digests = connection.execute('select digest from auth.refresh_tokens').fetchall()
        assert len(digests) == 1
        assert session.refresh_token.encode() not in digests


async def test_no_role_of_the_api_reads_users(database: TestDatabase, anna: AsyncClient) -> None:
    with psycopg.connect(database.url) as connection:
        for role in ('anon', 'authenticated', 'service_role'):
            connection.execute(psycopg.sql.SQL('set role {}').format(psycopg.sql.Identifier(role)))
            for table in ('users', 'sessions', 'refresh_tokens', 'one_time_tokens'):
                statement = psycopg.sql.SQL('select from auth.{}')
                with pytest.raises(psycopg.errors.InsufficientPrivilege), connection.transaction():
                    connection.execute(statement.format(psycopg.sql.Identifier(table)))


async def test_refresh_rotates_the_token_and_keeps_the_session(anna: AsyncClient) -> None:
    before = await anna.auth.get_session()
    assert before
    after = (await anna.auth.refresh_session()).session
    assert after
    assert after.refresh_token != before.refresh_token
    assert session_id(after.access_token) == session_id(before.access_token)
    again = await anna.auth.refresh_session(before.refresh_token)
    assert again.session, 'a second tab may use the same token at the same moment'


async def test_a_token_used_again_later_ends_its_whole_family(
    anna: AsyncClient, database: TestDatabase
) -> None:
    stolen = await anna.auth.get_session()
    assert stolen
    current = (await anna.auth.refresh_session()).session
    assert current
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("update auth.refresh_tokens set used_at = used_at - interval '1 hour'")
    used = (400, 'refresh_token_already_used', 'Invalid Refresh Token: Already Used')
    assert await refusal(anna.auth.refresh_session(stolen.refresh_token)) == used
    assert await refusal(anna.auth.refresh_session(current.refresh_token)) == used


async def test_unknown_refresh_token_is_not_found(anna: AsyncClient) -> None:
    assert await refusal(anna.auth.refresh_session('nothing')) == (
        400,
        'refresh_token_not_found',
        'Invalid Refresh Token: Refresh Token Not Found',
    )


async def test_sign_out_revokes_the_sessions_of_its_scope(
    anna: AsyncClient, connect: Connect
) -> None:
    async def another() -> tuple[AsyncClient, str]:
        client = await connect()
        session = (await client.auth.sign_in_with_password(credentials())).session
        return client, session.access_token

    async def is_revoked(token: str) -> bool:
        try:
            await anna.auth.get_user(token)
        except AuthApiError as error:
            return (error.status, error.code) == (403, 'session_not_found')
        return False

    own = await anna.auth.get_session()
    assert own
    (first, first_token), (second, second_token), (_, third_token) = [
        await another() for _ in range(3)
    ]
    await first.auth.sign_out({'scope': 'local'})
    assert [await is_revoked(t) for t in (first_token, second_token, third_token)] == [
        True,
        False,
        False,
    ]
    await second.auth.sign_out({'scope': 'others'})
    assert [await is_revoked(t) for t in (own.access_token, second_token, third_token)] == [
        True,
        False,
        True,
    ]
    refresh_token = (await second.auth.get_session()).refresh_token  # type: ignore[union-attr]
    await second.auth.sign_out()
    assert await is_revoked(second_token)
    gone = await refusal(anna.auth.refresh_session(refresh_token))
    assert gone[:2] == (400, 'refresh_token_not_found')


async def test_the_user_changes_password_address_and_metadata(
    anna: AsyncClient, connect: Connect
) -> None:
    other = await connect()
    elsewhere = (await other.auth.sign_in_with_password(credentials())).session
    changed = await anna.auth.update_user(
        {
            'email': 'A.Berg@skyline.example',
            'password': 'far over the hills',
            'data': {'name': 'Anna'},
        }
    )
    assert changed.user.email == 'a.berg@skyline.example'
    assert changed.user.user_metadata == {'name': 'Anna'}
    assert (await refusal(anna.auth.get_user(elsewhere.access_token)))[1] == 'session_not_found'
    assert await anna.auth.get_user(), 'the own session stays'
    renewed = credentials('a.berg@skyline.example', 'far over the hills')
    assert (await other.auth.sign_in_with_password(renewed)).session
    same = await refusal(anna.auth.update_user({'password': 'far over the hills'}))
    assert same[:2] == (422, 'same_password')
    await other.auth.sign_up(credentials('ben@skyline.example'))
    taken = await refusal(anna.auth.update_user({'email': 'ben@skyline.example'}))
    assert taken[:2] == (422, 'email_exists')


async def test_the_admin_makes_lists_changes_and_deletes_users(
    admin: AsyncClient, connect: Connect
) -> None:
    api = admin.auth.admin
    wanted = str(uuid4())
    made = await api.create_user(
        {
            'id': wanted,  # type: ignore[typeddict-unknown-key]
            'email': EMAIL,
            'password': PASSWORD,
            'email_confirm': True,
            'user_metadata': {'name': 'Anna'},
            'app_metadata': {'organization': 'skyline'},
        }
    )
    assert made.user.id == wanted
    assert made.user.app_metadata['organization'] == 'skyline'
    assert made.user.app_metadata['provider'] == 'email'
    double = await refusal(api.create_user({'email': EMAIL, 'password': PASSWORD}))
    assert double[:2] == (422, 'email_exists')
    for number in range(3):
        await api.create_user({'email': f'user{number}@skyline.example', 'password': PASSWORD})
    assert len(await api.list_users()) == 4
    assert len(await api.list_users(page=2, per_page=3)) == 1
    changed = await api.update_user_by_id(wanted, {'user_metadata': {'name': 'Anna B.'}})
    assert changed.user.user_metadata == {'name': 'Anna B.'}
    assert (await api.get_user_by_id(wanted)).user.user_metadata == {'name': 'Anna B.'}
    client = await connect()
    session = (await client.auth.sign_in_with_password(credentials())).session
    await api.delete_user(wanted)
    assert (await refusal(api.get_user_by_id(wanted)))[:2] == (404, 'user_not_found')
    assert (await refusal(client.auth.get_user(session.access_token)))[:2] == (
        403,
        'user_not_found',
    )


async def test_unconfirmed_and_banned_users_cannot_sign_in(
    admin: AsyncClient, connect: Connect
) -> None:
    api = admin.auth.admin
    user = (await api.create_user({'email': EMAIL, 'password': PASSWORD})).user
    client = await connect()
    unconfirmed = await refusal(client.auth.sign_in_with_password(credentials()))
    assert unconfirmed == (400, 'email_not_confirmed', 'Email not confirmed')
    await api.update_user_by_id(user.id, {'email_confirm': True})
    session = (await client.auth.sign_in_with_password(credentials())).session
    await api.update_user_by_id(user.id, {'ban_duration': '24h'})
    banned = await refusal(client.auth.sign_in_with_password(credentials()))
    assert banned[:2] == (400, 'user_banned')
    assert (await refusal(client.auth.get_user(session.access_token)))[:2] == (403, 'user_banned')
    await api.update_user_by_id(user.id, {'ban_duration': 'none'})
    assert await client.auth.get_user(session.access_token)


async def test_a_soft_deleted_user_is_gone_but_its_row_stays(
    admin: AsyncClient, anna: AsyncClient, connect: Connect
) -> None:
    session = await anna.auth.get_session()
    assert session
    await admin.auth.admin.delete_user(session.user.id, should_soft_delete=True)
    kept = (await admin.auth.admin.get_user_by_id(session.user.id)).user
    assert kept.deleted_at
    assert not kept.email
    client = await connect()
    refused = await refusal(client.auth.sign_in_with_password(credentials()))
    assert refused[1] == 'invalid_credentials'
    assert (await refusal(anna.auth.get_user(session.access_token)))[1] == 'session_not_found'


async def test_only_the_service_role_administers(anna: AsyncClient, connect: Connect) -> None:
    nobody = await connect()
    for client in (anna, nobody):
        assert await refusal(client.auth.admin.list_users()) == (
            403,
            'not_admin',
            'User not allowed',
        )


async def test_recovery_answers_alike_and_its_token_signs_in_once(
    admin: AsyncClient, anna: AsyncClient, connect: Connect, database: TestDatabase
) -> None:
    client = await connect()
    await client.auth.reset_password_for_email(EMAIL)
    await client.auth.reset_password_for_email('nobody@skyline.example')
    with psycopg.connect(database.owner_url, row_factory=scalar_row) as connection:
        kinds = connection.execute('select kind from auth.one_time_tokens').fetchall()
        assert kinds == ['recovery']
    made = await admin.auth.admin.generate_link({'type': 'recovery', 'email': EMAIL})
    token = {'type': 'recovery', 'token_hash': made.properties.hashed_token}
    answer = await client.auth.verify_otp(token)  # type: ignore[arg-type]
    assert answer.user
    assert answer.user.email == EMAIL
    await client.auth.update_user({'password': 'a new one to keep'})
    spent = await refusal(client.auth.verify_otp(token))  # type: ignore[arg-type]
    assert spent == (403, 'otp_expired', 'Token has expired or is invalid')


async def test_callers_without_a_good_token_are_told_so(
    http: httpx.AsyncClient, gateway: TestGateway, anna: AsyncClient
) -> None:
    assert (await http.get('/user')).status_code == 401
    session = await anna.auth.get_session()
    assert session
    claims = jwt.decode(session.access_token, options={'verify_signature': False})
    expired = jwt.encode({**claims, 'exp': 1}, gateway.jwt_secret, algorithm='HS256')
    forged = jwt.encode(claims, 'x' * 64, algorithm='HS256')
    unsigned = jwt.encode(claims, None, algorithm='none')
    for token in (expired, forged, unsigned, 'nonsense', gateway.anon_key):
        answer = await http.get('/user', headers={'Authorization': f'Bearer {token}'})
        assert (answer.status_code, answer.json()['error_code']) == (403, 'bad_jwt')


async def test_refusals_have_the_older_shape_without_the_version_header(
    http: httpx.AsyncClient,
) -> None:
    body = {'email': EMAIL, 'password': PASSWORD}
    older = await http.post('/token?grant_type=password', json=body)
    assert older.status_code == 400
    assert older.json() == {
        'code': 400,
        'error_code': 'invalid_credentials',
        'msg': 'Invalid login credentials',
    }
    assert older.headers['x-sb-error-code'] == 'invalid_credentials'
    version = {'X-Supabase-Api-Version': '2024-01-01'}
    newer = await http.post('/token?grant_type=password', json=body, headers=version)
    assert newer.json() == {
        'code': 'invalid_credentials',
        'message': 'Invalid login credentials',
    }
    assert newer.headers['X-Supabase-Api-Version'] == '2024-01-01'


@pytest.mark.parametrize(
    ('body', 'code'),
    [
        (b'{', 'bad_json'),
        (b'[]', 'bad_json'),
        (b'{"email": 1}', 'bad_json'),
        (b'', 'anonymous_provider_disabled'),
        (
            b'{"email": "a@b.example", "password": "long enough", "data": {"a": "\\u0000"}}',
            'validation_failed',
        ),
    ],
)
async def test_senseless_bodies_are_refused(
    http: httpx.AsyncClient, body: bytes, code: str
) -> None:
    answer = await http.post('/signup', content=body)
    assert answer.json()['error_code'] == code
    assert 400 <= answer.status_code < 500


async def test_the_public_facts_of_the_service(http: httpx.AsyncClient) -> None:
    assert (await http.get('/health')).json()['name'] == 'GoTrue'
    assert (await http.get('/settings')).json()['mailer_autoconfirm'] is True
    assert (await http.get('/.well-known/jwks.json')).json() == {'keys': []}


async def test_pages_of_users_are_counted_in_headers(
    http: httpx.AsyncClient, gateway: TestGateway, anna: AsyncClient
) -> None:
    key = {'Authorization': f'Bearer {gateway.service_role_key}'}
    answer = await http.get('/admin/users?per_page=1', headers=key)
    assert answer.headers['x-total-count'] == '1'
    assert 'rel="last"' in answer.headers['link']
    assert (await http.get('/admin/users?page=0', headers=key)).status_code == 400


def session_id(access_token: str) -> str:
    claims = jwt.decode(access_token, options={'verify_signature': False})
    return str(claims['session_id'])

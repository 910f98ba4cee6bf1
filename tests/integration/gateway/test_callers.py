"""Who may call the gateway, from where, and how much one may say in a request."""

from collections.abc import AsyncIterator

import httpx
import pytest
import websockets

from tests.conftest import TestGateway
from tests.integration.gateway.conftest import Token
from tests.integration.gateway.wire import address

NO_KEY = {
    'message': 'No API key found in request',
    'hint': 'No `apikey` request header or url param was found.',
}
WRONG_KEY = {
    'message': 'Invalid API key',
    'hint': 'Double check your Supabase `anon` or `service_role` API key.',
}
NEW_USER = {'email': 'mallory@a.example', 'password': 'over the hills'}


@pytest.fixture
async def http(gateway: TestGateway) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=gateway.url, trust_env=False) as client:
        yield client


async def test_auth_answers_those_with_an_api_key_only(
    http: httpx.AsyncClient, gateway: TestGateway, token: Token
):
    for path in ('/health', '/settings', '/user'):
        answer = await http.get(f'/auth/v1{path}')
        assert (answer.status_code, answer.json()) == (401, NO_KEY)
    answer = await http.post('/auth/v1/signup', json=NEW_USER)
    assert (answer.status_code, answer.json()) == (401, NO_KEY)

    user = token('00000000-0000-0000-0000-000000000001')
    for key in (user, 'nonsense', token('a', role='anon', life_s=-1)):
        answer = await http.get('/auth/v1/health', headers={'apikey': key})
        assert (answer.status_code, answer.json()) == (401, WRONG_KEY)

    for key in (gateway.anon_key, gateway.service_role_key):
        for headers in ({'apikey': key}, {'Authorization': f'Bearer {key}'}):
            assert (await http.get('/auth/v1/health', headers=headers)).status_code == 200


async def test_no_answer_is_meant_for_foreign_pages(http: httpx.AsyncClient, gateway: TestGateway):
    headers = {'Origin': 'https://a.example', 'apikey': gateway.anon_key}
    preflight = {**headers, 'Access-Control-Request-Method': 'POST'}

    answers = [
        await http.options('/auth/v1/signup', headers=preflight),
        await http.get('/auth/v1/health', headers=headers),
        await http.options('/realtime/v1/api/broadcast', headers=preflight),
        await http.get('/realtime/v1/api/ping', headers=headers),
    ]

    assert [it.status_code for it in answers] == [405, 200, 405, 200]
    assert not [name for it in answers for name in it.headers if name.startswith('access-control')]


@pytest.mark.parametrize('origin', ['https://a.example', 'http://localhost.a.example:80', 'null'])
async def test_a_socket_of_a_foreign_page_is_refused(gateway: TestGateway, origin: str):
    url = address(gateway.url, gateway.anon_key, 1)

    with pytest.raises(websockets.InvalidStatus) as refused:
        async with websockets.connect(url, proxy=None, additional_headers={'Origin': origin}):
            pass

    assert refused.value.response.status_code == 403
    assert refused.value.response.body == b'{"error":"Origin is not allowed"}'


@pytest.mark.parametrize('origin', ['http://127.0.0.1:8080', 'http://localhost', 'http://[::1]:1'])
async def test_a_socket_of_a_page_on_this_machine_is_served(gateway: TestGateway, origin: str):
    url = address(gateway.url, gateway.anon_key, 1)

    async with websockets.connect(url, proxy=None, additional_headers={'Origin': origin}) as it:
        assert await it.ping()


@pytest.mark.parametrize(
    'path',
    ['/auth/v1/signup', '/realtime/v1/api/broadcast', '/realtime/v1/api/broadcast/a/events/b'],
)
async def test_a_body_too_large_is_refused_however_it_is_sent(
    http: httpx.AsyncClient, gateway: TestGateway, path: str
):
    headers = {'apikey': gateway.anon_key, 'Content-Type': 'application/json'}

    async def chunks() -> AsyncIterator[bytes]:
        for _ in range(5):
            yield b' ' * 1_000_000

    whole = await http.post(path, content=b' ' * 5_000_000, headers=headers)
    in_parts = await http.post(path, content=chunks(), headers=headers)

    assert (whole.status_code, in_parts.status_code) == (413, 413)

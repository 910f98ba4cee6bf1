"""Which requests the app does not answer, and what each answer carries."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import Message

from pages import unseen
from pages.hosts import Hosts
from pages.http.security import Security
from services.limits import PAGES_PER_MINUTE
from services.settings import Settings


async def page(request: Request) -> HTMLResponse:
    return HTMLResponse('hello', headers={'Cache-Control': 'max-age=60'})


ROUTES = [Route(path, page, methods=['GET', 'POST']) for path in ('/login', '/p/{token}', '/x')]
APP = Security(Starlette(routes=ROUTES), Settings(base_url='https://tours.example'))


def stranger(address: str = '203.0.113.9') -> httpx.AsyncClient:
    transport = httpx.ASGITransport(APP, client=(address, 1))
    return httpx.AsyncClient(transport=transport, base_url='https://tours.example')


async def test_share_pages_are_neither_kept_nor_indexed() -> None:
    async with stranger() as browser:
        answer = await browser.get('/p/abc')
    assert answer.headers['x-robots-tag'] == 'noindex, nofollow'
    assert answer.headers['cache-control'] == 'no-store'
    assert answer.headers['strict-transport-security']


async def test_a_stranger_who_opens_page_after_page_is_asked_to_wait() -> None:
    async with stranger('203.0.113.10') as browser:
        answers = [(await browser.get('/p/abc')).status_code for _ in range(PAGES_PER_MINUTE + 1)]
    assert answers[-2:] == [200, 429]
    async with stranger('203.0.113.11') as other:
        assert (await other.get('/p/abc')).status_code == 200


async def test_one_ipv6_line_opens_pages_as_one() -> None:
    for number in range(PAGES_PER_MINUTE):
        async with stranger(f'2001:db8:7:7::{number:x}') as browser:
            assert (await browser.get('/p/abc')).status_code == 200
    async with stranger('2001:db8:7:7:ffff::1') as browser:
        assert (await browser.get('/p/abc')).status_code == 429
    async with stranger('2001:db8:7:8::1') as other:
        assert (await other.get('/p/abc')).status_code == 200


@pytest.mark.parametrize(
    ('host', 'status'),
    [
        ('tours.example', 200),
        ('Tours.Example:8443', 200),
        ('tours.example.', 200),
        ('localhost:8080', 200),
        ('127.0.0.1', 200),
        ('[::1]:8080', 200),
        ('evil.example', 421),
        ('tours.example.evil.example', 421),
        ('evil.example@tours.example', 421),
        ('tours.example/evil', 421),
        ('203.0.113.1', 421),
        ('[', 421),
        ('', 421),
    ],
)
async def test_the_app_answers_to_its_own_names_only(host: str, status: int) -> None:
    async with stranger() as browser:
        for method in ('GET', 'HEAD', 'POST'):
            answer = await browser.request(method, '/x', headers={'host': host})
            assert answer.status_code == status
        evil = {'host': host, 'origin': f'https://{host}'}
        answer = await browser.post('/x', headers=evil)
        assert status == 200 or answer.status_code == 421


async def test_an_address_that_the_request_really_came_to_is_a_name_too() -> None:
    scope = {'type': 'http', 'server': ('192.0.2.7', 8080)}
    hosts = Hosts(Settings(host='0.0.0.0'))
    assert hosts.knows('192.0.2.7:8080', scope)
    assert not hosts.knows('192.0.2.8:8080', scope)


async def test_head_is_answered_as_get_without_a_body() -> None:
    async with stranger('203.0.113.12') as browser:
        for path in ('/login', '/p/abc', '/x'):
            full, head = await browser.get(path), await browser.head(path)
            assert (head.status_code, head.content) == (200, b'')
            assert head.headers['content-length'] == str(len(full.content))
            assert head.headers['content-type'] == full.headers['content-type']


async def test_strangers_wait_while_too_many_pages_are_unseen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(unseen, 'UNSEEN_PAGES_AT_MOST', 0)
    async with stranger('203.0.113.13') as browser:
        answer = await browser.get('/p/abc')
        assert (answer.status_code, answer.headers['retry-after']) == (503, '5')
        assert (await browser.get('/x')).status_code == 200
        assert (await browser.post('/login')).status_code == 200


@pytest.mark.parametrize(
    ('headers', 'status'),
    [
        ({'origin': 'https://tours.example'}, 200),
        ({'origin': 'https://evil.example'}, 403),
        ({'origin': 'null'}, 403),
        ({'origin': 'null', 'host': ''}, 421),
        ({'origin': 'http://['}, 403),
        ({'origin': 'http://[::1'}, 403),
        ({'sec-fetch-site': 'cross-site'}, 403),
        ({}, 200),
    ],
)
async def test_posts_come_from_our_own_pages(headers: dict[str, str], status: int) -> None:
    async with stranger() as browser:
        assert (await browser.post('/x', headers=headers)).status_code == status


async def test_sockets_of_other_sites_are_refused_at_the_handshake() -> None:
    said: list[Message] = []

    async def receive() -> Message:
        return {'type': 'websocket.connect'}

    async def send(message: Message) -> None:
        said.append(message)

    headers = [(b'host', b'tours.example'), (b'origin', b'https://evil.example')]
    scope = {'type': 'websocket', 'path': '/_nicegui_ws/socket.io/', 'headers': headers}
    await APP(scope, receive, send)
    assert [message['type'] for message in said] == ['websocket.close']


async def test_polling_handshakes_of_other_sites_are_refused() -> None:
    async with stranger() as browser:
        evil = {'origin': 'https://evil.example'}
        answer = await browser.get('/_nicegui_ws/socket.io/?transport=polling', headers=evil)
    assert answer.status_code == 403

"""Which requests the app does not answer, and what each answer carries."""

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.types import Message

from pages.http.security import PAGES_PER_MINUTE, Security
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


@pytest.mark.parametrize(
    ('headers', 'status'),
    [
        ({'origin': 'https://tours.example'}, 200),
        ({'origin': 'https://evil.example'}, 403),
        ({'origin': 'null'}, 403),
        ({'origin': 'null', 'host': ''}, 403),
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

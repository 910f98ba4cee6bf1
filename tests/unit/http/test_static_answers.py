"""Files that never change are asked of the app once, and nobody gets what was meant for another."""

import asyncio
import random
from collections import Counter
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette
from starlette.middleware.base import BaseHTTPMiddleware, RequestResponseEndpoint
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Scope

from pages.http import static_answers
from pages.http.static_answers import CHANGING, NICEGUI, StaticAnswers
from tests.eventually import eventually

FOR_A_YEAR = {'Cache-Control': 'public, max-age=31536000', 'Set-Cookie': 'tradewind=somebody'}


class Files:
    """Says of each path how often it was asked."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.headers = dict(FOR_A_YEAR)
        app = Starlette(routes=[Route('/{path:path}', self.answer)])
        app.add_middleware(GZipMiddleware)
        transport = httpx.ASGITransport(StaticAnswers(app))
        self.browser = httpx.AsyncClient(transport=transport, base_url='http://tours.example')

    async def answer(self, request: Request) -> Response:
        path = request.url.path
        self.asked[path] += 1
        text = f'{path} '.ljust(2000, 'x')
        status = 404 if 'nothing' in path else 200
        return Response(text, status, headers=self.headers)


async def test_a_file_is_read_and_packed_once() -> None:
    files = Files()
    first = await files.browser.get('/assets/app.css?v=1')
    again = await files.browser.get('/assets/app.css?v=2')
    assert files.asked == {'/assets/app.css': 1}
    assert again.content == first.content
    assert again.headers['content-encoding'] == 'gzip'
    assert again.headers['cache-control'] == FOR_A_YEAR['Cache-Control']


async def test_what_is_kept_carries_nobodys_cookie() -> None:
    files = Files()
    first, again = [await files.browser.get('/assets/app.css') for _ in range(2)]
    assert 'set-cookie' in first.headers
    assert 'set-cookie' not in again.headers


async def test_whoever_does_not_unpack_gets_it_unpacked() -> None:
    files = Files()
    for _ in range(2):
        await files.browser.get('/assets/app.css')
        plain = await files.browser.get('/assets/app.css', headers={'Accept-Encoding': 'identity'})
        assert 'content-encoding' not in plain.headers
        assert plain.text.startswith('/assets/app.css')
    assert files.asked == {'/assets/app.css': 2}


async def test_whoever_unpacks_brotli_gets_it_as_soon_as_it_is_made() -> None:
    files, modern = Files(), {'Accept-Encoding': 'gzip, deflate, br, zstd'}
    first = await files.browser.get('/assets/app.css', headers=modern)
    assert first.headers['content-encoding'] == 'gzip'
    assert first.headers['x-accel-expires'] == '0'  # a proxy asks again

    async def packed() -> httpx.Response:
        answer = await files.browser.get('/assets/app.css', headers=modern)
        assert answer.headers['content-encoding'] == 'br'
        return answer

    answer = await eventually(packed)
    assert files.asked == {'/assets/app.css': 1}
    assert answer.content == first.content
    assert 'x-accel-expires' not in answer.headers
    older = await files.browser.get('/assets/app.css', headers={'Accept-Encoding': 'gzip'})
    assert older.headers['content-encoding'] == 'gzip'


@pytest.mark.parametrize(
    'path',
    [
        '/proposals',
        '/images/1',
        '/_nicegui_ws/socket.io/',
        f'{CHANGING}codehilite',
        '/assets/nothing.css',
        '/assets//app.css',
    ],
)
async def test_everything_else_is_asked_each_time(path: str) -> None:
    files = Files()
    for _ in range(2):
        await files.browser.get(path)
    assert files.asked.total() == 2


@pytest.mark.parametrize('rule', ['no-store', 'private, max-age=60', 'public, no-cache', ''])
async def test_what_not_everybody_may_keep_is_not_kept(rule: str) -> None:
    files = Files()
    files.headers = {'Cache-Control': rule}
    for _ in range(2):
        await files.browser.get(f'{NICEGUI}static/vue.js')
    assert files.asked.total() == 2


@pytest.mark.parametrize(
    'headers', [{'Range': 'bytes=0-1'}, {'If-None-Match': '"x"'}, {'Content-Length': '0'}]
)
async def test_whoever_asks_for_something_special_asks_the_app(headers: dict[str, str]) -> None:
    files = Files()
    for special in ({}, headers, {}):
        await files.browser.get('/assets/app.css', headers=special)
    assert files.asked.total() == 2


async def test_only_so_much_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(static_answers, 'STATIC_BYTES', 3000)
    files = Files()
    plain = {'Accept-Encoding': 'identity'}
    for path in ('/assets/a.js', '/assets/b.js') * 2:
        await files.browser.get(path, headers=plain)
    assert files.asked == {'/assets/a.js': 1, '/assets/b.js': 2}


@pytest.mark.parametrize('packing', ['gzip', 'identity'])
async def test_whoever_leaves_halfway_leaves_no_half_file_behind(
    packing: str, tmp_path: Path
) -> None:
    """Starlette ends an answer early and in good form when its browser is gone."""
    file = tmp_path / 'app.css'
    file.write_bytes(random.Random(1).randbytes(300_000))

    async def answer(request: Request) -> Response:
        return FileResponse(file, headers=FOR_A_YEAR)

    async def passed_on(request: Request, call_next: RequestResponseEndpoint) -> Response:
        return await call_next(request)

    app = Starlette(routes=[Route('/{path:path}', answer)])
    app.add_middleware(BaseHTTPMiddleware, dispatch=passed_on)
    app.add_middleware(GZipMiddleware)
    answers = StaticAnswers(app)
    await leave_halfway(answers, '/assets/app.css', packing)
    transport = httpx.ASGITransport(answers)
    async with httpx.AsyncClient(transport=transport, base_url='http://tours.example') as browser:
        whole = await browser.get('/assets/app.css', headers={'Accept-Encoding': packing})
    assert whole.content == file.read_bytes()


async def leave_halfway(app: ASGIApp, path: str, packing: str) -> None:
    """Ask as uvicorn does for a browser, which goes away before the first byte has come."""
    scope: Scope = {
        'type': 'http',
        'asgi': {'version': '3.0', 'spec_version': '2.3'},
        'http_version': '1.1',
        'method': 'GET',
        'scheme': 'http',
        'path': path,
        'raw_path': path.encode(),
        'query_string': b'',
        'root_path': '',
        'headers': [(b'accept-encoding', packing.encode())],
        'client': ('127.0.0.1', 1),
        'server': ('127.0.0.1', 80),
        'state': {},
    }

    async def gone() -> Message:
        return {'type': 'http.disconnect'}

    async def nobody(message: Message) -> None:
        pass

    await asyncio.wait_for(app(scope, gone, nobody), 10)

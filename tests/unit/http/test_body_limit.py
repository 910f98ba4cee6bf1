"""Bodies that are too long: refused unread, or cut off as they come."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pages.http import body_limit
from pages.http.body_limit import TOO_LONG, TOO_SLOW, Bounded
from services.limits import FORM_BYTES, IMPORT_BYTES, PICTURE_BYTES, POLL_BYTES

PART = bytes(10_000)
POLL = '/_nicegui_ws/socket.io/'
COVER = '/proposals/1/cover'
IMPORT = '/contacts/import/file'


async def form(request: Request) -> PlainTextResponse:
    async with request.form() as fields:
        return PlainTextResponse(f'{len(fields)} fields')


async def plain(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f'{len(await request.body())} bytes')


ROUTES = [Route('/form', form, methods=['POST'])] + [
    Route(path, plain, methods=['POST']) for path in ('/plain', COVER, IMPORT, POLL)
]
APP = Bounded(Starlette(routes=ROUTES))


class Body:
    """Parts without an end in sight; `taken` counts those that were asked for."""

    def __init__(self, beginning: bytes = b'', parts: int = 1000) -> None:
        self.taken = 0
        self._beginning = beginning
        self._parts = parts

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._beginning
        while self.taken < self._parts:
            self.taken += 1
            yield PART


async def post(path: str, content: Any, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(APP)
    async with httpx.AsyncClient(transport=transport, base_url='http://test') as browser:
        return await browser.post(path, content=content, headers=headers)


def refused(answer: httpx.Response) -> bool:
    return answer.status_code == 413 and answer.content == TOO_LONG.body


@pytest.mark.parametrize(
    ('path', 'most'), [('/plain', FORM_BYTES), ('/form', FORM_BYTES), (POLL, POLL_BYTES)]
)
async def test_a_body_that_says_it_is_too_long_is_refused(path: str, most: int) -> None:
    assert refused(await post(path, bytes(most + 1)))
    assert not refused(await post(path, bytes(most)))


@pytest.mark.parametrize(('path', 'most'), [('/plain', FORM_BYTES), (POLL, POLL_BYTES)])
async def test_a_body_of_unknown_length_is_cut_off(path: str, most: int) -> None:
    body = Body()
    assert refused(await post(path, body))
    assert body.taken == most // len(PART) + 1


@pytest.mark.parametrize(
    ('kind', 'beginning'),
    [
        (
            'multipart/form-data; boundary=b',
            b'--b\r\nContent-Disposition: form-data; name="email"; filename="x"\r\n\r\n',
        ),
        ('application/x-www-form-urlencoded', b'email='),
    ],
    ids=['file', 'field'],
)
async def test_a_form_is_cut_off_before_it_fills_the_disk(kind: str, beginning: bytes) -> None:
    body = Body(beginning)
    assert refused(await post('/form', body, **{'content-type': kind}))
    assert body.taken == (FORM_BYTES - len(beginning)) // len(PART) + 1


async def test_pictures_may_be_longer() -> None:
    assert (await post(COVER, bytes(PICTURE_BYTES))).status_code == 200
    assert refused(await post(COVER, bytes(PICTURE_BYTES + 1)))
    assert refused(await post(COVER, Body(parts=PICTURE_BYTES // len(PART) + 2)))


async def test_files_of_contacts_may_be_longer_still() -> None:
    assert (await post(IMPORT, bytes(IMPORT_BYTES))).status_code == 200
    assert refused(await post(IMPORT, bytes(IMPORT_BYTES + 1)))


async def test_what_fits_arrives_whole() -> None:
    answer = await post('/plain', Body(b'begin', parts=5))
    assert answer.text == f'{5 + 5 * len(PART)} bytes'


class Halting(Body):
    """Comes to a halt after its first part."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield PART
        await asyncio.Event().wait()


@pytest.mark.parametrize('path', ['/plain', '/form', POLL, COVER])
async def test_a_body_that_does_not_get_on_is_given_up(
    path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_limit, 'BODY_S', 0.0)
    monkeypatch.setattr(body_limit, 'BODY_BYTES_PER_S', 1_000_000)
    form = {'content-type': 'application/x-www-form-urlencoded'}
    answer = await post(path, Halting(), **form)
    assert (answer.status_code, answer.content) == (408, TOO_SLOW.body)
    assert answer.headers['connection'] == 'close'

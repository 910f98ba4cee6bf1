"""Bodies that are too long: refused unread, or cut off as they come."""

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from pages.http.body_limit import MOST_BYTES, MOST_BYTES_OF_A_PICTURE, TOO_LONG, Bounded

PART = bytes(100_000)
COVER = '/proposals/1/cover'


async def form(request: Request) -> PlainTextResponse:
    async with request.form() as fields:
        return PlainTextResponse(f'{len(fields)} fields')


async def plain(request: Request) -> PlainTextResponse:
    return PlainTextResponse(f'{len(await request.body())} bytes')


ROUTES = [Route('/form', form, methods=['POST'])] + [
    Route(path, plain, methods=['POST']) for path in ('/plain', COVER, '/_nicegui_ws/socket.io/')
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


@pytest.mark.parametrize('path', ['/plain', '/form', '/_nicegui_ws/socket.io/'])
async def test_a_body_that_says_it_is_too_long_is_refused(path: str) -> None:
    assert refused(await post(path, bytes(MOST_BYTES + 1)))
    assert not refused(await post(path, bytes(MOST_BYTES)))


@pytest.mark.parametrize('path', ['/plain', '/_nicegui_ws/socket.io/'])
async def test_a_body_of_unknown_length_is_cut_off(path: str) -> None:
    body = Body()
    assert refused(await post(path, body))
    assert body.taken == MOST_BYTES / len(PART) + 1


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
    assert body.taken == MOST_BYTES / len(PART)


async def test_pictures_may_be_longer() -> None:
    assert (await post(COVER, bytes(MOST_BYTES_OF_A_PICTURE))).status_code == 200
    assert refused(await post(COVER, bytes(MOST_BYTES_OF_A_PICTURE + 1)))
    assert refused(await post(COVER, Body()))


async def test_what_fits_arrives_whole() -> None:
    answer = await post('/plain', Body(b'begin', parts=5))
    assert answer.text == f'{5 + 5 * len(PART)} bytes'

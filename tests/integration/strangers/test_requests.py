"""What a stranger's requests cost the running app."""

import asyncio

import httpx
import psutil
import psycopg
import pytest

from tests.browser.app import RunningApp
from tests.eventually import eventually
from tests.integration.strangers.conftest import Link


def visits(app: RunningApp, link: Link) -> int:
    with psycopg.connect(app.status['database_url']) as connection:
        connection.execute('set local role service_role')
        found = connection.execute(
            'select count(*) from proposal_views where share_link_id = %s', (link.id,)
        ).fetchone()
    assert found
    return int(found[0])


async def test_head_is_answered_on_every_route_and_builds_nothing(
    running_app: RunningApp, link: Link
) -> None:
    before = visits(running_app, link)
    async with httpx.AsyncClient(base_url=running_app.url, trust_env=False, timeout=30) as http:
        for path, status in (
            ('/', 303),
            ('/login', 200),
            ('/signup', 200),
            ('/proposals', 303),
            ('/healthz', 200),
            ('/readyz', 200),
            ('/metrics', 200),
            ('/assets/for-public.css', 200),
            ('/favicon.ico', 200),
            (link.path, 200),
            (f'{link.path}/trip.ics', 200),
            ('/p/nothing', 404),
            ('/nowhere', 404),
        ):
            answer = await http.head(path)
            assert (path, answer.status_code, answer.content) == (path, status, b'')
        kind = (await http.head(link.path)).headers['content-type']
        assert kind.startswith('text/html')
        figures = (await http.get('/metrics')).text
    assert 'tradewind_screens ' not in figures or 'tradewind_screens 0' in figures
    assert visits(running_app, link) == before


async def test_other_names_are_refused_and_no_figures_told(running_app: RunningApp) -> None:
    evil = {'host': 'evil.example', 'origin': 'http://evil.example'}
    async with httpx.AsyncClient(base_url=running_app.url, trust_env=False) as http:
        for path in ('/login', '/p', '/metrics', '/_nicegui_ws/socket.io/?EIO=4'):
            assert (await http.get(path, headers=evil)).status_code == 421
            assert (await http.post(path, headers=evil)).status_code == 421
        assert (await http.get('/metrics')).status_code == 200
        for name in ('x-forwarded-proto', 'x-forwarded-host', 'forwarded'):
            assert (await http.get('/metrics', headers={name: 'https'})).status_code == 403


@pytest.mark.parametrize('path', ['/login', '/signup'])
async def test_a_file_in_place_of_a_field_gets_our_own_answer(
    running_app: RunningApp, path: str
) -> None:
    async with httpx.AsyncClient(base_url=running_app.url, trust_env=False) as http:
        answer = await http.post(path, files={'email': ('a.txt', b'a')})
    assert answer.status_code == 422
    assert 'could not be read' in answer.json()['sentence']


async def test_pages_that_nobody_comes_back_for_find_an_end(
    running_app: RunningApp, link: Link
) -> None:
    assert running_app.process
    process = psutil.Process(running_app.process.pid)
    before = process.memory_info().rss
    limits = httpx.Limits(max_connections=8)
    async with httpx.AsyncClient(
        base_url=running_app.url, trust_env=False, timeout=60, limits=limits
    ) as http:
        answers = await asyncio.gather(*(http.get('/login') for _ in range(400)))
        # a slow machine gives pages up before there are too many of them
        assert {answer.status_code for answer in answers} <= {200, 503}
        refused = [answer for answer in answers if answer.status_code == 503]
        assert all(answer.headers['retry-after'] for answer in refused)

        async def again() -> bool:
            return (await http.get(link.path)).status_code == 200

        await eventually(again, within=30, every=0.5)
    assert process.memory_info().rss - before < 300_000_000

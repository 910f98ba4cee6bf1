"""Where a proxy lets no websocket through, pages are live by HTTP: nothing is lost or doubled."""

import re
import socket
import struct
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import product

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import RunningApp, wait_for
from tests.browser.blocking import BlockingProxy, Way
from tests.browser.conftest import LIVE_MS, Database, Offer, Open, live, switch
from tests.browser.steps import (
    NOTE_STATES,
    approve,
    ask,
    assert_kept,
    badge,
    column,
    keep,
    retype,
    row,
    total,
)
from tests.browser.test_sending import LISTEN, assert_unbroken
from tests.eventually import S

CONNECTING = """() => window.states.includes('connecting')
  || document.querySelector('[data-testid="live-badge"]')?.dataset.state === 'connecting'"""
TRANSPORT = 'window.socket.io.engine.transport.name'
HEALED_MS = 10_000 * S
STRANGERS = ({'Origin': 'https://evil.example'}, {'Sec-Fetch-Site': 'cross-site'})


Proxies = dict[Way, BlockingProxy]


@pytest.fixture
def proxies(running_app: RunningApp) -> Iterator[Proxies]:
    """One of each kind; all let everything through until they begin."""
    before = len(running_app.output())
    with ExitStack() as stack:
        yield {way: stack.enter_context(BlockingProxy(running_app.port)) for way in Way}
    assert 'Traceback' not in running_app.output()[before:]


@pytest.fixture
def proxy(proxies: Proxies) -> BlockingProxy:
    return proxies[Way.REFUSED]


def through(proxy: BlockingProxy, page: Page, path: str) -> Page:
    """Open a path of the app on the other side of the proxy."""
    page.add_init_script(f'({NOTE_STATES})()')
    page.goto(f'{proxy.url}{path}')
    if proxy.way is Way.SWALLOWED:  # and it does not say that it is live already
        page.wait_for_function(CONNECTING)
    live(page)
    keep(page)
    return page


def path_of(offer: Offer) -> str:
    """Of its public page."""
    return '/p/' + offer.url.rpartition('/')[2]


def rename(sql: Database, offer: Offer, numbers: range) -> None:
    """One change after the other."""
    for number in numbers:
        sql(
            'update proposal_activities set title = %s where id = %s',
            *(f'Kayak {number}', offer.activities['off']),
        )


def test_without_websockets_people_work_together_all_the_same(
    proxies: Proxies, sign_in: Open, visit: Open, offer: Offer, sql: Database
) -> None:
    path = f'/proposals/{offer.id}'
    for way, proxy in proxies.items():
        proxy.begin(way)
    colleague = through(proxies[Way.RESET], sign_in('ben@skyline.example'), path)
    anna = through(proxies[Way.REFUSED], sign_in(), path)
    client = through(proxies[Way.SWALLOWED], visit(offer.url), path_of(offer))
    everyone = anna, client, colleague
    for page in everyone:
        assert page.evaluate(TRANSPORT) == 'polling'
    client.get_by_test_id('comment-input').fill('Half a sen')
    retype(row(colleague, offer, 'fixed'), 'price', '2000')
    for page in everyone:
        expect(total(page)).to_have_text('€2,200')
    switch(client, offer.activities['off']).click()
    retype(row(anna, offer, 'on'), 'price', '150')
    for page in everyone:
        expect(total(page)).to_have_text('€2,400')
    client.get_by_test_id('comment-input').press('End')
    client.keyboard.type('tence')
    ask(client, client.get_by_test_id('comment-input').input_value())
    approve(client)
    for page in everyone:
        expect(page.get_by_test_id('proposal-status').first).to_have_text('Approved')
    assert_kept(*everyone)
    assert column(sql, offer, 'off', 'is_selected') is True
    assert column(sql, offer, 'on', 'price') == 150
    for table, field, value in (
        ('proposal_comments', 'body', 'Half a sentence'),
        ('proposal_approvals', 'total', 2400),
    ):
        rows = sql(f'select * from {table} where proposal_id = %s', offer.id)
        assert [each[field] for each in rows] == [value]


def test_a_page_that_comes_behind_such_a_proxy_keeps_all(
    proxies: Proxies, visit: Open, offer: Offer, sql: Database
) -> None:
    pages = [through(proxy, visit(offer.url), path_of(offer)) for proxy in proxies.values()]
    for page in pages:
        assert page.evaluate(TRANSPORT) == 'websocket'
        page.get_by_test_id('comment-input').fill('Half a sen')
        page.evaluate(LISTEN)
    for way, proxy in proxies.items():
        proxy.begin(way)
    for page in pages:
        page.wait_for_function("window.states.includes('offline')")
    switch(pages[-1], offer.activities['off']).click()
    rename(sql, offer, range(6))
    for page in pages:
        expect(badge(page)).to_have_attribute('data-state', 'live', timeout=LIVE_MS)
        assert page.evaluate(TRANSPORT) == 'polling'
        shown = page.get_by_role('heading', name='Kayak 5', exact=True)
        expect(shown).to_be_visible(timeout=HEALED_MS)
        expect(total(page)).to_have_text('€1,300', timeout=HEALED_MS)
    rename(sql, offer, range(6, 12))
    for page in pages:
        expect(page.get_by_role('heading', name='Kayak 11', exact=True)).to_be_visible()
        assert_unbroken(page, at_least=3)
        expect(page.get_by_test_id('comment-input')).to_have_value('Half a sen')
    wait_for(lambda: column(sql, offer, 'off', 'is_selected') is True)
    assert_kept(*pages)


def test_somebody_who_leaves_is_gone_at_once(
    proxy: BlockingProxy, sign_in: Open, visit: Open, offer: Offer
) -> None:
    anna = sign_in(path=f'/proposals/{offer.id}')
    proxy.begin(Way.REFUSED)
    page = through(proxy, visit(offer.url), path_of(offer))
    faces = anna.get_by_test_id('people-here').get_by_role('img')
    expect(faces).to_have_attribute('title', re.compile('Maria'))
    said_late = page.evaluate('window.socket.io.engine.transport.uri()')
    page.goto('about:blank')
    expect(faces).to_have_count(0)
    answers = [page.context.request.post(said_late, data='3').status for _ in range(2)]
    assert set(answers) == {400}


def test_requests_that_break_off_are_nobodys_trouble(
    proxy: BlockingProxy, running_app: RunningApp, visit: Open, offer: Offer, sql: Database
) -> None:
    proxy.begin(Way.REFUSED)
    page = through(proxy, visit(offer.url), path_of(offer))
    target = page.evaluate('window.socket.io.engine.transport.uri()').removeprefix(proxy.url)
    half = '42["event",{"client_id":'
    for size in (len(half), 0, 1, 100) * 10:
        with socket.create_connection(('127.0.0.1', running_app.port)) as broken:
            head = f'POST {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {size}\r\n\r\n'
            broken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack('ii', 1, 0))
            broken.sendall(f'{head}{half[:size]}'.encode())
    with urllib.request.urlopen(f'{running_app.url}/healthz') as answer:
        assert answer.status == 200
    rename(sql, offer, range(1))
    expect(page.get_by_role('heading', name='Kayak 0', exact=True)).to_be_visible()
    assert_kept(page)


def test_other_sites_are_kept_out_of_requests_as_of_websockets(
    proxy: BlockingProxy, visit: Open, offer: Offer
) -> None:
    proxy.begin(Way.REFUSED)
    page = through(proxy, visit(offer.url), path_of(offer))
    session = page.evaluate('window.socket.io.engine.id')
    address = f'{proxy.url}/_nicegui_ws/socket.io/?EIO=4&transport=polling'
    asking = page.context.request
    for stranger, target in product(STRANGERS, (address, f'{address}&sid={session}')):
        for answer in (
            asking.get(target, headers=stranger),
            asking.post(target, headers=stranger, data='42["event",{}]'),
        ):
            assert answer.status == 403
            assert answer.text() == 'This request came from another site.'
    for own in ({'Origin': proxy.url}, {'Sec-Fetch-Site': 'same-origin'}):
        assert asking.get(address, headers=own).status == 200
    assert page.evaluate('window.socket.io.engine.id') == session

"""The panel behind the badge, the alert that rises and goes by itself, and the pages about it."""

import re
from collections.abc import Callable

import psutil
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, PHONE, Database, Offer
from tests.browser.test_live_badge import badge_of, signed_in
from tests.eventually import S

SOON_MS = 20_000 * S
NOT_BEFORE_S = 10


def open_panel(page: Page) -> None:
    expect(badge_of(page)).to_have_attribute('data-state', 'live')
    page.get_by_role('button', name='Connection details').first.press('Enter')


def test_the_panel_lists_every_feed_and_gives_the_focus_back(
    contexts: Callable[..., BrowserContext], running_app: RunningApp, offer: Offer
) -> None:
    page = signed_in(contexts, running_app)
    page.goto(f'{running_app.url}/proposals/{offer.id}')
    open_panel(page)
    panel = page.get_by_test_id('live-panel')
    feeds = panel.get_by_role('listitem')
    expect(panel).to_contain_text('Every change shows here')
    expect(feeds.filter(has_text='Activities')).to_contain_text('Live')
    count = feeds.count()
    expect(page.get_by_test_id('live-feeds')).to_have_text(f'{count} of {count} active')
    page.keyboard.press('Escape')
    expect(panel).to_have_count(0)
    expect(page.get_by_role('button', name='Connection details').first).to_be_focused()


def test_an_alert_rises_when_it_lasts_and_goes_by_itself(
    contexts: Callable[..., BrowserContext], running_app: RunningApp, offer: Offer
) -> None:
    page = signed_in(contexts, running_app)
    client = contexts(viewport=PHONE).new_page()
    client.goto(offer.url)
    open_panel(page)
    expect(badge_of(client)).to_have_attribute('data-state', 'live')
    gateway = psutil.Process(running_app.status['pids']['gateway'])
    gateway.suspend()
    try:
        expect(badge_of(page)).to_have_attribute('data-state', 'polling')
        expect(page.get_by_test_id('live-feeds')).to_have_text(re.compile('^0 of'))
        expect(page.get_by_role('button', name='Try now')).to_be_visible()
        alert = page.get_by_test_id('live-alert')
        expect(alert).to_contain_text('The line is down', timeout=SOON_MS)
        lasted = re.search(r'for (\d+) s', alert.inner_text())
        assert lasted
        assert int(lasted[1]) >= NOT_BEFORE_S
        expect(client.get_by_test_id('live-alert')).to_contain_text(
            'Updates come a little later', timeout=SOON_MS
        )
    finally:
        gateway.resume()
    expect(page.get_by_test_id('live-alert')).to_have_count(0)
    expect(client.get_by_test_id('live-alert')).to_have_count(0)
    expect(page.get_by_test_id('live-feeds')).not_to_have_text(re.compile('^0 of'))


def test_a_client_is_told_in_simple_words_and_sees_no_inside(
    contexts: Callable[..., BrowserContext], offer: Offer
) -> None:
    client = contexts(viewport=PHONE).new_page()
    client.goto(offer.url)
    open_panel(client)
    panel = client.get_by_test_id('live-panel')
    expect(panel).to_contain_text('Whatever your host changes shows here at once.')
    assert panel.get_by_role('listitem').count() == 0
    assert panel.get_by_role('link').count() == 0


def test_figures_and_check_are_for_those_who_work_here(
    contexts: Callable[..., BrowserContext], running_app: RunningApp, sql: Database, offer: Offer
) -> None:
    stranger = contexts(viewport=DESKTOP).new_page()
    for path in ('/realtime', '/realtime/check'):
        stranger.goto(f'{running_app.url}{path}')
        expect(stranger).to_have_url(re.compile('/login'))
    page = signed_in(contexts, running_app)
    page.goto(f'{running_app.url}/realtime')
    sql('update proposals set title = title || %s where id = %s', '!', offer.id)
    expect(page.get_by_test_id('meter-arrival').locator('b')).to_have_text(re.compile(r'\d.* ms'))
    answer = page.goto(f'{running_app.url}/realtime/dev')
    assert answer
    assert answer.status == 404  # only with TRADEWIND_DEV=1
    page.goto(f'{running_app.url}/realtime/check')
    expect(page.get_by_test_id('check-proposals')).to_have_attribute('data-verdict', 'good')
    expect(page.get_by_text(re.compile('tables are set up right'))).to_be_visible()

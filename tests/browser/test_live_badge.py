"""The badge tells the truth in the browser, also when only this browser is cut off."""

import re
from collections.abc import Callable

import psutil
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, PASSWORD, Database, Offer, live
from tests.browser.steps import look


def signed_in(contexts: Callable[..., BrowserContext], app: RunningApp) -> Page:
    page = contexts(viewport=DESKTOP).new_page()
    page.goto(f'{app.url}/login')
    page.get_by_test_id('login-email').fill('anna@skyline.example')
    page.get_by_test_id('login-password').fill(PASSWORD)
    page.get_by_test_id('login-submit').click()
    page.wait_for_url(f'{app.url}/')
    return page


def badge_of(page: Page) -> Locator:
    return page.get_by_test_id('live-badge').first


def test_a_browser_that_lost_its_own_socket_says_offline_with_its_age(
    contexts: Callable[..., BrowserContext], running_app: RunningApp
) -> None:
    page = signed_in(contexts, running_app)
    badge = badge_of(page)
    expect(badge).to_have_attribute('data-state', 'live')
    expect(badge).to_have_text('Live')
    page.evaluate('() => void window.socket.disconnect()')
    expect(badge).to_have_attribute('data-state', 'offline')
    expect(badge).to_have_text(re.compile(r'^Offline\s*\d+ s$'))
    page.evaluate('() => void window.socket.connect()')
    expect(badge).to_have_attribute('data-state', 'live')
    expect(badge).to_have_text('Live')


def test_the_badge_counts_while_the_gateway_is_frozen(
    contexts: Callable[..., BrowserContext], running_app: RunningApp
) -> None:
    page = signed_in(contexts, running_app)
    badge = badge_of(page)
    expect(badge).to_have_attribute('data-state', 'live')
    gateway = psutil.Process(running_app.status['pids']['gateway'])
    gateway.suspend()
    try:
        expect(badge).to_have_attribute('data-state', 'polling')
        expect(badge).to_have_text(re.compile(r'^Polling\s*[1-9]\d* s$'))
    finally:
        gateway.resume()
    expect(badge).to_have_attribute('data-state', 'live')
    expect(badge).to_have_text('Live')


def test_a_tab_nobody_looks_at_is_paused_and_caught_up_on_return(
    contexts: Callable[..., BrowserContext], running_app: RunningApp, sql: Database, offer: Offer
) -> None:
    watched, hidden = signed_in(contexts, running_app), signed_in(contexts, running_app)
    for page in (watched, hidden):
        page.goto(f'{running_app.url}/proposals')
        expect(page.get_by_text(offer.title)).to_be_visible()
        live(page)
    look(hidden, away=True)
    renamed = f'{offer.title} renamed'
    sql('update proposals set title = %s where id = %s', renamed, offer.id)
    expect(watched.get_by_text(renamed)).to_be_visible()
    assert hidden.get_by_text(renamed).count() == 0
    look(hidden, away=False)
    expect(hidden.get_by_text(renamed)).to_be_visible()

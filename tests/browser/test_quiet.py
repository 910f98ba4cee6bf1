"""Every page, in both themes: nothing asked of strangers, nothing on the console, all named."""

import re
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, PHONE, Database, Offer, Open, live, switch
from tests.browser.steps import total

NAMELESS = re.compile(
    r'^\s*- (button|link|textbox|searchbox|combobox|switch|checkbox|radio|tab|menuitem|img|dialog)'
    r'( \[[^\]]*\])*:?\s*$'
)
HEADING = re.compile(r'- heading(?: ".*")? \[level=(\d)\]')
RESTS = """() => document.getAnimations().every(
  ({ effect }) => effect.getComputedTiming().iterations !== Infinity)"""
NOTE_GLOWS = """() => {
  window.glows = [];
  document.addEventListener('animationstart', ({ animationName, target }) => {
    if (animationName.startsWith('t-fade')) window.glows.push(target.textContent);
  });
}"""
HAS_GLOWED = 'title => window.glows.some((text) => text.includes(title))'
IS_SETTLED = """() => {
  const { loadEventEnd } = performance.getEntriesByType('navigation')[0];
  return loadEventEnd > 0 && performance.now() > loadEventEnd + 700;
}"""


class Ears:
    """What a context asks of the network and says on its console."""

    def __init__(self, context: BrowserContext, app: RunningApp) -> None:
        self.outside: list[str] = []
        self.complaints: list[str] = []
        self._own = urlsplit(app.url).netloc
        context.on('request', self._on_request)
        context.on('console', self._on_console)
        context.on('weberror', lambda error: self.complaints.append(str(error.error)))

    def _on_request(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {'http', 'https', 'ws', 'wss'} and address.netloc != self._own:
            self.outside.append(request.url)

    def _on_console(self, message: ConsoleMessage) -> None:
        # a page that answers 404 on purpose is an error to Chromium
        is_answer = 'the server responded with a status of 404' in message.text
        if message.type in {'error', 'warning'} and not is_answer:
            self.complaints.append(message.text)


def assert_accessible(page: Page) -> None:
    """The cheap part of an audit: language, names, headings, ids."""
    outline = page.locator('body').aria_snapshot()
    assert [line for line in outline.splitlines() if NAMELESS.match(line)] == [], page.url
    levels = [int(level) for level in HEADING.findall(outline)]
    assert levels[:1] == [1], (page.url, levels)
    assert levels.count(1) == 1, (page.url, levels)
    assert all(below <= above + 1 for above, below in pairwise(levels)), (page.url, levels)
    assert page.locator('html').get_attribute('lang') in {'en', 'en-US'}
    assert page.locator('img:not([alt])').count() == 0, page.url
    assert (
        page.evaluate(
            '[...document.querySelectorAll("[id]")].map((node) => node.id)'
            '.filter((id, at, all) => all.indexOf(id) !== at)'
        )
        == []
    ), page.url
    assert page.title()
    assert_themed(page)


def assert_themed(page: Page) -> None:
    """The page is in the theme that the system asks for, and goes along when that changes."""
    for theme in ('light', 'dark'):  # so the next page opens in the dark
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        expect(page.locator('body')).to_contain_class(f'body--{theme}')


def test_pages_of_the_app_are_quiet_and_named(
    running_app: RunningApp, sign_in: Open, offer: Offer
) -> None:
    page = sign_in()
    ears = Ears(page.context, running_app)
    for path in ('', f'/{offer.id}', f'/{offer.id}/preview', f'/{UUID(int=0)}'):
        page.goto(f'{running_app.url}/proposals{path}')
        live(page) if UUID(int=0).hex not in path.replace('-', '') else page.wait_for_load_state()
        assert_accessible(page)
    page.goto(f'{running_app.url}/proposals/{offer.id}')
    live(page)
    for tab in ('prose', 'views', 'history'):
        page.get_by_test_id(f'tab-{tab}').click()
        expect(page.get_by_test_id(f'tab-{tab}')).to_have_attribute('aria-selected', 'true')
        assert_accessible(page)
    assert ears.outside == []
    assert ears.complaints == []


def test_pages_for_everybody_are_quiet_and_named(
    running_app: RunningApp, contexts: Any, offer: Offer
) -> None:
    context = contexts(viewport=PHONE)
    ears = Ears(context, running_app)
    page = context.new_page()
    page.goto(offer.url)
    live(page)
    assert_accessible(page)
    for path in ('/login', '/signup', '/p/nothing', '/nothing'):
        page.goto(f'{running_app.url}{path}')
        page.wait_for_load_state('networkidle')
        assert_accessible(page)
    assert ears.outside == []
    assert ears.complaints == []


def test_each_change_glows_and_nothing_moves_for_ever(
    visit: Open, offer: Offer, sql: Database
) -> None:
    page = visit(offer.url)
    page.emulate_media(reduced_motion='no-preference')
    page.evaluate(NOTE_GLOWS)
    page.wait_for_function(IS_SETTLED)
    for title in ('Picnic at the lake', 'Picnic by the sea'):
        statement = 'update proposal_activities set title = %s where id = %s'
        sql(statement, title, offer.activities['on'])
        page.wait_for_function(HAS_GLOWED, arg=title)
    expect(page.locator('[data-lit]')).to_have_count(0)
    assert page.evaluate(RESTS)


def press_until(page: Page, key: str, focused: Any) -> None:
    """Go on by keyboard until this has the focus."""
    for _ in range(120):
        page.keyboard.press(key)
        if focused.evaluate('(node) => node === document.activeElement'):
            return
    raise AssertionError(f'{key} never reaches {focused}')


def test_from_sign_in_to_a_choice_by_keyboard_alone(
    running_app: RunningApp, contexts: Any, visit: Open, offer: Offer
) -> None:
    client = visit(offer.url)
    page = contexts(viewport=DESKTOP).new_page()
    page.goto(f'{running_app.url}/login?next=/proposals/{offer.id}')
    press_until(page, 'Tab', page.get_by_test_id('login-email'))
    page.keyboard.type('anna@skyline.example')
    press_until(page, 'Tab', page.get_by_test_id('login-password'))
    page.keyboard.type('tradewind-demo')
    page.keyboard.press('Enter')
    page.wait_for_url(f'**/proposals/{offer.id}')
    live(page)
    kayak = switch(page, offer.activities['off'])
    press_until(page, 'Tab', kayak)
    page.keyboard.press('Space')
    expect(kayak).to_be_checked()
    expect(total(client)).to_have_text('€1,300')
    press_until(client, 'Tab', switch(client, offer.activities['on']))
    client.keyboard.press('Space')
    expect(total(page)).to_have_text('€1,100')
    expect(switch(client, offer.activities['on'])).to_be_focused()

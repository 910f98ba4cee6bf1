"""What stands in for Quasar on a client's page: all of the page works, and menus bring Quasar."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import PHONE, Offer
from tests.browser.test_live_badge import badge_of

QUASAR = '/static/quasar.umd.prod.js'
NAMED = "document.querySelector('.p-hero h1').isStill = true"
STILL = "() => document.querySelector('.p-hero h1').isStill"


def asked_for(page: Page) -> list[str]:
    """Each time that the page asks for Quasar."""
    asked: list[str] = []
    page.on('request', lambda request: QUASAR in request.url and asked.append(request.url))
    return asked


def test_quasar_comes_with_the_first_menu_and_nothing_is_built_anew(
    contexts: Callable[..., BrowserContext], offer: Offer
) -> None:
    page = contexts(viewport=PHONE).new_page()
    asked = asked_for(page)
    page.goto(offer.url)
    expect(badge_of(page)).to_have_attribute('data-state', 'live')
    page.evaluate(NAMED)
    assert asked == []
    for _ in range(2):
        page.get_by_role('button', name='Connection details').press('Enter')
        panel = page.get_by_test_id('live-panel')
        expect(panel).to_be_visible()
        page.keyboard.press('Escape')
        expect(panel).to_have_count(0)
    assert len(asked) == 1
    assert page.evaluate(STILL)


def test_what_nobody_answers_is_said_without_quasar(
    contexts: Callable[..., BrowserContext], offer: Offer
) -> None:
    page = contexts(viewport=PHONE).new_page()
    asked = asked_for(page)
    page.goto(offer.url)
    expect(badge_of(page)).to_have_attribute('data-state', 'live')
    page.evaluate('() => window.tradewind.tell(window.tradewind.NO_ANSWER)')
    expect(page.get_by_role('alert')).to_have_text('No answer yet. Try again.')
    assert asked == []

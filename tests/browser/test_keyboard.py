"""By keyboard alone: every stop is in sight and marked, Escape closes and gives the focus back."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import DESKTOP, PHONE, Database, Offer, Open
from tests.browser.steps import row

STOP = """() => {
  const stop = document.activeElement;
  if (stop === document.body) return null;
  const { left, top, right, bottom } = stop.getBoundingClientRect();
  const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
  const inSight = shares.some((y) => shares.some((x) => {
    const spot = document.elementFromPoint(left + x * (right - left), top + y * (bottom - top));
    return spot && (stop.contains(spot) || spot.contains(stop));
  }));
  // a field draws its ring around its box, a row of the list around itself
  const drawn = [stop, stop.closest('.t-input'), stop.closest('.t-line')].filter(Boolean);
  const isMarked = drawn.map((each) => getComputedStyle(each)).some(
    ({ outlineStyle, boxShadow }) => outlineStyle !== 'none' || / 3px/.test(boxShadow));
  let opacity = 1;
  for (let each = stop; each; each = each.parentElement) opacity *= getComputedStyle(each).opacity;
  return { name: stop.outerHTML.slice(0, 140), inSight, isMarked: isMarked && opacity > 0.5 };
}"""


def stops(page: Page) -> list[dict[str, Any]]:
    """Where Tab leads, from the top of the page to its end."""
    page.evaluate('document.activeElement.blur()')
    found: list[dict[str, Any]] = []
    for _ in range(200):
        page.keyboard.press('Tab')
        stop = page.evaluate(STOP)
        if stop is None:
            return found
        found.append(stop)
    raise AssertionError('Tab never leaves the page')


def assert_seen(found: list[dict[str, Any]]) -> None:
    """Nothing that floats hides who has the focus, and each one shows that it has it."""
    assert len(found) > 10
    assert [stop['name'] for stop in found if not stop['inSight']] == []
    assert [stop['name'] for stop in found if not stop['isMarked']] == []


@pytest.mark.parametrize('size', [DESKTOP, PHONE], ids=['desktop', 'phone'])
def test_every_stop_of_the_workspace_is_seen(sign_in: Open, offer: Offer, size: Any) -> None:
    page = sign_in(viewport=size)
    other = page.get_by_text(offer.title)
    expect(other).to_be_visible()
    page.get_by_role('searchbox').fill('an')
    expect(other).to_have_count(0)  # they leave all at once
    assert_seen(stops(page))
    page = sign_in(path=f'/proposals/{offer.id}', viewport=size)
    expect(row(page, offer, 'on')).to_be_visible()
    assert_seen(stops(page))


@pytest.mark.parametrize('size', [DESKTOP, PHONE], ids=['desktop', 'phone'])
def test_every_stop_of_the_public_proposal_is_seen(visit: Open, offer: Offer, size: Any) -> None:
    assert_seen(stops(visit(offer.url, viewport=size)))


def assert_escape_returns(page: Page, opener: Locator, opened: Locator) -> None:
    """Enter opens, Escape closes, and whoever opened it has the focus again."""
    opener.focus()
    page.keyboard.press('Enter')
    expect(opened.first).to_be_visible()
    page.keyboard.press('Escape')
    expect(opened).to_have_count(0)
    expect(opener).to_be_focused()


def test_escape_gives_the_focus_back_in_the_list(sign_in: Open, offer: Offer) -> None:
    page = sign_in()
    menu, dialog = page.get_by_role('menu'), page.get_by_role('dialog')
    more = page.get_by_role('button', name='More about this proposal').first
    assert_escape_returns(page, more, menu)
    assert_escape_returns(page, page.get_by_role('button', name='Filter'), menu)
    assert_escape_returns(page, page.get_by_test_id('proposal-new').first, dialog)
    assert_escape_returns(page, page.get_by_role('button', name='Connection details'), dialog)


def test_escape_gives_the_focus_back_in_the_builder(sign_in: Open, offer: Offer) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    menu, dialog = page.get_by_role('menu'), page.get_by_role('dialog')
    grip = row(page, offer, 'on').locator('.t-act__grip')
    assert_escape_returns(page, grip, menu)
    assert_escape_returns(page, page.get_by_role('button', name='Share').first, dialog)
    assert_escape_returns(page, page.get_by_role('button', name='Change cover'), dialog)
    assert_escape_returns(page, page.get_by_role('button', name='Add dates'), dialog)
    price = row(page, offer, 'on').locator('[data-edit="price"]')
    assert_escape_returns(page, price, page.locator('.t-cell__in'))
    grip.focus()
    page.keyboard.press('Enter')
    page.get_by_role('menuitem', name='Description').press('Enter')
    page.wait_for_function("document.activeElement.closest('.q-dialog')")  # it has opened wholly
    page.keyboard.press('Escape')
    expect(dialog).to_have_count(0)
    expect(grip).to_be_focused()


def test_escape_folds_the_price_on_a_phone(visit: Open, offer: Offer) -> None:
    page = visit(offer.url)
    pull = page.get_by_role('button', name='What the price is made of')
    pull.focus()
    page.keyboard.press('Enter')
    expect(pull).to_have_attribute('aria-expanded', 'true')
    page.keyboard.press('Tab')
    page.keyboard.press('Escape')
    expect(pull).to_have_attribute('aria-expanded', 'false')
    expect(pull).to_be_focused()


def test_an_empty_note_shows_its_hint_to_whoever_comes_by(
    sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    note = row(page, offer, 'on').locator('[data-edit="note"]')
    expect(note).to_have_css('opacity', '0')
    note.focus()
    expect(note).to_have_css('opacity', '1')

"""Long words break where the screen ends: nothing is cut off, nothing scrolls sideways."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Database, Offer, Open

WIDTHS = (320, 390, 1440)
CLIENT = 'Katharina und Maximilian von Hohenlohe-Langenburg'
WORD = 'Weihnachtsmarktreisegruppenveranstaltung'

# text that begins or ends outside the window, but for what scrolls by itself or is cut with dots
OUTSIDE = """() => {
  const mayReachOut = (node) => {
    const { overflowX, textOverflow, clipPath } = getComputedStyle(node);
    return /auto|scroll/.test(overflowX) || textOverflow === 'ellipsis' || clipPath !== 'none';
  };
  const isOutside = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const { left, right, width } = range.getBoundingClientRect();
    if (!width || (left >= -1 && right <= innerWidth + 1)) return false;
    let above = node.parentElement;
    while (above && !mayReachOut(above)) above = above.parentElement;
    return !above;
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (node.data.trim() && isOutside(node)) found.push(`${node.parentElement.outerHTML}`);
  }
  return found;
}"""


@pytest.fixture
def long_offer(offer: Offer, sql: Database) -> Offer:
    """An offer in which each title, name and place is a very long word."""
    sql(
        'update proposals set title = %s, subtitle = %s, departs_from = %s where id = %s',
        *('Weihnachtsmarktreise', WORD, WORD, offer.id),
    )
    sql(
        'update contacts set full_name = %s where id ='
        ' (select client_id from proposals where id = %s)',
        *(CLIENT, offer.id),
    )
    for table in ('proposal_days', 'proposal_activities'):
        sql(f'update {table} set title = %s where proposal_id = %s', WORD, offer.id)
    sql(
        'insert into proposal_transitions'
        ' (organization_id, proposal_id, to_status, actor_name, reason)'
        " select organization_id, id, 'sent', %s, %s from proposals where id = %s",
        *(CLIENT, WORD, offer.id),
    )
    sql('update proposal_activities set note = %s where proposal_id = %s', WORD, offer.id)
    return offer


def assert_fits(page: Page) -> None:
    """At every width nothing reaches out of the window."""
    for width in WIDTHS:
        page.set_viewport_size({'width': width, 'height': 900})
        assert page.evaluate('document.documentElement.scrollWidth') <= width
        assert page.evaluate(OUTSIDE) == [], width


def test_long_words_fit_into_the_client_s_page(visit: Open, long_offer: Offer) -> None:
    page = visit(long_offer.url)
    expect(page.locator('h1')).to_have_text('Weihnachtsmarktreise')
    assert_fits(page)


def test_long_words_fit_into_the_builder(sign_in: Open, long_offer: Offer) -> None:
    page = sign_in(path=f'/proposals/{long_offer.id}')
    expect(page.locator('.t-fact').first).to_contain_text(CLIENT)
    assert_fits(page)
    for tab in ('prose', 'views', 'history'):
        page.get_by_test_id(f'tab-{tab}').click()
        expect(page.get_by_test_id(f'tab-{tab}')).to_have_attribute('aria-selected', 'true')
        assert_fits(page)


def test_long_words_fit_into_the_list(sign_in: Open, long_offer: Offer) -> None:
    page = sign_in()
    expect(page.get_by_text(CLIENT).first).to_be_visible()
    assert_fits(page)

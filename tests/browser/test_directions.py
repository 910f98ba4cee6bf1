"""Words from right to left stand in their own direction, alone and in our sentences."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Database, Offer, Open, live
from tests.browser.steps import ask, row

HEBREW = 'טיול למדיירה (8 ימים)!'
MARK = """(element, words) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const left = (index) => {
      const range = document.createRange();
      range.setStart(node, at + index);
      range.setEnd(node, at + index + 1);
      return range.getBoundingClientRect().left;
    };
    return { first: left(0), last: left(words.length - 1), eight: left(words.indexOf('8')) };
  }
  return null;
}"""
"""Where the first letter, the figure in brackets and the mark at the end stand."""


def assert_reads_from_the_right(element: Locator) -> None:
    """The first letter is at the right, the brackets to the left of it, the mark leftmost."""
    expect(element).to_contain_text(HEBREW)
    spots = element.evaluate(MARK, HEBREW)
    assert spots['last'] < spots['eight'] < spots['first'], spots


def test_a_hebrew_title_reads_from_the_right_on_every_screen(
    sign_in: Open, visit: Open, offer: Offer, sql: Database
) -> None:
    sql(
        'update proposals set title = %s, departs_from = %s where id = %s', HEBREW, HEBREW, offer.id
    )
    sql('update proposal_activities set title = %s where id = %s', HEBREW, offer.activities['on'])
    sql(
        'update proposal_days set title = %s, body = %s where id = %s', *[HEBREW] * 2, offer.days[0]
    )
    page = sign_in(path=f'/proposals/{offer.id}')
    for spot in (
        page.locator('h1'),
        row(page, offer, 'on').locator('[data-edit="title"]'),
        page.locator(f'section[data-row="{offer.days[0]}"] h3'),
        page.locator(f'section[data-row="{offer.days[0]}"] [data-edit="body"]'),
        page.get_by_role('button', name='From').locator('span').last,
    ):
        assert_reads_from_the_right(spot)
    expect(page.locator('h1 [dir]')).to_have_css('direction', 'rtl')
    client = visit(offer.url)
    assert_reads_from_the_right(client.locator('h1'))
    ask(client, HEBREW, name=HEBREW)
    assert_reads_from_the_right(client.get_by_test_id('comment-list').locator('.p-say__text'))
    assert_reads_from_the_right(page.get_by_test_id('comment-list').locator('.t-comment__text'))
    page.goto(page.url.removesuffix(f'/{offer.id}'))
    live(page)
    line = page.locator('.t-line').filter(has=page.locator(f'a[href="/proposals/{offer.id}"]'))
    assert_reads_from_the_right(line.locator('a'))
    line.get_by_role('button', name='More about this proposal').click()
    page.get_by_role('menuitem', name='Archive').click()
    toast = page.get_by_test_id('toast').locator('p')
    assert_reads_from_the_right(toast)
    expect(toast).to_have_css('direction', 'ltr')
    assert 'archived.' in (toast.text_content() or '')


def test_fields_take_the_direction_of_what_is_typed(
    sign_in: Open, visit: Open, offer: Offer
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    cell = row(page, offer, 'on').locator('[data-edit="title"]')
    cell.click()
    client = visit(offer.url)
    fields = (
        cell.locator('.t-cell__in'),
        page.get_by_test_id('comment-input'),
        client.get_by_test_id('comment-input'),
        client.get_by_test_id('comment-name'),
    )
    for field in fields:
        expect(field).to_have_css('direction', 'ltr')
        field.fill(HEBREW)
        expect(field).to_have_css('direction', 'rtl')

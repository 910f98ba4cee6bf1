"""While a word is composed, Enter and Escape belong to the input method."""

from playwright.sync_api import Locator, expect

from tests.browser.conftest import Offer, Open
from tests.browser.steps import row

COMPOSE = """(field, how) => field.dispatchEvent(new KeyboardEvent('keydown', {
  bubbles: true, cancelable: true, ...how,
}))"""
WAYS = ({'isComposing': True}, {'keyCode': 229})
"""How browsers say it; Safari ends the composition before the key that ended it."""


def press_within_word(field: Locator, key: str) -> None:
    for way in WAYS:
        field.evaluate(COMPOSE, {'key': key, **way})


def test_enter_within_a_word_makes_no_proposal(sign_in: Open) -> None:
    page = sign_in()
    page.get_by_test_id('proposal-new').first.click()
    title = page.get_by_test_id('new-proposal-title')
    title.fill('にほん')
    press_within_word(title, 'Enter')
    press_within_word(title, 'Escape')
    page.get_by_role('tab', name='From a template').click()  # heard after whatever they did
    expect(page.get_by_role('tab', name='From a template')).to_have_attribute(
        'aria-selected', 'true'
    )
    expect(page.get_by_role('dialog')).to_be_visible()
    expect(title).to_have_value('にほん')


def test_keys_within_a_word_leave_searches_cells_and_comments_open(
    sign_in: Open, offer: Offer
) -> None:
    page = sign_in()
    search = page.get_by_role('searchbox')
    search.fill('にほん')
    press_within_word(search, 'Escape')
    expect(search).to_have_value('にほん')
    page = sign_in(path=f'/proposals/{offer.id}')
    cell = row(page, offer, 'on').locator('[data-edit="title"]')
    cell.click()
    typing = cell.locator('.t-cell__in')
    typing.fill('にほん')
    press_within_word(typing, 'Enter')
    press_within_word(typing, 'Escape')
    expect(typing).to_have_value('にほん')
    expect(typing).to_be_editable()
    comment = page.get_by_test_id('comment-input')
    comment.fill('にほん')
    press_within_word(comment, 'Enter')
    expect(comment).to_have_value('にほん')

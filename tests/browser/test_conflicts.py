"""Two operators edit one proposal: other fields merge, the same field is a choice."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, expect

from tests.browser.app import wait_for
from tests.browser.conftest import Database, Offer, Open
from tests.browser.steps import assert_kept, column, keep, look, retype, row


@contextmanager
def unseen(page: Page) -> Iterator[None]:
    """What others do does not reach this page: its tab is said to be behind another."""
    look(page, away=True)
    yield
    look(page, away=False)


def two(offer: Offer, sign_in: Open) -> tuple[Page, Page]:
    path = f'/proposals/{offer.id}'
    return sign_in(path=path), sign_in('ben@skyline.example', path=path)


def cell(page: Page, offer: Offer, field: str) -> Locator:
    return row(page, offer, 'on').locator(f'[data-edit="{field}"]')


def clash(anna: Page, ben: Page, offer: Offer, sql: Database) -> None:
    """Ben changes note and price; Anna, who has not seen it, changes both as well."""
    with unseen(anna):
        retype(row(ben, offer, 'on'), 'price', '95')
        wait_for(lambda: column(sql, offer, 'on', 'price') == 95)
        retype(row(anna, offer, 'on'), 'price', '92,50')
        expect(anna.get_by_test_id('conflict')).to_be_visible()


def test_one_field_two_values_is_a_choice_and_mine_can_be_kept(
    offer: Offer, sign_in: Open, sql: Database
) -> None:
    anna, ben = two(offer, sign_in)
    keep(anna, ben)
    clash(anna, ben, offer, sql)
    dialog = anna.locator('.t-dialog')
    expect(dialog.get_by_role('heading')).to_have_text(
        'Ben Okoro changed this while you were writing'
    )
    expect(dialog).to_contain_text('Supper walk, 1 field')
    values = dialog.get_by_role('radio')
    expect(values).to_have_text(['€92.50', '€95'])
    expect(dialog).to_contain_text('€100')
    expect(cell(anna, offer, 'price')).to_contain_text('€190')
    dialog.get_by_role('button', name='Keep all mine').click()
    expect(anna.get_by_test_id('conflict')).to_have_count(0)
    for page in (anna, ben):
        expect(cell(page, offer, 'price')).to_contain_text('€185')
    expect(anna.get_by_test_id('conflicts')).to_be_hidden()
    assert_kept(anna, ben)


def test_a_conflict_put_off_survives_a_reload_and_theirs_can_be_taken(
    offer: Offer, sign_in: Open, sql: Database
) -> None:
    anna, ben = two(offer, sign_in)
    clash(anna, ben, offer, sql)
    anna.locator('.t-dialog').get_by_role('button', name='Close').click()
    chip = anna.get_by_test_id('conflicts')
    expect(chip).to_have_text('1 conflict')
    chip.click()
    expect(anna.locator('.t-dialog')).to_contain_text('Choose for each')
    anna.keyboard.press('Escape')
    expect(anna.locator('.t-dialog')).to_have_count(0)
    anna.reload()
    expect(chip).to_have_text('1 conflict')
    chip.click()
    values = anna.locator('.t-dialog').get_by_role('radio')
    expect(values).to_have_text(['€92.50', '€95'])
    expect(anna.locator('.t-dialog').get_by_role('radiogroup')).to_have_accessible_name('Price')
    values.nth(0).focus()
    for key, said in (
        ('ArrowRight', 'Ben Okoro’s for 1 field'),
        ('ArrowRight', 'Mine for 1 field'),
        ('ArrowUp', 'Ben Okoro’s for 1 field'),
    ):
        anna.keyboard.press(key)
        expect(anna.locator('.t-dialog')).to_contain_text(said)
    expect(values.nth(1)).to_be_focused()
    expect(values.nth(1)).to_be_checked()
    assert [each.get_attribute('tabindex') for each in values.all()] == ['-1', '0']
    anna.get_by_test_id('conflict-save').click()
    expect(chip).to_be_hidden()
    expect(cell(anna, offer, 'price')).to_contain_text('€190')
    assert column(sql, offer, 'on', 'price') == 95


def test_edits_of_other_fields_merge_without_a_word(
    offer: Offer, sign_in: Open, sql: Database
) -> None:
    anna, ben = two(offer, sign_in)
    with unseen(anna):
        retype(row(ben, offer, 'on'), 'price', '95')
        retype(row(anna, offer, 'on'), 'note', 'Five stops')
    for page in (anna, ben):
        expect(cell(page, offer, 'price')).to_contain_text('€190')
        expect(cell(page, offer, 'note')).to_have_text('Five stops')
    expect(anna.get_by_test_id('conflict')).to_have_count(0)


def test_the_hint_while_typing_and_the_dialog_are_one_choice(offer: Offer, sign_in: Open) -> None:
    """Who has decided beside the field is not asked again."""
    anna, ben = two(offer, sign_in)
    cell(anna, offer, 'title').click()
    field = cell(anna, offer, 'title').locator('.t-cell__in')
    field.fill('Six stops')
    retype(row(ben, offer, 'on'), 'title', 'Five stops')
    expect(anna.get_by_text('Ben Okoro changed this to Five stops')).to_be_visible()
    anna.get_by_role('button', name='Keep mine').click()
    for page in (anna, ben):
        expect(cell(page, offer, 'title')).to_have_text('Six stops')
    expect(anna.get_by_test_id('conflict')).to_have_count(0)

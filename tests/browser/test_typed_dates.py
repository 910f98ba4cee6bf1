"""A date counts once it is typed, not while it is being typed."""

from playwright.sync_api import expect

from tests.browser.app import wait_for
from tests.browser.conftest import Database, Offer, Open
from tests.browser.steps import status


def stored(sql: Database, offer: Offer) -> tuple[str, int]:
    """The last day that the offer is valid, and how often its row was changed."""
    (row,) = sql('select valid_until, revision from proposals where id = %s', offer.id)
    return str(row['valid_until']), row['revision']


def test_a_date_is_published_whole(sign_in: Open, visit: Open, offer: Offer, sql: Database) -> None:
    sql("update proposals set valid_until = '2027-12-04' where id = %s", offer.id)
    page, client = sign_in(path=f'/proposals/{offer.id}'), visit(offer.url)
    client.get_by_test_id('approve-open').click()
    client.get_by_test_id('approve-consent').check()
    expect(status(page)).to_have_text('Viewed')
    revision = stored(sql, offer)[1]
    page.locator('.t-fact[title="Valid until"]').click()
    field = page.get_by_test_id('fact-valid_until')
    field.press_sequentially('03152028')
    field.press('Enter')
    wait_for(lambda: stored(sql, offer)[0] == '2028-03-15')
    assert stored(sql, offer)[1] == revision + 2, (
        'the date, and that the client has another version'
    )
    expect(page.locator('.t-fact[title="Valid until"]')).to_contain_text('15 Mar 2028')
    expect(client.get_by_test_id('approve-consent')).to_be_checked()


def test_a_date_that_is_picked_is_saved_at_once(sign_in: Open, offer: Offer, sql: Database) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    page.locator('.t-fact[title="Dates"]').click()
    page.get_by_test_id('fact-starts_on').fill('2028-03-15')
    expect(page.locator('.t-fact[title="Dates"]')).to_contain_text('15 March 2028')


def test_a_year_that_nobody_travels_in_is_refused(
    sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    page.locator('.t-fact[title="Dates"]').click()
    page.get_by_test_id('fact-starts_on').fill('0202-03-15')
    said = page.get_by_role('alert').filter(has_text='A date lies between 2000 and 2199.')
    expect(said).to_be_visible()
    (row,) = sql('select starts_on from proposals where id = %s', offer.id)
    assert row['starts_on'] is None


def test_half_a_date_takes_nothing_away(sign_in: Open, offer: Offer, sql: Database) -> None:
    statement = "update proposals set status = 'draft', valid_until = '2027-12-04' where id = %s"
    sql(statement, offer.id)
    page = sign_in(path=f'/proposals/{offer.id}')
    page.locator('.t-fact[title="Valid until"]').click()
    field = page.get_by_test_id('fact-valid_until')
    revision = stored(sql, offer)[1]
    field.press('Backspace')
    expect(field).to_have_value('')
    field.press('Enter')
    field.blur()
    expect(page.get_by_role('alert').filter(has_text='Give the whole date.')).to_be_visible()
    field.fill('2027-12-05')
    wait_for(lambda: stored(sql, offer)[0] == '2027-12-05')
    assert stored(sql, offer)[1] == revision + 1

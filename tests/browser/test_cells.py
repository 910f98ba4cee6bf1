"""Who types in one cell after the other is left alone: focus, text and name stay where they are."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import Database, Offer, Open
from tests.browser.steps import held, retype, row


def builder(sign_in: Open, offer: Offer, name: str = 'anna') -> Page:
    return sign_in(f'{name}@skyline.example', path=f'/proposals/{offer.id}')


def cell(page: Page, offer: Offer, name: str, field: str) -> Locator:
    return row(page, offer, name).locator(f'[data-edit="{field}"]')


def typing(spot: Locator) -> Locator:
    return spot.locator('.t-cell__in')


def test_a_refused_cell_waits_until_one_comes_back_to_it(sign_in: Open, offer: Offer) -> None:
    page = builder(sign_in, offer)
    price, title = cell(page, offer, 'on', 'price'), cell(page, offer, 'off', 'title')
    price.click()
    page.keyboard.type('abc')
    title.click()
    expect(price.get_by_role('alert')).to_have_text('Price needs a number.')
    page.keyboard.type('Moonlight kayak')
    page.keyboard.press('Enter')
    expect(title).to_have_text('Moonlight kayak')
    typing(price).click()
    page.get_by_test_id('comment-input').click()
    page.keyboard.type('On my way')
    expect(page.get_by_test_id('comment-input')).to_have_value('On my way')
    expect(typing(price)).to_have_value('abc')
    expect(price.get_by_role('alert')).to_be_visible()
    typing(price).fill('90')
    page.keyboard.press('Enter')
    expect(price).to_contain_text('€180')


def test_the_next_cell_stays_known_when_the_last_one_is_saved(
    running_app: RunningApp, sign_in: Open, offer: Offer, sql: Database
) -> None:
    anna, ben = builder(sign_in, offer), builder(sign_in, offer, 'ben')
    note, title = cell(anna, offer, 'on', 'note'), cell(anna, offer, 'on', 'title')
    with held(running_app, offer, 'on'):
        note.click()
        anna.keyboard.type('Five stops')
        title.click()
        anna.keyboard.type('Supper by boat')
        expect(note).to_have_attribute('data-open', 'saving')
    expect(cell(ben, offer, 'on', 'note')).to_have_text('Five stops')
    expect(note).not_to_have_attribute('data-open', 'saving')
    expect(cell(ben, offer, 'on', 'title')).to_have_attribute('data-who', 'Anna Keller')
    assert 'Supper by boat' in anna.evaluate('Object.values(sessionStorage).join()')
    sql('update proposal_activities set title = %s where id = %s', 'Late', offer.activities['on'])
    expect(title.get_by_text('changed this to')).to_contain_text('Late')
    expect(typing(title)).to_have_value('Supper by boat')


def test_who_types_in_a_row_that_a_colleague_moves_types_on(sign_in: Open, offer: Offer) -> None:
    anna, ben = builder(sign_in, offer), builder(sign_in, offer, 'ben')
    title = cell(anna, offer, 'on', 'title')
    title.click()
    anna.keyboard.type('Supper town')
    for _ in 'town':
        anna.keyboard.press('ArrowLeft')
    row(ben, offer, 'on').locator('.t-act__grip').focus()
    ben.keyboard.press('Alt+ArrowUp')
    expect(anna.locator('.t-act').first).to_have_id(row(anna, offer, 'on').get_attribute('id'))
    expect(typing(title)).to_be_focused()
    anna.keyboard.type('in ')
    expect(typing(title)).to_have_value('Supper in town')
    anna.keyboard.press('Enter')
    expect(cell(ben, offer, 'on', 'title')).to_have_text('Supper in town')


def test_a_row_of_the_list_that_moves_takes_the_focus_along(
    sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in()
    link = page.get_by_role('link', name=offer.title, exact=True)
    link.focus()
    sql("update proposals set status = 'commented' where id = %s", offer.id)
    line = page.locator('.t-line').filter(has=link)
    expect(line.locator('xpath=preceding-sibling::*[contains(@class,"t-group")]')).to_have_count(1)
    expect(link).to_be_focused()


def test_what_is_left_stays_left_when_it_moves(sign_in: Open, offer: Offer) -> None:
    anna, ben = builder(sign_in, offer), builder(sign_in, offer, 'ben')
    retype(row(anna, offer, 'on'), 'title', 'Supper')
    expect(cell(ben, offer, 'on', 'title')).to_have_text('Supper')
    expect(cell(anna, offer, 'on', 'title')).to_be_focused()
    anna.evaluate('document.activeElement.blur()')
    row(ben, offer, 'on').locator('.t-act__grip').focus()
    ben.keyboard.press('Alt+ArrowUp')
    expect(anna.locator('.t-act').first).to_have_id(row(anna, offer, 'on').get_attribute('id'))
    expect(anna.locator('body')).to_be_focused()

"""Who types in one cell after the other is left alone: focus, text and name stay where they are."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Offer, Open
from tests.browser.steps import row


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

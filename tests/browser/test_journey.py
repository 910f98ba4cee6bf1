"""The whole way: an operator builds and shares, a client chooses, asks and approves, both live."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Offer, Open, live, switch
from tests.browser.steps import (
    approve,
    ask,
    assert_kept,
    assert_tagged,
    keep,
    place,
    retype,
    row,
    status,
    tag,
    total,
)


def build(anna: Page) -> None:
    """From the list to a proposal with a day, something included and an option."""
    anna.get_by_test_id('proposal-new').click()
    anna.get_by_test_id('new-proposal-title').fill('Azores by ferry')
    anna.get_by_test_id('new-proposal-client').fill('Jonas Berg')
    anna.get_by_test_id('new-proposal-create').click()
    anna.wait_for_url(re.compile('/proposals/[0-9a-f-]{36}'))
    live(anna)
    expect(status(anna)).to_have_text('Draft')
    anna.get_by_role('button', name='Add day').click()
    name(anna, anna.locator('.t-day__head').last, 'Horta')
    add_activity(anna, 'House above the marina', '800')
    choose(anna, add_activity(anna, 'Whale watching', '65'), 'Make optional')


def name(anna: Page, spot: Locator, words: str) -> None:
    """Type into what was just added; its cell is open already."""
    expect(spot.locator('.t-cell__in')).to_be_focused()
    anna.keyboard.type(words)
    anna.keyboard.press('Enter')
    expect(spot).to_contain_text(words)


def add_activity(anna: Page, title: str, price: str) -> Locator:
    day = anna.locator('.t-day').last
    before = day.locator('.t-act').count()
    day.get_by_role('button', name='Add activity').click()
    expect(day.locator('.t-act')).to_have_count(before + 1)
    added = day.locator('.t-act').last
    name(anna, added, title)
    retype(added, 'price', price)
    return added


def choose(anna: Page, spot: Locator, label: str) -> None:
    """Pick an entry of an activity's menu."""
    spot.hover()
    spot.locator('.t-act__grip').click()
    anna.get_by_role('menuitem', name=label).click()
    expect(anna.get_by_role('menu')).to_have_count(0)


def share(anna: Page) -> str:
    """Make the first link, which sends the proposal; the address a client gets."""
    anna.get_by_test_id('share-link-create').click()
    expect(status(anna)).to_have_text('Sent')
    url = anna.get_by_test_id('share-link-url').inner_text()
    anna.get_by_role('button', name='Done').click()
    return url


def said(page: Page, words: str) -> Locator:
    """The toast that says so; looked for first, since it leaves."""
    return page.get_by_test_id('toast').filter(has_text=words)


def test_from_a_blank_page_to_an_approved_trip(sign_in: Open, visit: Open) -> None:
    anna = sign_in()
    build(anna)
    expect(total(anna)).to_have_text('€1,600')
    client = visit(share(anna))
    expect(said(anna, 'opened the proposal.')).to_be_visible()
    keep(anna, client)
    expect(status(anna)).to_have_text('Viewed')
    expect(total(client)).to_have_text('€1,600')

    client.get_by_role('switch', name='Whale watching').click()
    expect(said(anna, 'added Whale watching. Total now €1,730.')).to_contain_text('Jonas')
    expect(anna.get_by_role('switch', name='Whale watching')).to_be_checked()
    for page in (anna, client):
        expect(total(page)).to_have_text('€1,730')

    ask(client, 'Are children welcome?', 'Jonas Berg')
    questions = anna.get_by_test_id('comment-list')
    expect(said(anna, 'asked')).to_contain_text('Jonas')
    expect(questions).to_contain_text('Are children welcome?')
    expect(status(anna)).to_have_text('Commented')
    questions.get_by_role('button', name='Reply to').click()
    anna.get_by_test_id('comment-input').fill('From six years on.')
    anna.get_by_test_id('comment-send').click()
    expect(client.get_by_test_id('comment-list')).to_contain_text('From six years on.')
    questions.get_by_role('button', name='Resolve').click()
    expect(client.get_by_test_id('comment-list').get_by_text('Answered')).to_be_visible()

    title, price = client.get_by_role('heading', level=1), total(client)
    tag(title)
    tag(price)
    retype(anna.locator('.t-title'), 'title', 'Azores, slowly')
    retype(anna.locator('.t-act').last, 'price', '70')
    retype(anna.locator('.t-act').last, 'title', 'Whales and dolphins')
    expect(title).to_have_text('Azores, slowly')
    expect(
        client.get_by_role('switch', name=re.compile('^Whales and dolphins,? €140'))
    ).to_be_checked()
    expect(price).to_have_text('€1,740')
    assert_tagged(title)
    assert_tagged(price)

    approve(client, 'Jonas Berg')
    expect(said(anna, 'for €1,740.')).to_contain_text('Jonas')
    for page in (anna, client):
        expect(status(page)).to_have_text('Approved')
    expect(client.get_by_role('heading', name='It is settled')).to_be_visible()
    assert_kept(anna, client)


def test_an_operators_edits_leave_the_clients_hand_and_place_alone(
    sign_in: Open, visit: Open, offer: Offer
) -> None:
    anna, client = sign_in(path=f'/proposals/{offer.id}'), visit(offer.url)
    keep(anna, client)
    box = client.get_by_test_id('comment-input')
    box.fill('Is breakf')
    kayak = row(client, offer, 'off')
    tag(kayak)
    at = place(box)
    assert client.evaluate('window.scrollY') > 0
    retype(row(anna, offer, 'off'), 'title', 'Night kayak')
    retype(row(anna, offer, 'off'), 'price', '60')
    expect(kayak.get_by_role('switch')).to_have_accessible_name(re.compile('^Night kayak,? €120'))
    assert_tagged(kayak)
    assert place(box) == at
    expect(box).to_be_focused()
    client.keyboard.type('ast included?')
    expect(box).to_have_value('Is breakfast included?')
    assert_kept(anna, client)


def test_a_choice_leaves_the_operators_hand_and_place_alone(
    sign_in: Open, visit: Open, offer: Offer
) -> None:
    anna = sign_in(path=f'/proposals/{offer.id}', viewport={'width': 1280, 'height': 480})
    client = visit(offer.url)
    keep(anna, client)
    cell = row(anna, offer, 'on').locator('[data-edit="title"]')
    cell.click()
    typed = cell.locator('.t-cell__in')
    typed.fill('Supper in th')
    at = place(typed)
    switch(client, offer.activities['off']).click()
    switch(client, offer.activities['on']).click()
    expect(total(anna)).to_have_text('€1,100')
    assert place(typed) == at
    expect(typed).to_be_focused()
    anna.keyboard.type('e old town')
    expect(typed).to_have_value('Supper in the old town')
    assert_kept(anna, client)

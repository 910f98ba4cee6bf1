"""The operator builds: every field where it stands, in the order one wants, live for others."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Offer, switch

Open = Callable[..., Page]
BEN = 'ben@skyline.example'


def builder(sign_in: Open, offer: Offer, email: str = 'anna@skyline.example', **options) -> Page:
    return sign_in(email, path=f'/proposals/{offer.id}', **options)


def row(page: Page, offer: Offer, name: str) -> Locator:
    return page.get_by_test_id(f'activity-{offer.activities[name]}')


def cell(place: Locator, field: str) -> Locator:
    return place.locator(f'[data-edit="{field}"]')


def retype(page: Page, place: Locator, field: str, words: str) -> None:
    """Click a cell, type over it, press Enter."""
    cell(place, field).click()
    cell(place, field).locator('.t-cell__in').fill(words)
    page.keyboard.press('Enter')


def test_a_price_typed_over_changes_every_total_on_both_screens(sign_in: Open, offer: Offer):
    anna, ben = builder(sign_in, offer), builder(sign_in, offer, BEN)
    expect(ben.get_by_test_id('proposal-total')).to_have_text('€1,200')
    retype(anna, row(anna, offer, 'on'), 'price', '92,50')
    said = 'Anna Keller (Skyline Tours) changed Supper walk to €92.50.'
    expect(ben.get_by_test_id('toast')).to_contain_text(said)
    for page in (anna, ben):
        expect(page.get_by_test_id('proposal-total')).to_have_text('€1,185')
        expect(row(page, offer, 'on').locator('.t-act__price')).to_contain_text('€185')
    expect(anna.get_by_test_id('toast')).to_have_count(0)


def test_what_is_no_price_is_refused_where_it_was_typed(sign_in: Open, offer: Offer):
    page = builder(sign_in, offer)
    retype(page, row(page, offer, 'on'), 'price', 'a lot')
    field = cell(row(page, offer, 'on'), 'price').locator('.t-cell__in')
    expect(page.get_by_role('alert')).to_contain_text('Price needs a number.')
    expect(field).to_have_value('a lot')
    page.keyboard.press('Escape')
    expect(row(page, offer, 'on').locator('.t-act__price')).to_contain_text('€200')


def test_colleagues_edit_different_fields_of_one_row(sign_in: Open, offer: Offer):
    anna, ben = builder(sign_in, offer), builder(sign_in, offer, BEN)
    cell(row(anna, offer, 'on'), 'title').click()
    typed = cell(row(anna, offer, 'on'), 'title').locator('.t-cell__in')
    typed.fill('Supper in the old')
    retype(ben, row(ben, offer, 'on'), 'note', 'Five stops')
    expect(cell(row(anna, offer, 'on'), 'note')).to_have_text('Five stops')
    expect(typed).to_be_focused()
    anna.keyboard.press('End')
    anna.keyboard.type(' town')
    anna.keyboard.press('Enter')
    for page in (anna, ben):
        expect(cell(row(page, offer, 'on'), 'title')).to_have_text('Supper in the old town')
        expect(cell(row(page, offer, 'on'), 'note')).to_have_text('Five stops')


def test_a_change_under_unsaved_typing_waits_for_a_choice(sign_in: Open, offer: Offer, sql):
    anna, ben = builder(sign_in, offer), builder(sign_in, offer, BEN)
    cell(row(anna, offer, 'on'), 'title').click()
    typed = cell(row(anna, offer, 'on'), 'title').locator('.t-cell__in')
    typed.fill('Mine')
    sql('update proposal_activities set title = %s where id = %s', 'Theirs', offer.activities['on'])
    hint = anna.get_by_text('changed this to')
    expect(hint).to_contain_text('Theirs')
    expect(typed).to_have_value('Mine')
    anna.get_by_role('button', name='Keep mine').click()
    for page in (anna, ben):
        expect(cell(row(page, offer, 'on'), 'title')).to_have_text('Mine')


def test_a_patch_leaves_the_same_node_and_the_focus_in_place(sign_in: Open, offer: Offer, sql):
    page = builder(sign_in, offer)
    price = row(page, offer, 'on').locator('.t-act__price b')
    price.evaluate('node => node.tagged = true')
    page.get_by_test_id('comment-input').fill('half a sen')
    sql('update proposal_activities set price = 120 where id = %s', offer.activities['on'])
    expect(price).to_have_text('€240')
    assert price.evaluate('node => node.tagged')
    expect(page.get_by_test_id('comment-input')).to_be_focused()
    expect(page.get_by_test_id('comment-input')).to_have_value('half a sen')


def test_activities_and_days_are_added_named_removed_and_brought_back(sign_in: Open, offer: Offer):
    page = builder(sign_in, offer)
    day = page.locator('.t-day').first
    day.get_by_role('button', name='Add activity').click()
    field = day.locator('.t-cell__in')
    expect(field).to_be_focused()
    page.keyboard.type('Boat to the caves')
    page.keyboard.press('Enter')
    expect(day.locator('.t-act__t').last).to_have_text('Boat to the caves')
    day.locator('.t-act').last.hover()
    day.locator('.t-act__grip').last.click()
    page.get_by_role('menuitem', name='Remove').click()
    expect(day.locator('.t-act')).to_have_count(2)
    page.get_by_test_id('toast').get_by_role('button', name='Undo').click()
    expect(day.locator('.t-act')).to_have_count(3)
    page.get_by_role('button', name='Add day').click()
    expect(page.locator('.t-day')).to_have_count(3)


def test_a_removed_day_takes_its_prices_along_and_brings_them_back(sign_in: Open, offer: Offer):
    page = builder(sign_in, offer)
    first = page.locator('.t-day').first
    first.get_by_role('button', name='Actions for this day').click()
    page.get_by_role('menuitem', name='Remove day').click()
    expect(page.get_by_test_id('proposal-total')).to_have_text('€0')
    page.get_by_test_id('toast').get_by_role('button', name='Undo').click()
    expect(page.get_by_test_id('proposal-total')).to_have_text('€1,200')
    expect(page.locator('.t-day')).to_have_count(2)


def test_keys_move_an_activity_within_its_day_and_on_to_the_next(sign_in: Open, offer: Offer):
    page = builder(sign_in, offer)
    days = page.locator('.t-day')
    grip = row(page, offer, 'on').locator('.t-act__grip')
    grip.focus()
    page.keyboard.press('Alt+ArrowUp')
    expect(days.first.locator('.t-act__t').first).to_have_text('Supper walk')
    expect(grip).to_be_focused()
    page.keyboard.press('Alt+ArrowDown')
    expect(days.first.locator('.t-act__t').last).to_have_text('Supper walk')
    expect(grip).to_be_focused()
    page.keyboard.press('Alt+ArrowDown')
    expect(days.last.locator('.t-act__t').first).to_have_text('Supper walk')
    expect(page.locator('.t-sr[role=status]')).to_contain_text('Supper walk moved to place 1')


SORTABLE = """() => [...document.querySelectorAll('.t-acts__rows')]
    .every((list) => Object.keys(list).some((key) => key.startsWith('Sortable')))"""


def drag(page: Page, source: Locator, target: Locator) -> None:
    """Take a row by its grip, carry it before another one and let go there."""
    page.wait_for_function(SORTABLE)
    source.hover()
    grip, end = source.locator('.t-act__grip').bounding_box(), target.bounding_box()
    assert grip
    assert end
    x, y = grip['x'] + 8, grip['y'] + 14
    page.mouse.move(x, y)
    page.mouse.down()
    for step in range(600):
        # a hand is never still: each small move makes the list look where it is now
        share = min(1, step / 20)
        page.mouse.move(x + step % 2, y + (end['y'] + 6 - y) * share)
        if share == 1 and target.locator('xpath=..').locator('.t-act').count() > 1:
            break
    page.mouse.up()


def test_dragging_moves_an_activity_to_another_day_for_everybody(sign_in: Open, offer: Offer):
    anna, ben = builder(sign_in, offer), builder(sign_in, offer, BEN)
    drag(anna, row(anna, offer, 'on'), row(anna, offer, 'off'))
    for page in (anna, ben):
        day = page.locator('.t-day').last
        expect(day.locator('.t-act')).to_have_count(2)
        expect(day.locator('.t-act__t').first).to_have_text('Supper walk')


def test_the_client_s_choice_turns_the_switch_and_says_who(
    sign_in: Open, visit: Open, offer: Offer
):
    anna = builder(sign_in, offer)
    client = visit(offer.url)
    switch(client, offer.activities['off']).click()
    said = anna.get_by_test_id('toast').filter(has_text='added Sunset kayak. Total now €1,300.')
    expect(said).to_have_count(1)  # first, since it leaves
    expect(said).to_contain_text('Maria')
    expect(switch(anna, offer.activities['off'])).to_be_checked()
    expect(anna.get_by_test_id('proposal-total')).to_have_text('€1,300')
    expect(row(anna, offer, 'off')).to_have_class(re.compile('t-act--glow'))


def test_script_in_every_field_stays_text(sign_in: Open, offer: Offer):
    page = builder(sign_in, offer)
    evil = '<img src=x onerror="window.hit=1"><b>x</b>'
    retype(page, page.locator('.t-title'), 'title', evil)
    retype(page, page.locator('.t-day__head').first, 'title', evil)
    retype(page, row(page, offer, 'on'), 'title', evil)
    retype(page, row(page, offer, 'on'), 'note', evil)
    page.get_by_test_id('comment-input').fill(evil)
    page.get_by_test_id('comment-send').click()
    expect(page.get_by_test_id('comment-list')).to_contain_text(evil)
    expect(page.locator('h1')).to_contain_text(evil)
    assert page.evaluate('window.hit') is None


def test_a_cell_that_a_colleague_has_open_carries_their_name(sign_in: Open, offer: Offer):
    anna, ben = builder(sign_in, offer), builder(sign_in, offer, BEN)
    cell(row(ben, offer, 'on'), 'price').click()
    busy = cell(row(anna, offer, 'on'), 'price')
    expect(busy).to_have_attribute('data-who', 'Ben Okoro')
    ben.keyboard.press('Escape')
    expect(busy).not_to_have_attribute('data-who', 'Ben Okoro')

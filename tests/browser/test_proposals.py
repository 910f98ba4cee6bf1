"""The proposal list and the way in, as people use them."""

import re
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, PASSWORD, PHONE, Database, Offer, live, switch

Open = Callable[..., Page]
ANNA, BEN = 'anna@skyline.example', 'ben@skyline.example'


def row(page: Page, title: str) -> Locator:
    """The row of this very title."""
    link = page.get_by_role('link', name=title, exact=True)
    return page.locator('.t-line').filter(has=link)


def test_a_patched_row_is_the_same_node_with_the_focus_in_it(
    sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in()
    link = row(page, offer.title).get_by_role('link')
    link.focus()
    link.evaluate('(node) => (node.mine = true)')
    sql('update proposals set title = %s where id = %s', f'{offer.title}, again', offer.id)
    changed = row(page, f'{offer.title}, again').get_by_role('link')
    expect(changed).to_be_focused()
    assert changed.evaluate('(node) => node.mine')


def test_the_client_s_choice_shows_in_the_list_and_is_said(
    sign_in: Open, visit: Open, offer: Offer
) -> None:
    page, client = sign_in(), visit(offer.url)
    expect(row(page, offer.title).get_by_role('img', name='Maria')).to_be_visible()
    # a visit is noted some moments after it began, and would be said in place of the choice
    expect(row(page, offer.title)).to_contain_text('Opened it')
    switch(client, offer.activities['off']).click()
    said = page.get_by_test_id('toast').filter(has_text='Sunset kayak')
    expect(said).to_contain_text('Guest (by the link for Maria) added Sunset kayak')
    expect(said).to_contain_text('Total now €1,300.')
    mine = row(page, offer.title)
    expect(mine).to_contain_text('€1,300')
    expect(mine).to_contain_text('+€100')


def test_keys_find_walk_open_and_start_anew(sign_in: Open, offer: Offer) -> None:
    page = sign_in()
    expect(row(page, offer.title)).to_be_visible()
    page.keyboard.press('/')
    page.keyboard.type(offer.title)
    expect(page.locator('.t-line')).to_have_count(1)
    page.keyboard.press('Escape')
    expect(page.locator('.t-line')).not_to_have_count(1)
    links = page.locator('.t-line__link')
    links.first.focus()
    page.keyboard.press('ArrowDown')
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press('n')
    expect(page.get_by_role('heading', name='New proposal')).to_be_visible()
    page.keyboard.press('Escape')
    expect(page.get_by_role('heading', name='New proposal')).to_have_count(0)
    links.nth(1).focus()
    page.keyboard.press('Enter')
    page.wait_for_url(re.compile('/proposals/[0-9a-f-]{36}'))


def test_a_new_proposal_for_a_new_client(sign_in: Open, offer: Offer, sql: Database) -> None:
    page = sign_in()
    page.get_by_test_id('proposal-new').click()
    page.get_by_test_id('new-proposal-title').fill(f'{offer.title} by sail')
    page.get_by_test_id('new-proposal-client').fill('Rui Costa')
    page.get_by_test_id('new-proposal-create').click()
    page.wait_for_url(re.compile('/proposals/[0-9a-f-]{36}'))
    found = sql(
        'select full_name from proposals join contacts on contacts.id = client_id where title = %s',
        f'{offer.title} by sail',
    )
    assert found == [{'full_name': 'Rui Costa'}]


def test_archiving_is_undone_from_its_toast(sign_in: Open, offer: Offer) -> None:
    page, colleague = sign_in(), sign_in(BEN)
    row(page, offer.title).get_by_label('More about this proposal').click()
    page.get_by_role('menuitem', name='Archive').click()
    undo = page.get_by_role('button', name='Undo')
    undo.hover()  # or the toast leaves
    expect(row(colleague, offer.title)).to_have_count(0)
    undo.click()
    expect(row(colleague, offer.title)).to_be_visible()


def test_sign_in_by_keyboard_keeps_what_was_typed(
    running_app: RunningApp, contexts: Callable[..., BrowserContext]
) -> None:
    page = contexts(viewport=PHONE).new_page()
    page.goto(f'{running_app.url}/proposals?from=mail')
    page.get_by_test_id('login-email').fill(ANNA)
    page.get_by_test_id('login-password').fill('wrong')
    page.keyboard.press('Enter')
    expect(page.get_by_role('alert')).to_contain_text('do not match')
    expect(page.get_by_test_id('login-email')).to_have_value(ANNA)
    expect(page.get_by_test_id('login-password')).to_be_focused()
    page.keyboard.type(PASSWORD)
    page.keyboard.press('Enter')
    page.wait_for_url(f'{running_app.url}/proposals?from=mail')
    live(page)


def test_sign_out_closes_every_page_of_the_session(running_app: RunningApp, sign_in: Open) -> None:
    page = sign_in()
    other = page.context.new_page()
    other.goto(f'{running_app.url}/proposals')
    live(other)
    page.get_by_role('button', name='Anna Keller, account').first.click()
    page.get_by_role('menuitem', name='Sign out', exact=True).click()
    for each in (page, other):
        each.wait_for_url(re.compile('/login'))


def test_the_theme_is_chosen_once_and_stays(sign_in: Open) -> None:
    page = sign_in(color_scheme='light')
    body = page.locator('body')
    expect(body).not_to_have_class(re.compile('body--dark'))
    page.get_by_role('button', name='Switch theme').click()
    expect(body).to_have_class(re.compile('body--dark'))
    page.reload()
    live(page)
    expect(body).to_have_class(re.compile('body--dark'))


def test_unsaved_typing_survives_a_colleague_and_a_reload(sign_in: Open, offer: Offer) -> None:
    anna, ben = (sign_in(email, path=f'/proposals/{offer.id}') for email in (ANNA, BEN))
    for page in (anna, ben):
        page.get_by_test_id('tab-prose').click()
    mine, theirs = anna.get_by_test_id('field-subtitle'), ben.get_by_test_id('field-subtitle')
    mine.fill('Eight days of')
    theirs.fill('A week of sea')
    theirs.press('Enter')
    expect(anna.get_by_text('Ben Okoro changed this to A week of sea')).to_be_visible()
    expect(mine).to_have_value('Eight days of')
    anna.wait_for_function('Object.keys(sessionStorage).some((key) => key.startsWith("draft:"))')
    anna.reload()
    live(anna)
    anna.get_by_test_id('tab-prose').click()
    expect(mine).to_have_value('Eight days of')
    anna.get_by_role('button', name='Keep mine').click()
    expect(ben.get_by_text('Anna Keller changed this to Eight days of')).to_be_visible()
    theirs.blur()
    expect(theirs).to_have_value('Eight days of')


def test_nothing_sticks_out_at_any_width(sign_in: Open, offer: Offer) -> None:
    page = sign_in()
    for width in (320, 390, 721, 960, 1100, 1240, DESKTOP['width'], 1920):
        page.set_viewport_size({'width': width, 'height': 900})
        assert page.evaluate('document.documentElement.scrollWidth') <= width


def test_a_new_proposal_needs_no_mouse(sign_in: Open) -> None:
    page = sign_in()
    page.get_by_role('button', name='New proposal').first.click()
    expect(page.get_by_test_id('new-proposal-title')).to_be_focused()
    page.keyboard.type('Azores in May')
    page.keyboard.press('Enter')
    page.wait_for_url(re.compile('/proposals/[0-9a-f-]{36}'))
    expect(page.get_by_text('Azores in May').first).to_be_visible()

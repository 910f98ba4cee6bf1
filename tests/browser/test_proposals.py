"""The proposal list and the way in, as people use them."""

import re
from collections.abc import Callable, Iterator

import pytest
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


@pytest.fixture
def archive(offer: Offer, sql: Database) -> Iterator[Callable[[int, int], None]]:
    """Puts proposals away, `Trip 1f3a5c 001` the latest; they lie where no other test looks."""

    def put(first: int, last: int) -> None:
        sql(
            'insert into proposals (organization_id, title, status, cover, archived_at,'
            ' client_activity, client_activity_at)'
            " select organization_id, title || ' ' || lpad(n::text, 3, '0'), 'sent', cover, now(),"
            " 'Opened it', now() - n * interval '1 minute'"
            ' from proposals, generate_series(%s::int, %s::int) n where id = %s',
            *(first, last, offer.id),
        )

    yield put
    sql("update proposals set deleted_at = now() where title like %s || ' %%'", offer.title)


def look_at_archived(page: Page, offer: Offer) -> Locator:
    """Its rows, of a list that is not grouped."""
    page.get_by_role('tab', name='All').click()
    page.get_by_role('button', name='Filter').click()
    page.get_by_role('menuitemcheckbox', name='Archived').click()
    page.get_by_role('searchbox').fill(offer.title)
    chosen = re.compile(f'{offer.title}.*archived')
    expect(page.get_by_role('rowgroup')).to_have_attribute('data-choice', chosen)
    return page.locator('.t-line', has_text=offer.title)


def test_rows_are_walked_through_selected_and_brought_back_with_one_undo(
    sign_in: Open, offer: Offer, sql: Database, archive: Callable[[int, int], None]
) -> None:
    archive(1, 5)
    page = sign_in()
    rows = look_at_archived(page, offer)
    expect(rows).to_have_count(5)
    page.get_by_role('searchbox').blur()
    for key in 'jjx':
        page.keyboard.press(key)
    expect(rows.nth(1)).to_have_attribute('aria-selected', 'true')
    rows.nth(3).get_by_role('checkbox').click(modifiers=['Shift'])
    bar = page.get_by_role('toolbar')
    expect(bar).to_contain_text('3selected')
    # what changes stays selected, what goes does not
    sql("update proposals set client_activity = 'Read it' where title = %s", f'{offer.title} 003')
    expect(row(page, f'{offer.title} 003')).to_contain_text('Read it')
    expect(row(page, f'{offer.title} 003')).to_have_attribute('aria-selected', 'true')
    sql('update proposals set archived_at = null where title = %s', f'{offer.title} 003')
    expect(bar).to_contain_text('2selected')
    page.keyboard.press('Escape')
    expect(bar).to_be_hidden()
    page.get_by_role('checkbox', name='Select the rows shown').click()
    expect(bar).to_contain_text('4selected')
    bar.get_by_role('button', name='Bring back').click()
    expect(rows).to_have_count(0)
    undo = page.get_by_test_id('toast').filter(has_text='4 proposals are back.')
    undo.hover()
    undo.get_by_role('button', name='Undo').click()
    expect(rows).to_have_count(4)
    expect(bar).to_be_hidden()


def test_what_comes_above_waits_while_one_reads_further_down(
    sign_in: Open, offer: Offer, archive: Callable[[int, int], None]
) -> None:
    archive(1, 60)
    page = sign_in()
    rows = look_at_archived(page, offer)
    expect(rows).to_have_count(60)
    read = row(page, f'{offer.title} 040')
    read.evaluate("(row) => row.scrollIntoView({ block: 'center' })")
    page.wait_for_function(
        "document.querySelector('[role=rowgroup]').getBoundingClientRect().top < 0"
    )
    before = read.bounding_box()
    archive(-2, 0)
    pill = page.get_by_role('button', name='3 new')
    expect(pill).to_be_visible()
    assert read.bounding_box() == before
    expect(rows).to_have_count(60)
    pill.click()
    expect(row(page, f'{offer.title} 0-2')).to_be_in_viewport()
    expect(rows).to_have_count(63)
    expect(pill).to_have_count(0)


def test_a_long_list_has_an_honest_scroll_bar(
    sign_in: Open, offer: Offer, archive: Callable[[int, int], None]
) -> None:
    archive(1, 160)
    page = sign_in()
    rows = look_at_archived(page, offer)
    expect(page.get_by_text('160 in all', exact=True)).to_be_attached()
    expect(rows).to_have_count(100)
    high = page.evaluate('document.documentElement.scrollHeight')
    page.evaluate('window.scrollTo(0, document.documentElement.scrollHeight)')
    expect(row(page, f'{offer.title} 160')).to_be_in_viewport()
    assert rows.count() <= 100
    assert page.evaluate('document.documentElement.scrollHeight') == high
    top = page.get_by_role('rowgroup').evaluate('(rows) => rows.getBoundingClientRect().top')
    page.evaluate('(top) => window.scrollBy(0, top + 39.5 * 44)', top)
    expect(row(page, f'{offer.title} 040')).to_be_in_viewport()
    assert rows.count() <= 100
    page.get_by_role('columnheader', name='Proposal').get_by_role('button').click()
    expect(row(page, f'{offer.title} 001')).to_be_in_viewport()


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

"""Who speaks is told by side and name, on both pages; a typed name passes for nobody."""

from playwright.sync_api import Page, expect

from services.proposals.share_links import ShareTokens
from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, Database, Offer, Open
from tests.browser.steps import ask, look, retype, row

PHONE = {'width': 390, 'height': 844}


def by_parents(app: RunningApp, sql: Database, offer: Offer) -> str:
    """Another link of the same proposal."""
    (link,) = sql(
        "insert into share_links (proposal_id, label) values (%s, 'Maria’s parents') returning id",
        offer.id,
    )
    secret = (app.data / 'secret').read_text().strip()
    return f'{app.url}/p/{ShareTokens(secret).token(link["id"])}'


def assert_nothing_sticks_out(page: Page) -> None:
    for width in (DESKTOP['width'], PHONE['width']):
        page.set_viewport_size({'width': width, 'height': 900})
        assert page.evaluate('document.documentElement.scrollWidth <= innerWidth'), width


def test_a_guest_cannot_pass_for_the_host(
    running_app: RunningApp, offer: Offer, sql: Database, visit: Open, sign_in: Open
) -> None:
    maria = visit(offer.url)
    parents = visit(by_parents(running_app, sql, offer))
    anna = sign_in(path=f'/proposals/{offer.id}')
    parents.get_by_test_id('comment-name').fill('anna  KELLER')
    parents.get_by_test_id('comment-input').fill('The deposit is due.')
    parents.get_by_test_id('comment-send').click()
    expect(parents.get_by_role('alert')).to_contain_text('Put your own name')
    expect(parents.get_by_test_id('comment-input')).to_have_value('The deposit is due.')
    ask(parents, 'The deposit is due.', 'Anna K. of Skyline')
    who = 'Anna K. of Skyline, guest by the link for Maria’s parents'
    for page in (maria, anna):
        expect(page.get_by_test_id('comment-list')).to_contain_text(who)
        expect(page.get_by_test_id('comment-list').get_by_role('img', name='AK')).to_have_count(0)
    toast = anna.get_by_test_id('toast').filter(has_text='asked')
    expect(toast).to_contain_text('(guest by the link for Maria’s parents) asked.')
    anna.get_by_test_id('comment-input').fill('It is not.')
    anna.get_by_test_id('comment-send').click()
    for page in (maria, anna):
        expect(page.get_by_test_id('comment-list')).to_contain_text('Anna Keller, Skyline Tours')
        assert_nothing_sticks_out(page)


def test_who_looks_is_shown_with_the_name_that_the_link_and_the_trip_have_now(
    offer: Offer, sql: Database, visit: Open, sign_in: Open
) -> None:
    list_page = sign_in(path='/proposals')
    visit(offer.url)
    place = list_page.locator('.t-here', has_text=offer.title)
    expect(place).to_be_visible()
    sql("update proposals set title = 'Azores at last' where id = %s", offer.id)
    place = list_page.locator('.t-here', has_text='Azores at last')
    expect(place).to_contain_text('Maria')
    sql("update share_links set label = 'Aunt Rosa' where id = %s", offer.link_id)
    expect(place).to_contain_text('Aunt Rosa')


def test_an_own_other_window_is_not_somebody(offer: Offer, sign_in: Open) -> None:
    path = f'/proposals/{offer.id}'
    anna, again = sign_in(path=path), sign_in(path=path)
    note = row(anna, offer, 'on').locator('[data-edit="note"]')
    note.click()
    note.locator('.t-cell__in').fill('Five stops')
    retype(row(again, offer, 'on'), 'note', 'Six stops')
    expect(note).to_contain_text('Another window of yours changed this to Six stops')
    note.get_by_role('button', name='Take it').click()
    look(anna, away=True)
    retype(row(again, offer, 'on'), 'price', '95')
    expect(row(again, offer, 'on')).to_contain_text('€190')
    expect(again.locator('.t-saved')).to_have_text('Saved')
    retype(row(anna, offer, 'on'), 'price', '92,50')
    expect(anna.locator('.t-dialog').get_by_role('heading')).to_have_text(
        'You, in another window, changed this while you were writing'
    )

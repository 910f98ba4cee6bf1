"""A client decides: approves what stood on the button, or declines; every screen says so."""

import signal
import urllib.request

from playwright.sync_api import Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, Database, Offer, Open, live, switch


def fill(page: Page, name: str = 'Maria Lind') -> None:
    page.get_by_test_id('approve-open').click()
    expect(page.get_by_test_id('approve-name')).to_be_focused()
    page.get_by_test_id('approve-name').fill(name)
    page.get_by_role('checkbox').check()


def test_an_approval_is_settled_on_every_screen(offer: Offer, visit: Open, sql: Database) -> None:
    phone, desk = visit(offer.url), visit(offer.url, viewport=DESKTOP)
    desk.get_by_test_id('comment-input').fill('Still typing')
    fill(phone)
    expect(phone.get_by_test_id('approve-confirm')).to_have_text('Approve for €1,200')
    phone.get_by_test_id('approve-confirm').click()
    for page in (phone, desk):
        expect(page.get_by_role('heading', name='It is settled')).to_be_visible()
        # others read it by their own links, so the side stands beside the typed name
        said = 'Maria Lind (client) approved version 1 for €1,200 on '
        expect(page.locator('#decide')).to_contain_text(said)
        expect(page.get_by_test_id('proposal-status')).to_have_text('Approved')
        expect(page.get_by_test_id('approve-open')).to_be_hidden()
        expect(switch(page, offer.activities['on'])).to_have_attribute('aria-disabled', 'true')
        calendar = page.locator('#decide').get_by_role('link', name='Add to calendar')
        expect(calendar).to_have_count(0)  # a trip without dates is in nobody's calendar
    expect(phone.get_by_role('heading', name='It is settled')).to_be_focused()
    expect(desk.get_by_test_id('comment-input')).to_have_value('Still typing')
    (row,) = sql('select * from proposal_approvals where proposal_id = %s', offer.id)
    assert (row['name'], row['consent'], row['version'], row['total']) == (
        'Maria Lind', True, 1, 1200,
    )  # fmt: skip
    assert row['user_agent']
    assert row['address_hash']
    assert '127.0.0.1' not in row['address_hash']


def test_name_and_consent_are_asked_for(offer: Offer, visit: Open, sql: Database) -> None:
    page = visit(offer.url)
    page.get_by_test_id('approve-confirm').click()
    expect(page.get_by_role('alert')).to_have_text('Type your full name to approve.')
    page.get_by_test_id('approve-name').fill('Maria Lind')
    page.get_by_test_id('approve-confirm').click()
    expect(page.get_by_role('alert')).to_have_text('Tick the box to say that you agree.')
    expect(page.get_by_test_id('approve-name')).to_have_value('Maria Lind')
    assert sql('select * from proposal_approvals where proposal_id = %s', offer.id) == []


def test_an_approval_follows_the_price_while_the_name_is_typed(
    offer: Offer, visit: Open, sql: Database
) -> None:
    page = visit(offer.url)
    fill(page)
    sql('select tradewind.record_version(%s)', offer.id)
    sql('update proposals set version = 2 where id = %s', offer.id)
    sql('update proposal_activities set price = 1500 where id = %s', offer.activities['fixed'])
    expect(page.get_by_test_id('approve-confirm')).to_have_text('Approve for €1,700')
    expect(page.locator('#decide')).to_contain_text('covers version 2')
    expect(page.get_by_test_id('approve-name')).to_have_value('Maria Lind')
    expect(page.get_by_role('checkbox')).to_be_checked()


def test_an_approval_of_an_older_price_is_refused_and_the_name_kept(
    running_app: RunningApp, offer: Offer, visit: Open, sql: Database
) -> None:
    page = visit(offer.url)
    fill(page)
    running_app.kill('gateway', signal.SIGSTOP)  # the news of the change does not get through
    try:
        sql('update proposal_activities set price = 1500 where id = %s', offer.activities['fixed'])
        page.get_by_test_id('approve-confirm').click()
        expect(page.locator('#decide').get_by_role('alert')).to_contain_text('nothing was approved')
        expect(page.get_by_test_id('approve-confirm')).to_have_text('Approve for €1,700')
        expect(page.get_by_test_id('approve-name')).to_have_value('Maria Lind')
        page.get_by_test_id('approve-confirm').click()
        expect(page.get_by_role('heading', name='It is settled')).to_be_visible()
    finally:
        running_app.kill('gateway', signal.SIGCONT)
    (row,) = sql('select total from proposal_approvals where proposal_id = %s', offer.id)
    assert row['total'] == 1700


def test_a_decline_says_why_and_is_not_the_first_click(
    offer: Offer, visit: Open, sql: Database
) -> None:
    page = visit(offer.url)
    page.get_by_role('button', name='It is not for us').click()
    page.get_by_role('button', name='Keep deciding').click()
    page.get_by_role('button', name='It is not for us').click()
    page.get_by_test_id('decline-reason').fill('We would rather go in May.')
    page.reload()
    expect(page.get_by_test_id('decline-reason')).to_have_value('We would rather go in May.')
    live(page)
    page.get_by_test_id('decline-confirm').click()
    expect(page.get_by_role('heading', name='You said no, for now')).to_be_visible()
    expect(page.get_by_test_id('proposal-status')).to_have_text('Declined')
    (row,) = sql('select * from proposal_approvals where proposal_id = %s', offer.id)
    assert (row['decision'], row['reason']) == ('declined', 'We would rather go in May.')


def test_a_proposal_past_its_last_day_is_read_only(
    offer: Offer, visit: Open, sql: Database
) -> None:
    page = visit(offer.url)
    sql('update proposals set valid_until = current_date - 2 where id = %s', offer.id)
    expect(page.get_by_test_id('proposal-status')).to_have_text('Expired')
    expect(page.get_by_role('heading', name='This offer has run out')).to_be_attached()
    expect(switch(page, offer.activities['on'])).to_have_attribute('aria-disabled', 'true')
    expect(page.get_by_test_id('approve-name')).to_have_count(0)


def test_the_trip_goes_into_a_calendar(offer: Offer, visit: Open, sql: Database) -> None:
    page = visit(offer.url)
    calendar = page.get_by_role('link', name='Add to calendar')
    expect(calendar).to_be_hidden()
    sql("update proposals set starts_on = '2027-03-14' where id = %s", offer.id)
    expect(calendar).to_be_visible()
    with urllib.request.urlopen(f'{offer.url}/trip.ics') as answer:
        assert answer.headers['Content-Type'].startswith('text/calendar')
        file = answer.read().decode()
    assert f'SUMMARY:{offer.title}' in file
    assert 'SUMMARY:By the sea' in file
    assert 'DTSTART;VALUE=DATE:20270315' in file
    assert 'Supper walk' in file
    assert 'Sunset kayak' not in file

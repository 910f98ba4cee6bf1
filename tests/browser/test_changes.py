"""What changed since a client looked: an approval that comes too late, marks, and their end."""

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app import wait_for
from tests.browser.conftest import DESKTOP, Database, Offer, Open, live, switch
from tests.browser.faults import Network
from tests.browser.steps import assert_kept, badge, column, keep, look, retype, row


def seen_on_a_day_before(sql: Database, offer: Offer) -> None:
    """A visit of three days ago; the version that stood then was never looked at since."""
    sql(
        'insert into proposal_views (id, proposal_id, share_link_id, created_at, ended_at)'
        " values (%s, %s, %s, now() - interval '3 days', now() - interval '3 days')",
        *(uuid4(), offer.id, offer.link_id),
    )


def test_marks_for_a_returning_client_end_with_got_it(
    offer: Offer, sign_in: Open, visit: Open, sql: Database
) -> None:
    seen_on_a_day_before(sql, offer)
    anna = sign_in(path=f'/proposals/{offer.id}')
    retype(row(anna, offer, 'on'), 'price', '90')
    expect(anna.get_by_test_id('proposal-total')).to_have_text('€1,180')
    wait_for(lambda: column(sql, offer, 'on', 'price') == 90)  # shown before it is saved
    client = visit(offer.url)
    option = client.get_by_test_id(f'activity-{offer.activities["on"]}')
    expect(option.locator('.p-mark')).to_contain_text('Price down since')
    expect(client.get_by_test_id('changes')).to_contain_text('Supper walk: now €180, was €200')
    client.reload()
    expect(option.locator('.p-mark')).to_contain_text('Price down since')
    client.get_by_test_id('changes-seen').click()
    expect(option.locator('.p-mark')).to_have_count(0)
    expect(client.get_by_test_id('changes')).to_be_hidden()
    expect(anna.get_by_test_id('proposal-status')).to_have_text('Viewed')
    client.reload()
    expect(option).to_be_visible()
    expect(option.locator('.p-mark')).to_have_count(0)


def test_marks_for_a_client_who_is_there_and_none_for_their_own_choice(
    offer: Offer, sign_in: Open, visit: Open
) -> None:
    client, anna = visit(offer.url), sign_in(path=f'/proposals/{offer.id}')
    keep(client)
    switch(client, offer.activities['off']).click()
    expect(client.get_by_test_id('proposal-total')).to_have_text('€1,300')
    retype(row(anna, offer, 'off'), 'price', '60')
    mark = client.get_by_test_id(f'activity-{offer.activities["off"]}').locator('.p-mark')
    expect(mark).to_have_text('Price up')
    anna.locator('[data-act="add-activity"]').first.click()
    expect(client.get_by_test_id('changes')).to_contain_text('New activity is new')
    expect(client.locator('.p-mark')).to_have_count(2)
    expect(client.get_by_test_id('changes').get_by_role('listitem')).to_have_count(2)
    assert_kept(client)
    anna.keyboard.press('Escape')
    anna.get_by_role('tab', name='History').click()
    versions = anna.get_by_test_id('versions')
    expect(versions).to_contain_text('Version 2')
    expect(versions).to_contain_text('Sunset kayak: now €120, was €100')


def test_an_approval_that_comes_too_late_says_what_changed_and_succeeds_the_second_time(
    offer: Offer, sign_in: Open, visit: Open, sql: Database
) -> None:
    client, anna = visit(offer.url, viewport=DESKTOP), sign_in(path=f'/proposals/{offer.id}')
    client.get_by_test_id('approve-name').fill('Maria Lind')
    client.get_by_role('checkbox').check()
    look(client, away=True)
    retype(row(anna, offer, 'on'), 'price', '120')
    expect(anna.get_by_test_id('proposal-total')).to_have_text('€1,240')
    retype(row(anna, offer, 'fixed'), 'note', 'Without the garden')
    expect(row(anna, offer, 'fixed')).to_contain_text('Without the garden')
    wait_for(lambda: column(sql, offer, 'fixed', 'note') == 'Without the garden')
    client.get_by_test_id('approve-confirm').click()
    refused = client.get_by_test_id('approve-refused')
    expect(refused).to_contain_text('nothing was approved')
    told = refused.get_by_role('listitem')
    expect(told.filter(has_text='Quinta above the town is described differently')).to_be_visible()
    expect(told.filter(has_text='Supper walk: now €240, was €200')).to_be_visible()
    expect(told).to_have_count(2)
    expect(client.get_by_test_id('approve-name')).to_have_value('Maria Lind')
    look(client, away=False)
    expect(client.get_by_test_id('approve-confirm')).to_have_text('Approve for €1,240')
    client.get_by_test_id('approve-confirm').click()
    expect(client.get_by_role('heading', name='It is settled')).to_be_visible()
    (kept,) = sql('select version, total from proposal_approvals where proposal_id = %s', offer.id)
    assert (kept['version'], kept['total']) == (2, 1240)


def test_an_approval_given_without_a_line_is_of_what_stood_there_then(
    contexts: Callable[..., BrowserContext], visit: Open, offer: Offer, sql: Database
) -> None:
    """The price stays, so nothing but the terms tells the page from what is offered now."""
    client, network = cut_off(contexts, offer)
    other = visit(offer.url, viewport=DESKTOP)
    client.get_by_test_id('approve-name').fill('Maria Lind')
    client.get_by_role('checkbox').check()
    network.cut()
    expect(badge(client)).to_have_attribute('data-state', 'offline')
    sql("update proposals set terms = 'No refunds at all.' where id = %s", offer.id)
    expect(other.locator('#terms')).to_contain_text('No refunds at all.')
    client.get_by_test_id('approve-confirm').click()
    network.mend()
    refused = client.get_by_test_id('approve-refused')
    expect(refused).to_contain_text('nothing was approved')
    expect(refused.get_by_role('listitem')).to_have_text('The travel terms changed')
    expect(client.locator('#terms')).to_contain_text('No refunds at all.')
    assert sql('select * from proposal_approvals where proposal_id = %s', offer.id) == []
    client.get_by_test_id('approve-confirm').click()
    expect(client.get_by_role('heading', name='It is settled')).to_be_visible()
    assert_kept(client)


def test_got_it_is_about_what_stood_there(
    contexts: Callable[..., BrowserContext], visit: Open, offer: Offer, sql: Database
) -> None:
    seen_on_a_day_before(sql, offer)
    client, network = cut_off(contexts, offer)
    other = visit(offer.url, viewport=DESKTOP)
    sql('update proposal_activities set price = 60 where id = %s', offer.activities['off'])
    expect(client.get_by_test_id('changes')).to_contain_text('Sunset kayak: now €120, was €100')
    network.cut()
    expect(badge(client)).to_have_attribute('data-state', 'offline')
    sql('update proposal_activities set price = 90 where id = %s', offer.activities['on'])
    expect(other.get_by_test_id('proposal-total')).to_have_text('€1,180')
    client.get_by_test_id('changes-seen').click()
    network.mend()
    told = client.get_by_test_id('changes').get_by_role('listitem')
    expect(told).to_have_text(['Supper walk: now €180, was €200'])
    client.get_by_test_id('changes-seen').click()
    expect(client.get_by_test_id('changes')).to_be_hidden()


def cut_off(contexts: Callable[..., BrowserContext], offer: Offer) -> tuple[Page, Network]:
    """A client on a network that a test may cut."""
    context = contexts(viewport=DESKTOP)
    network = Network(context)
    page = context.new_page()
    page.goto(offer.url)
    live(page)
    keep(page)
    return page, network

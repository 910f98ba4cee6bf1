"""What happened, in front of two colleagues: it comes, waits, narrows down, leads back."""

import re
from collections.abc import Callable, Iterator
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import PHONE, Database, Offer, Open, switch
from tests.browser.steps import assert_kept, keep

TO_THE_END = """() => {
  scrollTo(0, document.body.scrollHeight);
  return !document.querySelector('.t-tl__more');
}"""
LOW = {'width': 1440, 'height': 420}
"""So low that whoever looks at the end of the feed has scrolled past its top."""


Add = Callable[[str], UUID]


@pytest.fixture
def add(running_app: RunningApp, sql: Database) -> Iterator[Add]:
    """Adds contacts by SQL, which are away after the test."""
    ids: list[UUID] = []

    def make(name: str) -> UUID:
        ids.append(uuid4())
        sql(
            'insert into contacts (id, organization_id, full_name)'
            ' select %s, organization_id, %s from proposals where id = %s',
            *(ids[-1], name, running_app.status['demo_proposal_id']),
        )
        return ids[-1]

    yield make
    for id in ids:
        sql('update contacts set deleted_at = now() where id = %s', id)


def feed(page: Page) -> list[str]:
    return page.get_by_test_id('feed').locator('.t-feed__i p').all_inner_texts()


def test_two_colleagues_see_what_a_client_does(
    sql: Database, add: Add, offer: Offer, sign_in: Open, visit: Open
) -> None:
    client_name = f'Maria {uuid4().hex[:6]}'
    sql('update share_links set label = %s where id = %s', client_name, offer.link_id)
    anna = sign_in(path='/', viewport=LOW)
    ben = sign_in('ben@skyline.example', path='/activity')
    keep(anna, ben)
    client = visit(offer.url)
    switch(client, offer.activities['off']).click()

    said = f'{client_name} added Sunset kayak, total €1,300'
    news = anna.get_by_test_id('feed').locator('.t-feed__i').filter(has_text=said)
    expect(news.locator('.t-said')).to_have_attribute('href', f'/proposals/{offer.id}')
    expect(ben.locator('.t-tl__i').filter(has_text=said)).to_be_visible()
    expect(
        ben.locator('.t-tl__i').filter(has_text=f'{client_name} opened {offer.title}')
    ).to_be_visible()

    # seen by a click, on every screen of the same person
    expect(news.locator('.t-feed__dot')).to_have_count(1)
    news.locator('p').click(position={'x': 2, 'y': 2})
    expect(anna.locator('.t-feed__dot')).to_have_count(0)

    # whoever reads on below is moved by nothing
    last = anna.get_by_test_id('feed').locator('.t-feed__i').last
    last.scroll_into_view_if_needed()
    anna.mouse.wheel(0, 2000)
    anna.wait_for_function("document.querySelector('.t-feed').getBoundingClientRect().top < 0")
    before = feed(anna)
    switch(client, offer.activities['off']).click()
    pill = anna.get_by_test_id('feed-new')
    expect(pill).to_have_text('1 new')
    assert feed(anna) == before
    pill.click()
    first = anna.locator('.t-feed__i').first
    expect(first).to_contain_text(f'{client_name} took out Sunset kayak')
    expect(pill).to_have_count(0)

    # what is alike is one entry, and names are those of now
    for name in ('Nils Berg', 'Ida Berg'):
        add(name)
    for entry in (first, ben.locator('.t-tl__i').first):
        expect(entry).to_contain_text(re.compile('Tradewind added [0-9]+ contacts'))
    sql('update proposals set title = %s where id = %s', f'{offer.title} again', offer.id)
    opened = ben.locator('.t-tl__i').filter(has_text=f'{client_name} opened')
    expect(opened).to_contain_text(f'{offer.title} again')
    assert_kept(anna, ben)


def test_everything_is_narrowed_down_and_led_back_to(
    running_app: RunningApp, sql: Database, add: Add, sign_in: Open
) -> None:
    page = sign_in(path=f'/activity?contact={add("Nils Berg")}', viewport=PHONE)
    items = page.locator('.t-tl__i')
    expect(items).to_have_count(1)
    expect(page.locator('.t-filter--on')).to_contain_text('Contact: Nils Berg')
    page.get_by_role('button', name='Remove filter Contact').click()
    expect(items.nth(30)).to_be_attached()
    page.get_by_role('tab', name='Proposals').click()
    expect(page.get_by_role('tab', name='Proposals')).to_have_attribute('aria-selected', 'true')
    expect(page.locator('.t-tl__i', has_text='added Nils Berg')).to_have_count(0)
    page.get_by_label('From day').fill('2001-01-01')
    page.get_by_label('To day').fill('2001-01-02')
    expect(page.get_by_role('heading', name='Nothing matches')).to_be_visible()
    page.get_by_role('button', name='Show everything').click()
    expect(page.get_by_label('From day')).to_have_value('')
    expect(items.nth(30)).to_be_attached()

    # to the end, where more is read as it comes near; a link leads to one event far down
    page.mouse.move(200, 400)
    page.wait_for_function(TO_THE_END)
    (oldest,) = sql(
        'select id from activity_events where organization_id ='
        ' (select organization_id from proposals where id = %s) order by occurred_at, id limit 1',
        running_app.status['demo_proposal_id'],
    )
    expect(items.last.locator('.t-tl__at')).to_be_attached()
    page.goto(f'{running_app.url}/activity?event={oldest["id"]}')
    expect(page.locator('.t-tl__i--marked')).to_be_in_viewport()
    page.goto(f'{running_app.url}/activity?event={uuid4()}')
    expect(page.get_by_role('status').filter(has_text='is not kept any more')).to_be_visible()

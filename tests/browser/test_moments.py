"""When things happened, by the clock of whoever reads: in their zone, and growing old."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Database, Offer, Open, live
from tests.browser.test_proposals import row

LONG_AGO = '2025-03-10 20:30+00'
"""The eleventh already in Tokyo."""


@pytest.fixture
def tokyo(sign_in: Open, offer: Offer, sql: Database) -> Page:
    """The builder of an offer to which everything happened long ago, as Tokyo sees it."""
    link = offer.link_id
    for statement, *values in (
        ('insert into proposal_comments (proposal_id, body, author_name, created_at)'
         " values (%s, 'Calm?', 'Maria', %s)", offer.id, LONG_AGO),
        ('insert into proposal_views (proposal_id, share_link_id, device, created_at, ended_at)'
         " values (%s, %s, 'phone', %s, %s)", offer.id, link, LONG_AGO, '2025-03-10 20:34+00'),
        ('insert into proposal_transitions (proposal_id, to_status, reason, created_at)'
         " values (%s, 'viewed', 'Then', %s)", offer.id, LONG_AGO),
        ('insert into proposal_approvals'
         ' (proposal_id, share_link_id, decision, name, version, total, currency, created_at)'
         " values (%s, %s, 'declined', 'Maria', 1, 0, 'EUR', %s)", offer.id, link, LONG_AGO),
        ('insert into proposal_versions (proposal_id, number, total, created_at, snapshot)'
         ' select id, number, 0, %s, jsonb_build_object('
         "'proposal', to_jsonb(each), 'days', '[]'::jsonb, 'activities', '[]'::jsonb)"
         ' from proposals each, generate_series(7, 8) number where id = %s', LONG_AGO, offer.id),
    ):  # fmt: skip
        sql(statement, *values)
    return sign_in(path=f'/proposals/{offer.id}', timezone_id='Asia/Tokyo')


def test_moments_are_in_the_reader_s_zone(tokyo: Page) -> None:
    expect(tokyo.get_by_test_id('comment-list')).to_contain_text('Maria, Skyline Tours11 Mar 2025')
    expect(tokyo.locator('.t-linkrow')).to_contain_text('Opened on 11 Mar 2025 on a phone')
    tokyo.get_by_test_id('tab-views').click()
    expect(tokyo.locator('.t-visit')).to_contain_text('for 4 minon 11 Mar 2025')
    tokyo.get_by_test_id('tab-history').click()
    history = tokyo.locator('.t-history')
    expect(history.locator('.t-step').filter(has_text='Then')).to_contain_text('11 Mar 2025')
    expect(history.locator('.t-card').filter(has_text='Maria')).to_contain_text(
        '11 March 2025 at 05:30'
    )
    expect(tokyo.get_by_test_id('versions')).to_contain_text('Version 811 Mar 2025')


def test_moments_grow_old_on_an_open_page(sign_in: Open, visit: Open, offer: Offer) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    page.clock.install()
    page.reload()
    live(page)
    visit(offer.url)
    opened = page.locator('.t-linkrow')
    expect(opened).to_contain_text('Opened just now on a computer')
    page.get_by_test_id('tab-views').click()
    page.clock.fast_forward('05:00')
    expect(opened).to_contain_text(re.compile(r'Opened \d min ago on a computer'))
    expect(page.locator('.t-visit')).to_contain_text(re.compile(r'\d min ago'))


def test_a_link_that_ends_in_mid_visit_is_shown_as_ended(
    sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    until = 'update share_links set expires_at = now() + %s::interval where id = %s'
    sql(until, '1 hour', offer.link_id)
    link = page.locator('.t-linkrow')
    expect(link).to_contain_text('Ends ')
    sql(until, '2 s', offer.link_id)
    expect(link).to_contain_text('Ended ')
    expect(link.get_by_test_id('share-link-url')).to_be_hidden()


def test_what_a_client_added_is_forgotten_at_the_next_change_of_the_total(
    sign_in: Open, visit: Callable[..., Page], offer: Offer, sql: Database
) -> None:
    page, client = sign_in(), visit(offer.url)
    client.get_by_test_id(f'activity-{offer.activities["off"]}').get_by_role('switch').click()
    mine = row(page, offer.title)
    expect(mine).to_contain_text('+€100')
    sql('update proposal_activities set price = 1200 where id = %s', offer.activities['fixed'])
    expect(mine).to_contain_text('€1,500')
    expect(mine).not_to_contain_text('+€')

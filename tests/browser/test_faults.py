"""What breaks in mid-use is told, survived and made good: no reload, no lost word, no stale row."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app import RunningApp, wait_for
from tests.browser.conftest import PHONE, Database, Offer, Open, live, switch
from tests.browser.faults import Network, gateway_down, gateway_frozen, gateway_returned
from tests.browser.steps import (
    NOTE_STATES,
    assert_kept,
    badge,
    keep,
    place,
    retype,
    row,
    status,
    total,
)
from tests.eventually import S

TOLD_MS = 8000 * S
"""A badge has told the truth by then."""
POLLED_MS = 12_000 * S
"""Polling comes by every five seconds, give or take one."""
HEALED_MS = 10_000 * S
"""Everything equals the database so soon after the return."""


def typing(page: Page, words: str) -> None:
    """Have half a comment in the box, and the caret behind it."""
    page.get_by_test_id('comment-input').fill(words)
    page.get_by_test_id('comment-input').press('End')


def assert_typed(page: Page, words: str) -> None:
    expect(page.get_by_test_id('comment-input')).to_be_focused()
    expect(page.get_by_test_id('comment-input')).to_have_value(words)


def rename(sql: Database, offer: Offer, title: str) -> None:
    sql('update proposals set title = %s where id = %s', title, offer.id)


@pytest.fixture
def both(sign_in: Open, visit: Open, offer: Offer) -> tuple[Page, Page]:
    """Operator and client on one offer, their documents marked."""
    anna, client = sign_in(path=f'/proposals/{offer.id}'), visit(offer.url)
    keep(anna, client)
    return anna, client


@pytest.mark.parametrize('fault', [gateway_down, gateway_frozen])
def test_a_gateway_lost_in_mid_use(
    fault: Callable[[RunningApp], AbstractContextManager[None]],
    running_app: RunningApp,
    both: tuple[Page, Page],
    offer: Offer,
    sql: Database,
) -> None:
    anna, client = both
    for page in both:
        typing(page, 'Half a sen')
    with fault(running_app):
        for page in both:
            expect(badge(page)).not_to_have_attribute('data-state', 'live', timeout=TOLD_MS)
        rename(sql, offer, 'Renamed in between')
        for page in both:
            expect(page.get_by_role('heading', level=1)).to_have_text(
                'Renamed in between', timeout=POLLED_MS
            )
            expect(badge(page)).to_have_attribute('data-state', 'polling')
        switch(client, offer.activities['off']).click()
        expect(total(client)).to_have_text('€1,300')
        expect(total(anna)).to_have_text('€1,300', timeout=POLLED_MS)
        for page in both:
            page.get_by_test_id('comment-input').focus()
            page.keyboard.type('tence')
    gateway_returned(running_app)
    rename(sql, offer, 'Renamed at its return')
    sql('update proposal_activities set price = 60 where id = %s', offer.activities['off'])
    for page in both:
        expect(badge(page)).to_have_attribute('data-state', 'live', timeout=HEALED_MS)
        expect(page.get_by_role('heading', level=1)).to_have_text(
            'Renamed at its return', timeout=HEALED_MS
        )
        expect(total(page)).to_have_text('€1,320', timeout=HEALED_MS)
        expect(page.get_by_test_id('comment-input')).to_have_value('Half a sentence')
    expect(client.get_by_test_id('comment-input')).to_be_focused()
    client.get_by_test_id('comment-send').click()
    expect(anna.get_by_test_id('comment-list')).to_contain_text('Half a sentence')
    assert_kept(*both)


def test_postgres_killed_in_mid_use(
    running_app: RunningApp, both: tuple[Page, Page], offer: Offer, sql: Database
) -> None:
    anna, client = both
    typing(client, 'Half a sen')
    for page in both:
        page.evaluate(NOTE_STATES)
    before = running_app.kill('postgres')
    for page in both:
        page.wait_for_function("window.states.some((state) => state !== 'live')", timeout=TOLD_MS)
    wait_for(lambda: running_app.status['pids']['postgres'] != before)
    gateway_returned(running_app)
    for page in both:
        expect(badge(page)).to_have_attribute('data-state', 'live', timeout=2 * HEALED_MS)
    client.keyboard.type('tence')
    rename(sql, offer, 'Renamed after the crash')
    retype(row(anna, offer, 'on'), 'price', '200')
    switch(client, offer.activities['off']).click()
    for page in both:
        expect(page.get_by_role('heading', level=1)).to_have_text('Renamed after the crash')
        expect(total(page)).to_have_text('€1,500')
    expect(client.get_by_test_id('comment-input')).to_have_value('Half a sentence')
    assert_kept(*both)


def test_a_browser_cut_off_keeps_its_page_and_catches_up(
    running_app: RunningApp,
    contexts: Callable[..., BrowserContext],
    offer: Offer,
    sql: Database,
) -> None:
    context = contexts(viewport=PHONE)
    network = Network(context)
    page = context.new_page()
    page.goto(offer.url)
    live(page)
    keep(page)
    typing(page, 'Half a sen')
    network.cut()
    expect(badge(page)).to_have_attribute('data-state', 'offline', timeout=TOLD_MS)
    page.keyboard.type('ten')
    at = place(page.get_by_test_id('comment-input'))
    rename(sql, offer, 'Renamed while away')
    sql("update proposals set status = 'commented' where id = %s", offer.id)
    network.mend()
    expect(badge(page)).to_have_attribute('data-state', 'live')
    expect(page.get_by_role('heading', level=1)).to_have_text('Renamed while away')
    expect(status(page)).to_have_attribute('data-status', 'commented')
    assert place(page.get_by_test_id('comment-input')) == at
    page.keyboard.type('ce')
    assert_typed(page, 'Half a sentence')
    page.get_by_test_id('comment-send').click()
    expect(page.get_by_test_id('comment-list')).to_contain_text('Half a sentence')
    assert_kept(page)


def test_of_twenty_quick_changes_the_last_one_shows(
    sign_in: Open, visit: Open, offer: Offer, sql: Database
) -> None:
    anna, client = sign_in(path=f'/proposals/{offer.id}'), visit(offer.url)
    everyone = (anna, client, sign_in())
    for number in range(1, 21):
        rename(sql, offer, f'{offer.title}, draft {number}')
        sql(
            'update proposal_activities set price = %s where id = %s',
            *(1000 + number, offer.activities['fixed']),
        )
    for page in everyone:
        expect(page.get_by_text(f'{offer.title}, draft 20').first).to_be_visible()
        expect(page.get_by_text('€1,220').first).to_be_attached()


def test_the_app_killed_in_mid_use(
    running_app: RunningApp, both: tuple[Page, Page], offer: Offer, sql: Database
) -> None:
    anna, client = both
    typing(client, 'Half a sentence')
    running_app.kill('app')
    for page in both:
        expect(badge(page)).to_have_attribute('data-state', 'offline', timeout=TOLD_MS)
    assert running_app.process
    running_app.process.wait()
    running_app.start()
    rename(sql, offer, 'Renamed after the restart')
    for page in both:
        expect(page.get_by_role('heading', level=1)).to_have_text(
            'Renamed after the restart', timeout=4 * HEALED_MS
        )
        live(page)
    expect(client.get_by_test_id('comment-input')).to_have_value('Half a sentence')
    switch(client, offer.activities['off']).click()
    for page in both:
        expect(total(page)).to_have_text('€1,300')
    assert anna.url.endswith(str(offer.id))

"""Operator and client on one proposal: both see each other, and each other's work, in place."""

from playwright.sync_api import expect

from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, Offer, Open, switch
from tests.eventually import S

CAUGHT_UP_MS = 8000 * S
"""A poll is 5 s away at most."""
BACK_MS = 30_000 * S
"""A gateway that starts on a busy machine takes its time."""


def test_operator_and_client_see_that_the_other_is_here(
    offer: Offer, sign_in: Open, visit: Open
) -> None:
    client = visit(offer.url, viewport=DESKTOP)
    here = client.locator('.p-here')
    expect(here).to_contain_text('Not here at the moment')
    anna = sign_in(path=f'/proposals/{offer.id}')
    expect(here).to_contain_text('Anna Keller is here')
    expect(anna.get_by_text('Maria (client) viewing now')).to_be_visible()
    client.get_by_role('switch', name='Hide that I am reading').click()
    expect(anna.get_by_text('Maria (client) viewing now')).to_have_count(0)
    client.get_by_role('switch', name='Hide that I am reading').click()
    expect(anna.get_by_text('Maria (client) viewing now')).to_be_visible()


def test_a_toggle_shows_on_the_other_side_without_reload(
    offer: Offer, sign_in: Open, visit: Open
) -> None:
    client, anna = visit(offer.url), sign_in(path=f'/proposals/{offer.id}')
    for page in (client, anna):
        page.evaluate("window.tag = 'never reloaded'")
    switch(client, offer.activities['off']).click()
    expect(anna.get_by_test_id('proposal-total')).to_have_text('€1,300')
    expect(switch(anna, offer.activities['off'])).to_have_attribute('aria-checked', 'true')
    switch(anna, offer.activities['on']).click()
    expect(client.get_by_test_id('proposal-total')).to_have_text('€1,100')
    expect(switch(client, offer.activities['on'])).to_have_attribute('aria-checked', 'false')
    for page in (client, anna):
        assert page.evaluate('window.tag') == 'never reloaded'


def test_a_question_and_its_answer_meet(offer: Offer, sign_in: Open, visit: Open) -> None:
    client, anna = visit(offer.url), sign_in(path=f'/proposals/{offer.id}')
    client.get_by_test_id('comment-input').fill('Is it calm in March?')
    client.get_by_test_id('comment-send').click()
    expect(anna.get_by_test_id('comment-list')).to_contain_text('Is it calm in March?')
    anna.get_by_test_id('comment-input').first.fill('Mostly.')
    anna.get_by_test_id('comment-send').first.click()
    expect(client.get_by_test_id('comment-list')).to_contain_text('Mostly.')


def test_without_the_line_own_acts_show_at_once_and_others_within_a_poll(
    running_app: RunningApp, offer: Offer, visit: Open
) -> None:
    phone, desk = visit(offer.url), visit(offer.url, viewport=DESKTOP)
    desk.get_by_test_id('comment-input').fill('Half a question')
    running_app.kill('gateway')
    switch(phone, offer.activities['off']).click()
    expect(phone.get_by_test_id('proposal-total')).to_have_text('€1,300')
    phone.get_by_test_id('comment-input').fill('Still there?')
    phone.get_by_test_id('comment-send').click()
    expect(phone.get_by_test_id('comment-list')).to_contain_text('Still there?')
    expect(desk.get_by_test_id('proposal-total')).to_have_text('€1,300', timeout=CAUGHT_UP_MS)
    expect(desk.get_by_test_id('comment-list')).to_contain_text('Still there?')
    expect(desk.get_by_test_id('comment-input')).to_have_value('Half a question')
    for page in (phone, desk):
        badge = page.get_by_test_id('live-badge')
        expect(badge).to_have_attribute('data-state', 'live', timeout=BACK_MS)

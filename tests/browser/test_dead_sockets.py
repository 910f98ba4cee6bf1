"""A socket that died unnoticed: what was written into it is made good, and never goes back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app import RunningApp, wait_for
from tests.browser.blocking import BlockingProxy
from tests.browser.conftest import PHONE, Database, Offer, Open, live, switch
from tests.browser.steps import assert_kept, badge, keep, total
from tests.eventually import S

BACK_MS = 15_000 * S
HIDE = """(hidden) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
}"""
NOTE_TOTALS = """() => {
  const total = document.querySelector('[data-testid="proposal-total"]');
  window.totals = [];
  new MutationObserver(() => window.totals.push(total.textContent)).observe(total, {
    subtree: true, childList: true, characterData: true,
  });
}"""


@pytest.fixture
def proxy(running_app: RunningApp) -> Iterator[BlockingProxy]:
    with BlockingProxy(running_app.port) as proxy:
        yield proxy


@pytest.fixture
def client(proxy: BlockingProxy, contexts: Any, offer: Offer) -> Page:
    """The client's page, on the other side of the proxy."""
    context: BrowserContext = contexts(viewport=PHONE)
    page = context.new_page()
    page.goto(f'{proxy.url}/p/{offer.url.rpartition("/")[2]}')
    live(page)
    keep(page)
    return page


def price(sql: Database, offer: Offer, name: str, price: int) -> None:
    statement = 'update proposal_activities set price = %s where id = %s'
    sql(statement, price, offer.activities[name])


def test_what_was_written_into_a_dead_socket_does_not_undo_what_came_later(
    proxy: BlockingProxy, client: Page, sign_in: Open, offer: Offer, sql: Database
) -> None:
    witness = sign_in(path=f'/proposals/{offer.id}')
    proxy.swallow()
    price(sql, offer, 'fixed', 1500)
    expect(total(witness)).to_have_text('€1,700')
    proxy.reset()  # now the server knows, and the browser cannot be back yet
    expect(badge(client)).to_have_attribute('data-state', 'offline')
    price(sql, offer, 'fixed', 2000)
    expect(total(witness)).to_have_text('€2,200')
    expect(total(client)).to_have_text('€1,200')
    client.evaluate(NOTE_TOTALS)
    proxy.heal()
    expect(badge(client)).to_have_attribute('data-state', 'live', timeout=BACK_MS)
    price(sql, offer, 'on', 150)  # comes after all that was missed
    on = client.get_by_test_id(f'activity-{offer.activities["on"]}')
    expect(on).to_contain_text('300', timeout=BACK_MS)
    assert '€1,700' not in client.evaluate('window.totals')
    expect(total(client)).to_have_text('€2,300')
    assert_kept(client)


def test_a_tab_that_was_looked_at_again_while_its_socket_was_dead_goes_on(
    proxy: BlockingProxy, client: Page, offer: Offer, sql: Database
) -> None:
    client.evaluate(HIDE, True)
    sql('update proposals set travellers = 3 where id = %s', offer.id)
    client.wait_for_function('window.socket.connected')
    proxy.swallow()
    client.evaluate(HIDE, False)  # said into a socket that nobody hears
    proxy.reset()
    expect(badge(client)).to_have_attribute('data-state', 'offline')
    proxy.heal()
    expect(badge(client)).to_have_attribute('data-state', 'live', timeout=BACK_MS)
    expect(total(client)).to_have_text('€1,300', timeout=BACK_MS)
    assert_kept(client)


def lose_what_is_sent(proxy: BlockingProxy, page: Page, act: Callable[[], object]) -> None:
    """What the page sends meanwhile goes into a socket that is dead already."""
    page.wait_for_function('window.socket.connected')
    proxy.swallow()
    act()
    page.evaluate('() => new Promise(requestAnimationFrame)')  # it has been sent by now
    proxy.reset()
    expect(badge(page)).to_have_attribute('data-state', 'offline')
    proxy.heal()
    expect(badge(page)).to_have_attribute('data-state', 'live', timeout=BACK_MS)


def test_a_switch_that_was_flipped_into_a_dead_socket_is_flipped(
    proxy: BlockingProxy, client: Page, offer: Offer, sql: Database
) -> None:
    option = switch(client, offer.activities['off'])
    lose_what_is_sent(proxy, client, option.click)
    expect(total(client)).to_have_text('€1,300', timeout=BACK_MS)
    sql('update proposal_activities set is_selected = false where id = %s', offer.activities['off'])
    expect(total(client)).to_have_text('€1,200')
    expect(option).not_to_be_checked()


def test_what_was_typed_into_a_dead_socket_is_saved_and_said_once(
    proxy: BlockingProxy, sign_in: Open, offer: Offer, sql: Database
) -> None:
    anna = sign_in()
    anna.goto(f'{proxy.url}/proposals/{offer.id}')
    live(anna)
    comment = anna.get_by_test_id('comment-input')
    comment.fill('Shall we meet at the harbour?')
    lose_what_is_sent(proxy, anna, lambda: comment.press('Enter'))
    expect(anna.get_by_test_id('comment-list')).to_contain_text('at the harbour', timeout=BACK_MS)
    expect(comment).to_have_value('')
    anna.get_by_test_id('tab-prose').click()
    letter = anna.get_by_test_id('field-intro')
    letter.fill('Dear Maria, the sea is warm.')
    lose_what_is_sent(proxy, anna, letter.blur)
    intro = "select 1 from proposals where id = %s and intro = 'Dear Maria, the sea is warm.'"
    wait_for(lambda: sql(intro, offer.id))
    field = anna.locator('.t-field').filter(has=letter)
    expect(field.get_by_role('status').filter(has_text='Saving')).to_have_count(0)
    said = sql('select body from proposal_comments where proposal_id = %s', offer.id)
    assert [each['body'] for each in said] == ['Shall we meet at the harbour?']

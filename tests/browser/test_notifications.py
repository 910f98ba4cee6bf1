"""Two people and their tabs: the count in every title at once, and what the browser tells."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import PHONE, Database, Offer, Open, live
from tests.browser.steps import ask, assert_kept, keep, look
from tests.browser.test_accessibility import audit, audit_open

SPY = """() => {
  const Real = window.Notification;
  window.told = [];
  window.Notification = new Proxy(Real, {
    construct(kind, given) {
      const made = new kind(...given);
      window.told.push(made);
      return made;
    },
    // a headless shell shows none, whatever it is granted; and says so
    get: (kind, name) => (name === 'permission' ? 'granted' : kind[name]),
  });
}"""
"""Keeps the notices that are really made."""
UNASKED = """() => {
  let answer = 'default';
  window.Notification = new Proxy(window.Notification, {
    get: (kind, name) => ({
      permission: answer,
      requestPermission: async () => { answer = 'granted'; return answer; },
    })[name] ?? kind[name],
  });
}"""
"""A browser in which nobody was asked yet, and somebody who says yes."""
TOLD = 'window.told.map(({ title, body }) => `${title}: ${body}`)'


def begin(sql: Database) -> None:
    """Whatever earlier tests left is read."""
    sql('update notifications set read_at = now() where read_at is null')


def another(page: Page, app: RunningApp, path: str) -> Page:
    """One more tab of the same person."""
    tab = page.context.new_page()
    tab.goto(f'{app.url}{path}')
    live(tab)
    return tab


def ask_more(page: Page, words: str) -> None:
    """The same client goes on; who they are is known by now."""
    page.get_by_test_id('comment-input').fill(words)
    page.get_by_test_id('comment-send').click()
    expect(page.get_by_test_id('comment-list')).to_contain_text(words)


def test_a_question_is_in_every_title_and_read_in_all_at_once(
    running_app: RunningApp, sign_in: Open, visit: Open, offer: Offer, sql: Database
) -> None:
    begin(sql)
    anna, ben = sign_in(path='/contacts'), sign_in('ben@skyline.example', '/contacts')
    tab = another(anna, running_app, '/realtime')
    keep(anna, ben, tab)
    maria = visit(offer.url)
    ask(maria, 'Is the roof room free?')
    # she has opened it too, the first time
    for page in (anna, tab):
        expect(page).to_have_title(re.compile(r'^\(2\) .* · Tradewind$'))
    toast = anna.get_by_test_id('toast').filter(has_text='commented on')
    expect(toast).to_contain_text('Is the roof room free?')
    expect(toast.get_by_role('link', name='Answer')).to_be_visible()
    assert not ben.title().startswith('(')

    anna.get_by_test_id('notification-bell').click()
    centre = anna.get_by_test_id('notification-list')
    expect(centre).to_contain_text(f'Maria commented on {offer.title}')
    audit(anna, '.t-notifpop')
    centre.get_by_role('button', name='Read all').click()
    expect(centre).not_to_contain_text('New')
    for page in (anna, tab):
        expect(page).to_have_title(re.compile(r'^[^(].* · Tradewind$'))
    anna.keyboard.press('Escape')
    expect(centre).to_have_count(0)
    assert_kept(anna, ben, tab)

    ask_more(maria, 'And the view?')
    expect(anna).to_have_title(re.compile(r'^\(1\) '))
    anna.get_by_test_id('notification-bell').click()
    centre.get_by_role('link', name='Answer').click()
    anna.wait_for_url(re.compile(f'/proposals/{offer.id}#comment-'))
    comment = (
        anna.get_by_test_id('comment-list').get_by_role('article').filter(has_text='And the view?')
    )
    expect(comment.get_by_role('button', name='Reply')).to_be_focused()
    expect(tab).to_have_title(re.compile(r'^[^(]'))


def test_the_browser_tells_it_once_while_no_tab_is_in_front(
    running_app: RunningApp, sign_in: Open, visit: Open, offer: Offer, sql: Database
) -> None:
    begin(sql)
    anna = sign_in(path='/contacts', permissions=['notifications'])
    anna.context.add_init_script(f'({SPY})()')
    anna.reload()
    live(anna)
    tab = another(anna, running_app, '/realtime')
    maria = visit(offer.url)
    look(tab, away=True)
    ask(maria, 'Seen in the other tab?')
    expect(anna.get_by_test_id('toast').filter(has_text='Seen in the other tab?')).to_be_visible()
    look(anna, away=True)
    ask_more(maria, 'Seen by nobody?')
    expect(anna).to_have_title(re.compile(r'^\(3\) '))
    expect(tab).to_have_title(re.compile(r'^\(3\) '))
    tabs = (anna, tab)
    anna.wait_for_function('navigator.locks.query().then(({ held }) => held.length === 0)')
    told = [words for page in tabs for words in page.evaluate(TOLD)]
    assert told == [f'Maria commented on {offer.title}: Seen by nobody?']
    teller = next(page for page in tabs if page.evaluate(TOLD))
    teller.evaluate('window.told[0].onclick()')
    teller.wait_for_url(re.compile(f'/proposals/{offer.id}#comment-'))


def test_a_card_offers_it_and_a_click_asks(
    running_app: RunningApp,
    sign_in: Open,
    visit: Open,
    new_offer: Callable[..., Offer],
    sql: Database,
) -> None:
    begin(sql)
    anna = sign_in(path='/contacts', viewport=PHONE, has_touch=True)
    anna.context.add_init_script(f'({UNASKED})()')
    anna.reload()
    live(anna)
    visit(new_offer().url)
    card = anna.get_by_test_id('notice-permit')
    expect(card).to_contain_text('Maria opened')
    audit(anna)
    card.get_by_role('button', name='Not now').click()
    expect(card).to_have_count(0)
    visit(new_offer().url)
    expect(anna).to_have_title(re.compile(r'^\(2\) '))
    expect(anna.get_by_test_id('toast')).to_be_visible()
    expect(card).to_have_count(0)

    anna.get_by_test_id('notification-bell').click()
    anna.get_by_role('button', name='More: Maria opened').first.click()
    audit_open(anna, '[role="menu"]')
    anna.goto(f'{running_app.url}/notifications')
    live(anna)
    audit(anna)
    anna.goto(f'{running_app.url}/settings/notifications')
    live(anna)
    switch = anna.get_by_role('switch', name='An import is done in the browser')
    switch.click()
    expect(switch).to_be_checked()
    audit(anna)
    anna.get_by_test_id('notices-turn-on').click()
    expect(anna.get_by_text('Browser notices are on here')).to_be_visible()

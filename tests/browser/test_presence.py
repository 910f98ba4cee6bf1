"""Two colleagues and a client on one proposal: who is here, writes, edits, points, reads."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Error, Locator, Page, expect

from tests.browser.app import wait_for
from tests.browser.conftest import DESKTOP, Database, Offer, Open, live, switch
from tests.eventually import S

SILENCE_MS = 12_000 * S
"""Somebody who stops is believed to write for 4 s."""
GONE_MS = 20_000 * S
"""A tab that says nothing is believed to come back for 5 s, and a colleague for 3 s more."""
NEAR_PX = 12
BEN = 'ben@skyline.example'
NOW = 'window.away = 0; const now = performance.now.bind(performance);'
SHIFTED_CLOCK = NOW + 'performance.now = () => now() + window.away;'


def faces(page: Page) -> Locator:
    """Who is on this page besides its own person."""
    return page.get_by_test_id('people-here').get_by_role('img')


def cursor(page: Page, name: str) -> Locator:
    return page.get_by_test_id('cursors').locator('.t-cursor', has_text=name)


def sent(page: Page) -> list[str]:
    """Events of elements that this page sends from now on."""
    frames: list[str] = []

    def listen(socket: Any) -> None:
        socket.on('framesent', lambda frame: frames.append(str(frame)))

    page.on('websocket', listen)
    return frames


def heard(page: Page) -> None:
    """Wait until the server has taken what the page said before."""
    page.evaluate(
        "() => window.socket.emitWithAck('ack', {"
        ' client_id: window.clientId, next_message_id: window.nextMessageId })'
    )


def test_faces_grow_grey_and_go(offer: Offer, sign_in: Open, visit: Open) -> None:
    path = f'/proposals/{offer.id}'
    anna, ben = sign_in(path=path), sign_in(BEN, path)
    expect(faces(anna)).to_have_attribute('title', 'Ben Okoro')
    expect(faces(ben)).to_have_attribute('title', 'Anna Keller')
    second = ben.context.new_page()
    second.add_init_script(SHIFTED_CLOCK)
    second.goto(ben.url)
    expect(faces(second)).to_have_attribute('title', 'Anna Keller')
    ben.close()
    expect(faces(anna)).to_have_count(1)
    second.evaluate('window.away = 121_000')
    expect(faces(anna)).to_have_attribute('title', 'Ben Okoro, away')
    second.mouse.move(300, 300)
    expect(faces(anna)).to_have_attribute('title', 'Ben Okoro')
    hide(second, True)
    expect(faces(anna)).to_have_attribute('title', 'Ben Okoro, away')
    hide(second, False)
    expect(faces(anna)).to_have_attribute('title', 'Ben Okoro')
    second.goto('about:blank')
    expect(faces(anna)).to_have_count(0, timeout=GONE_MS)


def test_a_tab_that_dies_without_a_word_is_gone_soon(offer: Offer, sign_in: Open) -> None:
    path = f'/proposals/{offer.id}'
    anna, ben = sign_in(path=path), sign_in(BEN, path)
    expect(faces(anna)).to_have_count(1)
    with pytest.raises(Error, match='crash'):
        ben.goto('chrome://crash')
    expect(faces(anna)).to_have_count(0, timeout=GONE_MS)


def test_typing_shows_on_the_other_side_and_ends(offer: Offer, sign_in: Open, visit: Open) -> None:
    anna, client = sign_in(path=f'/proposals/{offer.id}'), visit(offer.url, viewport=DESKTOP)
    ben = sign_in(BEN, f'/proposals/{offer.id}')
    theirs, ours, bens = (page.locator('.t-writing') for page in (client, anna, ben))
    client.get_by_test_id('comment-input').press_sequentially('Is it')
    expect(ours).to_contain_text('Maria (client) is writing')
    expect(theirs).to_have_text('')
    client.get_by_test_id('comment-send').click()
    expect(ours).to_have_text('')
    anna.get_by_test_id('comment-input').press_sequentially('Mostly')
    expect(theirs).to_contain_text('Anna Keller (Skyline Tours) is writing')
    expect(bens).to_contain_text('Anna Keller is writing')
    expect(theirs).to_have_text('', timeout=SILENCE_MS)
    expect(anna.get_by_test_id('comment-input')).to_have_value('Mostly')
    anna.get_by_test_id('comment-input').press_sequentially(' so')
    expect(theirs).to_contain_text('Anna Keller (Skyline Tours) is writing')
    anna.close()
    expect(theirs).to_have_text('')


def test_a_field_in_use_wears_the_name_of_who_uses_it(offer: Offer, sign_in: Open) -> None:
    path = f'/proposals/{offer.id}'
    anna, ben = sign_in(path=path), sign_in(BEN, path)
    price = anna.get_by_test_id(f'activity-{offer.activities["on"]}').locator('[data-edit=price]')
    ben.get_by_test_id(f'activity-{offer.activities["on"]}').locator('[data-edit=price]').click()
    expect(price).to_have_attribute('title', 'Ben Okoro is editing Price')
    expect(price).to_have_class(re.compile('t-busy-field'))
    ben.keyboard.press('Escape')
    expect(price).not_to_have_class(re.compile('t-busy-field'))
    ben.locator('h1 [data-edit=title]').click()
    title = anna.locator('h1 [data-edit=title]')
    expect(title).to_have_attribute('title', 'Ben Okoro is editing Title')
    ben.keyboard.press('Escape')
    for page in (anna, ben):
        page.get_by_test_id('tab-prose').click()
    ben.get_by_test_id('field-intro').click()
    letter = anna.locator('.t-field', has=anna.get_by_test_id('field-intro'))
    expect(letter).to_have_attribute('title', 'Ben Okoro is editing Letter')
    ben.get_by_test_id('field-terms').click()
    expect(letter).not_to_have_class(re.compile('t-busy-field'))
    ben.locator('h1 [data-edit=title]').click()
    expect(title).to_have_attribute('title', 'Ben Okoro is editing Title')
    ben.goto('about:blank')
    expect(title).not_to_have_class(re.compile('t-busy-field'), timeout=GONE_MS)


def test_a_cursor_points_at_the_same_thing_and_goes_with_its_owner(
    offer: Offer, sign_in: Open
) -> None:
    path = f'/proposals/{offer.id}'
    anna = sign_in(path=path)
    ben = sign_in(BEN, path, viewport={'width': 1180, 'height': 900})
    expect(faces(ben)).to_have_count(1)
    row = f'activity-{offer.activities["on"]}'
    heard(anna)
    move_over(ben, row)
    expect(cursor(anna, 'Ben')).to_be_visible()
    expect(cursor(ben, 'Ben')).to_have_count(0)
    box = anna.get_by_test_id(row).bounding_box()
    assert box

    def is_in_place() -> bool:
        found = cursor(anna, 'Ben').bounding_box()
        assert found
        x, y = found['x'] - box['x'] - box['width'] / 2, found['y'] - box['y'] - box['height'] / 2
        return abs(x) < NEAR_PX and abs(y) < NEAR_PX

    wait_for(is_in_place)
    anna.get_by_test_id('people-here').click()
    anna.get_by_test_id('cursors-switch').click()
    expect(cursor(anna, 'Ben')).to_have_count(0)
    move_over(ben, row)
    anna.get_by_test_id('cursors-switch').click()
    heard(anna)
    move_over(ben, row)
    expect(cursor(anna, 'Ben')).to_have_count(1)
    ben.close()
    expect(cursor(anna, 'Ben')).to_have_count(0, timeout=GONE_MS)


def test_what_a_client_has_in_view_is_marked(offer: Offer, sign_in: Open, visit: Open) -> None:
    anna = sign_in(path=f'/proposals/{offer.id}')
    client = visit(offer.url, viewport=DESKTOP)
    second = client.locator(f'[data-day="{offer.days[1]}"]')
    second.evaluate('day => day.scrollIntoView({ block: "center" })')
    section = anna.locator(f'section[data-row="{offer.days[1]}"]')
    seen = re.compile(r'Maria \(client\) is reading this day')
    expect(section.get_by_test_id('day-seen')).to_have_text(seen)
    expect(anna.get_by_text('Maria (client) viewing now, Day 2')).to_be_visible()
    expect(anna.locator('.t-rail .t-here')).to_contain_text(f'{offer.title} · Day 2')
    client.get_by_role('switch', name='Hide that I am reading').click()
    expect(anna.get_by_test_id('day-seen')).to_have_count(0)
    expect(faces(anna)).to_have_count(0)


def test_who_hides_sends_nothing_and_leaves_no_trace(
    offer: Offer, sign_in: Open, contexts: Callable[..., BrowserContext], sql: Database
) -> None:
    anna = sign_in(path=f'/proposals/{offer.id}')
    context = contexts(viewport=DESKTOP)
    context.add_init_script("localStorage.setItem('tradewind-hide-reading', 'yes')")
    client = context.new_page()
    frames = sent(client)
    client.goto(offer.url)
    live(client)
    client.locator(f'[data-day="{offer.days[1]}"]').scroll_into_view_if_needed()
    client.mouse.wheel(0, 300)
    client.get_by_test_id('comment-input').press_sequentially('Nobody should know')
    switch(client, offer.activities['off']).click()
    expect(anna.get_by_test_id('proposal-total')).to_have_text('€1,300')
    acts = [frame for frame in frames if '"event"' in frame or '"act"' in frame]
    assert len(acts) == 1, acts  # the switch, and nothing else
    assert '"choose"' in acts[0]
    expect(faces(anna)).to_have_count(0)
    expect(anna.locator('.t-writing')).to_have_text('')
    assert not sql('select from proposal_views where proposal_id = %s', offer.id)


def move_over(page: Page, testid: str) -> None:
    """To the middle of a row, in a few steps."""
    box = page.get_by_test_id(testid).bounding_box()
    assert box
    x, y = box['x'] + box['width'] / 2, box['y'] + box['height'] / 2
    page.mouse.move(x - 40, y)
    page.mouse.move(x, y, steps=5)


def hide(page: Page, is_hidden: bool) -> None:
    """Put the tab behind others, as far as its scripts can tell."""
    page.evaluate(
        """(hidden) => {
          Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
          document.dispatchEvent(new Event('visibilitychange'));
        }""",
        is_hidden,
    )


def test_colleagues_are_in_the_workspace_on_every_page_of_it(sign_in: Open) -> None:
    anna, ben = sign_in(path='/realtime'), sign_in(BEN, '/proposals')
    for page, name in ((anna, 'Ben Okoro'), (ben, 'Anna Keller')):
        expect(page.locator('.t-team').get_by_role('img')).to_have_attribute('title', name)
    anna.goto(anna.url + '/check')
    expect(anna.locator('.t-team').get_by_role('img')).to_have_attribute('title', 'Ben Okoro')
    anna.close()
    expect(ben.locator('.t-team').get_by_role('img')).to_have_count(0, timeout=GONE_MS)

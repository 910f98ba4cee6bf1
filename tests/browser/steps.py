"""What people do and see on their screens, in the words of the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from playwright.sync_api import Locator, Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import Database, Offer

STAYS = '() => { window.stays = true; }'
"""Marks the document: a reload would lose it."""
NOTE_STATES = """() => {
  window.states = [];
  const note = ({ target }) =>
    target.matches('[data-testid="live-badge"]') && window.states.push(target.dataset.state);
  new MutationObserver((changes) => changes.forEach(note)).observe(document, {
    subtree: true, attributes: true, attributeFilter: ['data-state'],
  });
}"""
"""Keeps what the badge says from now on: it may be over sooner than one can look twice."""
LOOK = """async (hidden) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  document.dispatchEvent(new Event('visibilitychange'));
  const said = { client_id: window.clientId, next_message_id: window.nextMessageId };
  await window.socket.emitWithAck('ack', said); // the server has heard what was said before it
}"""


def keep(*pages: Page) -> None:
    """Remember these documents, for `assert_kept`."""
    for page in pages:
        page.evaluate(STAYS)


def assert_kept(*pages: Page) -> None:
    """No page was loaded anew since `keep`."""
    for page in pages:
        assert page.evaluate('window.stays') is True


def look(page: Page, *, away: bool) -> None:
    """Another tab is in front, or this one again: while it is away, nothing is painted in it."""
    page.evaluate(LOOK, away)


def tag(node: Locator) -> None:
    """Remember this very node, for `assert_tagged`."""
    node.evaluate('(node) => { node.tagged = true; }')


def assert_tagged(node: Locator) -> None:
    """It is the same node still."""
    assert node.evaluate('(node) => node.tagged') is True


def place(spot: Locator) -> float:
    """How far below the window's top edge it is, in pixels; what a person sees of scrolling."""
    box = spot.bounding_box()
    assert box
    return round(box['y'])


def badge(page: Page) -> Locator:
    return page.get_by_test_id('live-badge').first


def total(page: Page) -> Locator:
    return page.get_by_test_id('proposal-total').first


def status(page: Page) -> Locator:
    return page.get_by_test_id('proposal-status').first


def row(page: Page, offer: Offer, name: str) -> Locator:
    """An activity of the offer, by its name there."""
    return page.get_by_test_id(f'activity-{offer.activities[name]}')


def column(sql: Database, offer: Offer, name: str, field: str) -> Any:
    """What the database holds for an activity of the offer."""
    statement = 'select * from proposal_activities where id = %s'
    (activity,) = sql(statement, offer.activities[name])
    return activity[field]


@contextmanager
def held(app: RunningApp, offer: Offer, name: str) -> Iterator[None]:
    """Nobody can save anything about this activity until the end."""
    with psycopg.connect(app.status['database_url']) as connection:
        connection.execute('set local role service_role')
        connection.execute(
            'select 1 from proposal_activities where id = %s for update',
            [offer.activities[name]],
        )
        yield


def retype(spot: Locator, field: str, words: str) -> None:
    """Click a cell of the builder, type over it, press Enter."""
    cell = spot.locator(f'[data-edit="{field}"]')
    cell.click()
    cell.locator('.t-cell__in').fill(words)
    cell.locator('.t-cell__in').press('Enter')


def ask(page: Page, words: str, name: str = 'Maria Lind') -> None:
    """A client writes a question."""
    if page.get_by_test_id('comment-name').count():
        page.get_by_test_id('comment-name').fill(name)
    page.get_by_test_id('comment-input').fill(words)
    page.get_by_test_id('comment-send').click()
    expect(page.get_by_test_id('comment-list')).to_contain_text(words)


def approve(page: Page, name: str = 'Maria Lind') -> None:
    """A client approves what stands on the button."""
    page.get_by_test_id('approve-open').click()
    page.get_by_test_id('approve-name').fill(name)
    page.get_by_role('checkbox').check()
    page.get_by_test_id('approve-confirm').click()

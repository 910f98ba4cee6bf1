"""The developer panel: break the line, act as a colleague, read along, and have it proven."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import Open
from tests.browser.steps import NOTE_STATES, badge
from tests.eventually import S

TOLD_MS = 12_000 * S
PROVEN_MS = 60_000 * S
FROZEN = 'Frozen: connections stay open and nothing passes.'


@pytest.fixture(scope='module')
def running_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    app = RunningApp(tmp_path_factory.mktemp('developer') / 'data', TRADEWIND_DEV='1')
    try:
        app.start()
        yield app
    finally:
        app.stop()


@pytest.fixture
def panel(sign_in: Open) -> Page:
    return sign_in(path='/realtime/dev')


def press(page: Page, name: str) -> None:
    page.get_by_role('button', name=name, exact=True).click()


def test_a_frozen_line_is_told_and_what_came_meanwhile_arrives(panel: Page, sign_in: Open) -> None:
    witness = sign_in(path='/proposals')
    press(panel, 'Freeze')
    expect(panel.get_by_text(FROZEN)).to_be_visible()
    for page in (panel, witness):
        expect(badge(page)).not_to_have_attribute('data-state', 'live', timeout=TOLD_MS)
    press(panel, 'Heal')
    expect(panel.get_by_text('The wire is whole.')).to_be_visible()
    for page in (panel, witness):
        expect(badge(page)).to_have_attribute('data-state', 'live', timeout=TOLD_MS)


def test_what_a_colleague_does_is_read_along_and_held_back_when_asked(panel: Page) -> None:
    messages = panel.get_by_role('log', name='Messages').get_by_role('listitem')
    said = messages.filter(has_text='proposal_comments')
    priced = messages.filter(has_text='proposal_activities')
    before = said.count(), priced.count()
    press(panel, 'Delay 1000 ms')
    expect(panel.get_by_text('held back 1000 ms')).to_be_visible()
    press(panel, 'Write a comment')
    expect(said).to_have_count(before[0] + 1, timeout=TOLD_MS)
    panel.evaluate(NOTE_STATES)
    press(panel, 'Cut')
    expect(panel.get_by_text('The connection was reset.')).to_be_visible()
    panel.wait_for_function("window.states.some((state) => state !== 'live')")
    press(panel, 'Heal')
    expect(badge(panel)).to_have_attribute('data-state', 'live', timeout=TOLD_MS)
    press(panel, 'Change a price')
    expect(priced).to_have_count(before[1] + 1, timeout=TOLD_MS)


def test_random_writes_and_faults_lose_nothing(panel: Page, sign_in: Open) -> None:
    sign_in('ben@skyline.example', path='/proposals')
    panel.get_by_label('How much').click()
    panel.get_by_role('option', name='100 writes, 5 faults').click()
    press(panel, 'Prove it')
    for name in ('lost', 'doubled', 'stale', 'leaked'):
        expect(panel.get_by_test_id(f'proof-{name}')).to_have_text('0', timeout=PROVEN_MS)
    said = re.compile(r'^Nothing was lost\. 100 writes and 5 faults in .+ 2 open pages compared\.$')
    expect(panel.get_by_test_id('proof-said')).to_have_text(said)

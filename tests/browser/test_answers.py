"""An answer that never comes leaves a way out: the words stay, and trying again does it once."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.app import RunningApp, wait_for
from tests.browser.blocking import BlockingProxy
from tests.browser.conftest import PHONE, Database, Offer, Open, live, switch
from tests.browser.steps import ask, column, retype, row, status

NO_ANSWER = 'No answer yet. Try again.'
PATIENCE_S = 9
HALF = """(field) => {
  field.value = 'see you ' + String.fromCharCode(0xD83D);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}"""
"""Half an emoji, as it is left where a text is cut."""


@pytest.fixture
def proxy(running_app: RunningApp) -> Iterator[BlockingProxy]:
    with BlockingProxy(running_app.port) as proxy:
        yield proxy


def behind(proxy: BlockingProxy, page: Page, path: str) -> Page:
    """The same person on the other side of the proxy, with a clock that can be put on."""
    page.clock.install()
    page.goto(f'{proxy.url}{path}')
    live(page)
    return page


@pytest.fixture
def client(proxy: BlockingProxy, contexts: Any, offer: Offer) -> Page:
    page = contexts(viewport=PHONE).new_page()
    return behind(proxy, page, f'/p/{offer.url.rpartition("/")[2]}')


@pytest.fixture
def anna(proxy: BlockingProxy, sign_in: Open, offer: Offer) -> Page:
    return behind(proxy, sign_in(), f'/proposals/{offer.id}')


def typing(page: Page, offer: Offer, field: str) -> Locator:
    return row(page, offer, 'on').locator(f'[data-edit="{field}"] .t-cell__in')


def test_half_an_emoji_is_taken_like_any_other_text(
    visit: Open, sign_in: Open, offer: Offer, sql: Database
) -> None:
    client = visit(offer.url)
    client.get_by_test_id('comment-name').fill('Maria Lind')
    client.get_by_test_id('comment-input').evaluate(HALF)
    client.get_by_test_id('comment-send').click()
    expect(client.get_by_test_id('comment-list')).to_contain_text('see you \ufffd')
    anna = sign_in(path=f'/proposals/{offer.id}')
    row(anna, offer, 'on').locator('[data-edit="title"]').click()
    typing(anna, offer, 'title').evaluate(HALF)
    typing(anna, offer, 'title').press('Enter')
    wait_for(lambda: column(sql, offer, 'on', 'title') == 'see you \ufffd')
    comment = anna.get_by_test_id('comment-input')
    comment.evaluate(HALF)
    comment.press('Enter')
    expect(comment).to_have_value('')
    client.get_by_test_id('approve-open').click()
    client.get_by_test_id('approve-name').evaluate(HALF)
    client.get_by_role('checkbox').check()
    client.get_by_test_id('approve-confirm').click()
    expect(status(anna)).to_have_text('Approved')


def test_a_question_without_an_answer_can_be_sent_again_and_is_said_once(
    proxy: BlockingProxy, client: Page, offer: Offer, sql: Database
) -> None:
    ask(client, 'First')
    box, send = client.get_by_test_id('comment-input'), client.get_by_test_id('comment-send')
    box.fill('Is the sea warm?')
    proxy.swallow()
    send.click()
    client.clock.run_for(PATIENCE_S * 1000)
    expect(client.locator('.p-ask').get_by_role('alert')).to_have_text(NO_ANSWER)
    expect(box).to_have_value('Is the sea warm?')
    send.click()
    proxy.heal()
    expect(box).to_have_value('')
    expect(client.get_by_role('alert')).to_have_count(0)
    said = sql('select body from proposal_comments where proposal_id = %s', offer.id)
    assert sorted(each['body'] for each in said) == ['First', 'Is the sea warm?']


def test_an_approval_without_an_answer_can_be_given_again(
    proxy: BlockingProxy, client: Page, offer: Offer, sql: Database
) -> None:
    client.get_by_test_id('approve-open').click()
    client.get_by_test_id('approve-name').fill('Maria Lind')
    client.get_by_role('checkbox').check()
    proxy.swallow()
    client.get_by_test_id('approve-confirm').click()
    client.clock.run_for(PATIENCE_S * 1000)
    expect(client.get_by_test_id('approve-refused')).to_have_text(NO_ANSWER)
    client.get_by_test_id('approve-confirm').click()
    proxy.heal()
    expect(client.get_by_role('heading', name='It is settled')).to_be_visible()
    assert len(sql('select 1 from proposal_approvals where proposal_id = %s', offer.id)) == 1


def test_a_switch_without_an_answer_goes_back_and_says_so(
    proxy: BlockingProxy, client: Page, offer: Offer
) -> None:
    option = switch(client, offer.activities['off'])
    proxy.swallow()
    option.click()
    expect(option).to_be_checked()
    client.clock.run_for(PATIENCE_S * 1000)
    expect(option).not_to_be_checked()
    expect(client.get_by_role('alert').filter(has_text=NO_ANSWER)).to_be_visible()
    proxy.heal()
    expect(option).to_be_checked()


def test_a_cell_without_an_answer_comes_back_and_a_late_one_closes_it(
    proxy: BlockingProxy, anna: Page, offer: Offer, sql: Database
) -> None:
    title = row(anna, offer, 'on').locator('[data-edit="title"]')
    proxy.swallow()
    retype(row(anna, offer, 'on'), 'title', 'Supper by boat')
    anna.clock.run_for(PATIENCE_S * 1000)
    expect(title.get_by_role('alert')).to_have_text(NO_ANSWER)
    expect(typing(anna, offer, 'title')).to_be_editable()
    expect(typing(anna, offer, 'title')).to_have_value('Supper by boat')
    proxy.heal()
    expect(title).to_have_text('Supper by boat')
    expect(typing(anna, offer, 'title')).to_have_count(0)


def test_who_types_on_when_no_answer_came_is_in_no_conflict_with_themselves(
    proxy: BlockingProxy, anna: Page, offer: Offer, sql: Database
) -> None:
    proxy.swallow()
    retype(row(anna, offer, 'on'), 'title', 'Supper by boat')
    anna.clock.run_for(PATIENCE_S * 1000)
    typing(anna, offer, 'title').fill('Supper by sail')
    typing(anna, offer, 'title').press('Enter')
    proxy.heal()
    wait_for(lambda: column(sql, offer, 'on', 'title') == 'Supper by sail')
    expect(typing(anna, offer, 'title')).to_have_count(0)
    expect(anna.get_by_test_id('conflict')).to_have_count(0)


def test_a_field_without_an_answer_keeps_its_words_and_saves_them_once(
    proxy: BlockingProxy, anna: Page, offer: Offer, sql: Database
) -> None:
    comment = anna.get_by_test_id('comment-input')
    proxy.swallow()
    comment.fill('Shall we meet?')
    comment.press('Enter')
    anna.clock.run_for(PATIENCE_S * 1000)
    field = anna.locator('.t-field').filter(has=comment)
    expect(field.get_by_role('alert')).to_have_text(NO_ANSWER)
    comment.press('Enter')
    proxy.heal()
    expect(comment).to_have_value('')
    expect(field.get_by_role('alert')).to_have_count(0)
    said = sql('select body from proposal_comments where proposal_id = %s', offer.id)
    assert [each['body'] for each in said] == ['Shall we meet?']

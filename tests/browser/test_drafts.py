"""What was typed comes back after a reload, and claims no change that nobody made."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.app import wait_for
from tests.browser.conftest import Database, Offer, Open, live
from tests.browser.steps import column, row

OF_ACTIVITY = {'title': 'Supper by boat', 'note': 'Five stops', 'price': '92.50'}
OF_DAY = {'title': 'A day at sea', 'body': 'First line.\nSecond line.'}


def cells(page: Page, offer: Offer) -> list[tuple[Locator, str]]:
    """Every kind of cell, with words for it."""
    activity = page.get_by_test_id(f'activity-{offer.activities["on"]}')
    day = page.locator(f'section[data-row="{offer.days[0]}"]')
    head, body = day.locator('[data-edit="title"]').first, day.locator('[data-edit="body"]')
    return [
        (page.locator('[data-row="proposal"] [data-edit="title"]'), 'Madeira, slowly'),
        (head, OF_DAY['title']),
        (body, OF_DAY['body']),
        *((activity.locator(f'[data-edit="{name}"]'), said) for name, said in OF_ACTIVITY.items()),
    ]


def reload(page: Page) -> None:
    page.reload()
    live(page)


def rename(page: Page, witness: Page, sql: Database, offer: Offer, words: str) -> None:
    """The title of an activity is changed while the page is away; the server knows it by then."""
    page.goto('about:blank')
    statement = 'update proposal_activities set title = %s where id = %s'
    sql(statement, words, offer.activities['on'])
    expect(row(witness, offer, 'on').locator('[data-edit="title"]')).to_have_text(words)
    page.go_back()
    live(page)


def test_a_draft_of_an_unchanged_cell_is_simply_there_again(
    sign_in: Open, offer: Offer, sql: Database
) -> None:
    sql("update proposal_days set body = 'By bus.' where proposal_id = %s", offer.id)
    page = sign_in(path=f'/proposals/{offer.id}')
    for cell, words in cells(page, offer):
        cell.click()
        typing = cell.locator('.t-cell__in')
        typing.fill(words)
        reload(page)
        expect(typing).to_have_value(words)
        expect(page.locator('.t-theirs')).to_have_count(0)
        typing.press('Escape')
        reload(page)
        expect(page.locator('.t-cell__in')).to_have_count(0)


def test_a_draft_of_an_unchanged_cell_saves_without_a_question(
    sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    cell = page.get_by_test_id(f'activity-{offer.activities["on"]}').locator('[data-edit="price"]')
    cell.click()
    cell.locator('.t-cell__in').fill('92.50')
    reload(page)
    cell.locator('.t-cell__in').press('Enter')
    expect(cell).to_contain_text('€185')
    expect(page.get_by_test_id('conflict')).to_have_count(0)


@pytest.mark.parametrize('choice', ['Take it', 'Keep mine'])
def test_a_draft_of_a_changed_cell_asks_once(
    choice: str, sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    cell = page.get_by_test_id(f'activity-{offer.activities["on"]}').locator('[data-edit="title"]')
    cell.click()
    cell.locator('.t-cell__in').fill('Mine')
    rename(page, sign_in('ben@skyline.example', f'/proposals/{offer.id}'), sql, offer, 'Theirs')
    expect(cell.locator('.t-theirs')).to_contain_text('Somebody changed this to Theirs')
    cell.get_by_role('button', name=choice).click()
    said = 'Mine' if choice == 'Keep mine' else 'Theirs'
    expect(cell).to_have_text(said)
    wait_for(lambda: column(sql, offer, 'on', 'title') == said)
    expect(page.locator('.t-theirs')).to_have_count(0)
    expect(page.get_by_test_id('conflict')).to_have_count(0)


def test_a_draft_that_was_saved_meanwhile_is_over(
    sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    cell = page.get_by_test_id(f'activity-{offer.activities["on"]}').locator('[data-edit="title"]')
    cell.click()
    cell.locator('.t-cell__in').fill('Supper by boat')
    witness = sign_in('ben@skyline.example', f'/proposals/{offer.id}')
    rename(page, witness, sql, offer, 'Supper by boat')
    expect(cell).to_have_text('Supper by boat')
    expect(page.locator('.t-cell__in')).to_have_count(0)


def test_a_draft_of_a_field_asks_only_where_its_row_has_changed(
    sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    comment = page.get_by_test_id('comment-input')
    comment.fill('On my way')
    comment.press('End')
    page.wait_for_function("Object.keys(sessionStorage).some((key) => key.includes('comment'))")
    page.get_by_test_id('tab-prose').click()
    for name in ('subtitle', 'intro'):
        field = page.get_by_test_id(f'field-{name}')
        field.focus()
        field.fill('Mine')
        page.wait_for_function(f"Object.keys(sessionStorage).some((k) => k.endsWith('{name}'))")
        reload(page)
        expect(comment).to_have_value('On my way')
        page.get_by_test_id('tab-prose').click()
        expect(field).to_have_value('Mine')
        expect(page.locator('.t-theirs')).to_have_count(0)
        field.focus()
        page.goto('about:blank')
        sql(f'update proposals set {name} = %s where id = %s', 'Theirs', offer.id)
        page.go_back()
        live(page)
        page.get_by_test_id('tab-prose').click()
        expect(page.locator('.t-theirs')).to_contain_text('Somebody changed this to Theirs')
        page.get_by_role('button', name='Keep mine').click()
        wait_for(lambda name=name: said(sql, offer, name) == 'Mine')


def said(sql: Database, offer: Offer, name: str) -> str:
    (proposal,) = sql('select * from proposals where id = %s', offer.id)
    return str(proposal[name])

"""The dashboard of two operators: counters roll in place, questions are answered in place."""

from collections.abc import Callable
from uuid import uuid4

from playwright.sync_api import BrowserContext, Locator, Page, expect

from services.demo.content import SKYLINE
from services.demo.people import key_id
from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, PHONE, Database, Open, live

BEN = 'ben@skyline.example'


def number(page: Page, counter: str) -> Locator:
    return page.get_by_test_id(f'counter-{counter}').locator('b')


def test_counters_roll_in_place_and_a_question_is_answered_where_it_stands(
    sign_in: Open, sql: Database
) -> None:
    sql("update proposal_comments set is_resolved = false where body like 'We sleep badly%%'")
    sql("update proposal_comments set deleted_at = now() where body like '%%above the garden.'")
    anna, ben = sign_in(path='/'), sign_in(BEN, '/', viewport=PHONE)
    expect(anna.get_by_role('heading', level=1)).to_contain_text('Anna')
    before = int(number(anna, 'contacts').inner_text())
    number(anna, 'contacts').evaluate('node => { node.mine = true; }')
    sql(
        'insert into contacts (organization_id, full_name)'
        " select %s, 'Guest ' || n from generate_series(1, 30) n",
        key_id(SKYLINE.key),
    )
    for page in (anna, ben):
        expect(number(page, 'contacts')).to_have_text(str(before + 30))
    assert number(anna, 'contacts').evaluate('node => node.mine')
    expect(anna.get_by_role('navigation', name='Main', exact=True)).to_contain_text(
        str(before + 30)
    )

    # what is typed stays while the row moves, and until it is saved
    rows = anna.get_by_test_id('waiting').get_by_role('listitem')
    count = rows.count()
    assert count > 1
    rows.nth(1).get_by_role('button', name='Answer').click()
    field = anna.get_by_test_id('answer-input')
    expect(field).to_be_focused()
    anna.keyboard.type('There is a quieter room ')
    sql('update proposal_comments set is_resolved = true where id = %s', key(rows.nth(0)))
    expect(rows).to_have_count(count - 1)
    expect(field).to_be_focused()
    anna.keyboard.type('above the garden.')
    expect(field).to_have_value('There is a quieter room above the garden.')
    anna.keyboard.press('Enter')
    expect(rows).to_have_count(max(count - 2, 0))
    expect(ben.get_by_test_id('waiting').get_by_role('listitem')).to_have_count(count - 2)
    found = sql("select count(*) from proposal_comments where body like '%%above the garden.'")
    assert found == [{'count': 1}]


def key(row: Locator) -> str:
    return str(row.get_attribute('data-key'))


def test_first_steps_tick_themselves_off_and_may_be_done_without(
    running_app: RunningApp, contexts: Callable[..., BrowserContext], sql: Database
) -> None:
    page, name = contexts(viewport=DESKTOP).new_page(), f'Slow Rivers {uuid4().hex[:8]}'
    page.goto(f'{running_app.url}/signup')
    for field, words in (
        ('organization', name), ('full_name', 'Ida Holm'),
        ('email', f'{uuid4().hex[:8]}@rivers.example'), ('password', 'long enough'),
    ):  # fmt: skip
        page.get_by_test_id(f'login-{field}').fill(words)
    page.get_by_test_id('login-submit').click()
    page.wait_for_url(f'{running_app.url}/')
    live(page)
    card = page.get_by_test_id('first-steps')
    for step in ('contact', 'proposal', 'share', 'view'):
        expect(card.get_by_test_id(f'first-{step}')).to_have_attribute('data-done', 'false')
    sql(
        'insert into contacts (organization_id, full_name)'
        " select id, 'Sofia' from organizations where name = %s",
        name,
    )
    expect(card.get_by_test_id('first-contact')).to_have_attribute('data-done', 'true')
    card.get_by_role('button', name='Do without').click()
    expect(card).to_be_hidden()
    page.reload()
    live(page)
    expect(number(page, 'contacts')).to_have_text('1')
    expect(card).to_be_hidden()

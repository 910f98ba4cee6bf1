"""One contact in two people's browsers: who is where, what is asked, what stays in place."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser.app import RunningApp
from tests.browser.conftest import Database, Open
from tests.browser.steps import assert_kept, keep, look


@pytest.fixture
def path(running_app: RunningApp, sql: Database) -> Iterator[str]:
    """The page of a contact of this test's own."""
    id = uuid4()
    sql(
        'insert into contacts (id, organization_id, full_name, city, tags)'
        " select %s, organization_id, 'Marta Ruiz', 'Vigo', '{hiking}'"
        ' from proposals where id = %s',
        id,
        running_app.status['demo_proposal_id'],
    )
    yield f'/contacts/{id}'
    sql('update contacts set deleted_at = now() where id = %s', id)


def test_two_people_at_one_contact(path: str, sign_in: Open) -> None:
    anna, ben = sign_in(path=path), sign_in('ben@skyline.example', path=path)
    keep(anna, ben)
    mine, theirs = (page.get_by_test_id('contact-field-city') for page in (anna, ben))

    # presence: on the page, and in the field
    expect(anna.get_by_test_id('people-here')).to_have_accessible_name('Here now: Ben Okoro')
    theirs.focus()
    field = anna.locator('.t-busy-field')
    expect(field).to_have_attribute('title', 'Ben Okoro is editing City')
    theirs.blur()
    expect(field).to_have_count(0)

    # one field, two values
    look(anna, away=True)
    theirs.fill('Porto')
    theirs.press('Enter')
    expect(ben.locator('.t-prop', has=theirs)).to_contain_text('Saved')
    theirs.blur()
    mine.fill('Lisbon')
    mine.press('Enter')
    dialog = anna.get_by_role('dialog')
    expect(dialog).to_contain_text('Ben Okoro changed this while you were writing')
    expect(dialog).to_contain_text('Marta Ruiz, 1 field')
    dialog.get_by_role('button', name='Keep all mine').click()
    look(anna, away=False)
    for each in (mine, theirs):
        expect(each).to_have_value('Lisbon')

    # tags of both, by keyboard alone; the name in both heads
    ben.get_by_test_id('add-tag').press_sequentially('kayak')
    ben.keyboard.press('Enter')
    anna.get_by_role('button', name='Remove hiking').press('Enter')
    for page in (anna, ben):
        expect(page.locator('.t-tag[data-key]')).to_have_text(['kayak'])
    title = anna.locator('h1 [data-edit="full_name"]')
    title.click()
    title.locator('.t-cell__in').fill('Marta Ruiz Vega')
    anna.keyboard.press('Enter')
    expect(ben.get_by_role('heading', level=1)).to_have_text('Marta Ruiz Vega')
    assert_kept(anna, ben)

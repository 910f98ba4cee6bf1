"""Whoever presses twice wants one: buttons that make something make it once."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Database, Offer, Open

Press = Callable[[Page], object]


def double_click(page: Page) -> None:
    page.get_by_test_id('new-proposal-create').dblclick()


def enter_twice(page: Page) -> None:
    page.get_by_test_id('new-proposal-title').press('Enter')
    page.keyboard.press('Enter')


@pytest.mark.parametrize('press', [double_click, enter_twice])
def test_pressing_create_twice_makes_one_proposal_and_one_contact(
    press: Press, sign_in: Open, offer: Offer, sql: Database
) -> None:
    page = sign_in()
    title, name = f'{offer.title} by {press.__name__}', f'Rui {press.__name__} {offer.title}'
    page.get_by_test_id('proposal-new').click()
    page.get_by_test_id('new-proposal-client').fill(name)
    page.get_by_test_id('new-proposal-title').fill(title)
    press(page)
    page.wait_for_url(re.compile('/proposals/[0-9a-f-]{36}'))
    expect(page.get_by_title('Client', exact=True)).to_contain_text(name)
    assert len(sql('select id from proposals where title = %s', title)) == 1
    assert len(sql('select id from contacts where full_name = %s', name)) == 1


def test_pressing_add_twice_makes_one_contact(sign_in: Open, offer: Offer, sql: Database) -> None:
    page = sign_in(path=f'/proposals/{offer.id}')
    name = f'Ana {offer.title}'
    page.get_by_title('Client', exact=True).click()
    page.get_by_test_id('client-search').fill(name)
    page.get_by_role('button', name=f'Add {name}').dblclick()
    expect(page.get_by_title('Client', exact=True)).to_contain_text(name)
    assert len(sql('select id from contacts where full_name = %s', name)) == 1

"""Plain mode: without anything that is only speed, two people still see each other's changes."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, PASSWORD, Database, live, make_offer, switch
from tests.browser.steps import assert_tagged, tag, total


@pytest.fixture(scope='module')
def plain_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    app = RunningApp(tmp_path_factory.mktemp('plain') / 'data', TRADEWIND_PLAIN='1')
    try:
        app.start()
        yield app
    finally:
        app.stop()


def sign_in(app: RunningApp, page: Page, path: str) -> None:
    page.goto(f'{app.url}/login')
    page.get_by_test_id('login-email').fill('anna@skyline.example')
    page.get_by_test_id('login-password').fill(PASSWORD)
    page.get_by_test_id('login-submit').click()
    page.wait_for_url(f'{app.url}/')
    page.goto(f'{app.url}{path}')
    live(page)


def test_a_client_s_choice_reaches_the_operator_in_place(
    plain_app: RunningApp, contexts: Callable[..., BrowserContext]
) -> None:
    offer = make_offer(plain_app, Database(plain_app.status['database_url']))
    anna, client = contexts(viewport=DESKTOP).new_page(), contexts(viewport=DESKTOP).new_page()
    sign_in(plain_app, anna, f'/proposals/{offer.id}')
    client.goto(offer.url)
    live(client)
    expect(total(anna)).to_have_text('€1,200')
    tag(total(anna))
    switch(client, offer.activities['off']).click()
    expect(total(anna)).to_have_text('€1,300')
    assert_tagged(total(anna))

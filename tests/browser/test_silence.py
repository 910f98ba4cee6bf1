"""Nothing fails in silence, and what is empty says so in its own words."""

from playwright.sync_api import expect

from tests.browser.app import RunningApp
from tests.browser.conftest import Database, Offer, Open


def test_a_form_whose_answer_says_nothing_says_something(
    running_app: RunningApp, contexts: Open
) -> None:
    page = contexts().new_page()
    page.route('**/login', lambda route: (
        route.fulfill(status=500, json={}) if route.request.method == 'POST' else route.continue_()
    ))  # fmt: skip
    page.goto(f'{running_app.url}/login')
    page.get_by_test_id('login-email').fill('anna@skyline.example')
    page.get_by_test_id('login-password').fill('tradewind-demo')
    page.get_by_test_id('login-submit').click()
    expect(page.get_by_role('alert')).to_contain_text('What you typed is kept')


def test_signing_out_without_a_network_says_that_one_is_still_signed_in(sign_in: Open) -> None:
    page = sign_in()
    page.get_by_role('button', name='Anna Keller, account').first.click()
    leave = page.get_by_role('menuitem', name='Sign out', exact=True)
    expect(leave).to_be_visible()
    page.context.set_offline(True)
    leave.click()
    expect(page.get_by_role('alert').filter(has_text='still signed in')).to_be_visible()


def test_a_version_that_changed_nothing_says_so(sign_in: Open, offer: Offer, sql: Database) -> None:
    sql(
        'insert into proposal_versions (proposal_id, number, total, snapshot)'
        " select id, number, 0, jsonb_build_object('proposal', to_jsonb(each),"
        " 'days', '[]'::jsonb, 'activities', '[]'::jsonb)"
        ' from proposals each, generate_series(6, 8) number where id = %s',
        offer.id,
    )
    page = sign_in(path=f'/proposals/{offer.id}')
    page.get_by_test_id('tab-history').click()
    equal = page.get_by_test_id('versions').locator('.t-card').filter(has_text='Version 7')
    expect(equal).to_contain_text('The same as the version before.')

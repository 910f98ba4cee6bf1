"""axe on every main screen, in both themes: WCAG 2.2 A and AA, and its best practice."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from tests.browser.app import RunningApp, wait_for
from tests.browser.conftest import DESKTOP, PHONE, Database, Offer, Open, live, switch
from tests.browser.steps import approve, ask, row
from tests.browser.test_conflicts import clash

RULES = {
    'type': 'tag',
    'values': ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
}
COLOURS = {'type': 'rule', 'values': ['color-contrast', 'link-in-text-block']}
"""What a theme may change; everything else was judged in the other one."""
RUN = """async ([place, runOnly]) => {
  const how = { runOnly, resultTypes: ['violations'], preload: false };
  const found = await axe.run(place, how);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, any, all, none }) =>
    [id, target.join(' '), html.slice(0, 200), [...any, ...all, ...none][0]?.message].join(' | ')));
}"""
STILL = """() => document.getAnimations().every(({ playState, effect }) =>
  playState !== 'running' || effect.getComputedTiming().iterations === Infinity)"""
PAGE = 'html'
DIALOG, MENU = '[role="dialog"]', '[role="menu"]'


def audit(page: Page, place: str = PAGE) -> None:
    """axe finds nothing there, light and dark."""
    if not page.evaluate('"axe" in window'):
        page.evaluate(AXE_SCRIPT)  # not as a tag, which a stricter policy would refuse
    for theme, rules in (('light', RULES), ('dark', COLOURS)):
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        expect(page.locator('body')).to_contain_class(f'body--{theme}')
        page.wait_for_function(STILL)  # what fades has no contrast of its own
        assert page.evaluate(RUN, [place, rules]) == [], (page.url, theme)


def audit_open(page: Page, place: str) -> None:
    """The same for what has just been opened, and Escape closes it.

    Only the thing itself: a menu hangs at the end of the body, outside the landmarks that axe
    wants around everything, and the page behind it is looked at without it.
    """
    expect(page.locator(place)).to_be_visible()
    audit(page, place)
    page.keyboard.press('Escape')
    expect(page.locator(place)).to_have_count(0)


def visited(visit: Open, offer: Offer, sql: Database) -> Page:
    """A client is there and known to be, so that no toast says so later on and fades meanwhile."""
    page = visit(offer.url)
    wait_for(lambda: sql('select 1 from proposal_views where proposal_id = %s', offer.id))
    return page


def test_the_way_in(running_app: RunningApp, contexts: Callable[..., Any]) -> None:
    page = contexts(viewport=DESKTOP).new_page()
    for path in ('/signup', '/p/nothing', '/nothing', '/login'):
        page.goto(f'{running_app.url}{path}')
        page.wait_for_load_state('networkidle')
        audit(page)
    page.get_by_test_id('login-email').fill('nobody@skyline.example')
    page.get_by_test_id('login-password').fill('wrong')
    page.keyboard.press('Enter')
    expect(page.get_by_role('alert')).to_contain_text('do not match')
    audit(page)


def test_the_list(sign_in: Open, visit: Open, offer: Offer, sql: Database) -> None:
    visited(visit, offer, sql)
    page = sign_in()
    expect(
        page.get_by_role('group', name='Clients here now').get_by_role('link', name=offer.title)
    ).to_be_visible()
    audit(page)
    page.get_by_role('button', name='More about this proposal').first.click()
    audit_open(page, MENU)
    page.get_by_role('button', name='Filter').click()
    audit_open(page, MENU)
    page.get_by_role('button', name='Connection details').click()
    audit_open(page, DIALOG)
    page.get_by_test_id('proposal-new').click()
    audit_open(page, DIALOG)
    page.get_by_role('searchbox').fill('no such trip')
    expect(page.locator('.t-line')).to_have_count(0)
    audit(page)


def test_the_list_before_there_is_anything_and_when_it_is_long(
    running_app: RunningApp, contexts: Callable[..., Any], sql: Database
) -> None:
    page = contexts(viewport=DESKTOP).new_page()
    page.goto(f'{running_app.url}/signup')
    page.get_by_label('Organization').fill('Northern Sails')
    page.get_by_label('Your name').fill('Ida Holm')
    email = f'{uuid4().hex[:8]}@sails.example'
    page.get_by_test_id('login-email').fill(email)
    page.get_by_test_id('login-password').fill('a long enough phrase')
    page.keyboard.press('Enter')
    page.wait_for_url(f'{running_app.url}/')
    live(page)
    audit(page)
    page.goto(f'{running_app.url}/proposals')
    live(page)
    audit(page)
    sql(
        'insert into proposals (organization_id, owner_id, title, status)'
        " select organization_id, id, 'Trip ' || number, 'void'"
        ' from profiles, generate_series(1, 100) as number where email = %s',
        email,
    )
    expect(page.get_by_role('button', name='Show all')).to_be_visible()
    audit(page)


def test_contacts(sign_in: Open) -> None:
    page = sign_in(path='/contacts')
    expect(page.locator('.t-line--plain').first).to_be_visible()
    audit(page)
    page.get_by_test_id('contact-new').click()
    audit_open(page, DIALOG)
    page.get_by_role('link', name='Hanna Kowalczyk').click()
    expect(page.get_by_test_id('contact-field-notes')).to_be_visible()
    live(page)
    audit(page)
    page.get_by_role('button', name='Stage: Customer').click()
    audit_open(page, MENU)


def test_the_builder(sign_in: Open, visit: Open, offer: Offer, sql: Database) -> None:
    ask(visited(visit, offer, sql), 'Is it far?')
    sign_in('ben@skyline.example', path=f'/proposals/{offer.id}')
    page = sign_in(path=f'/proposals/{offer.id}')
    expect(page.get_by_test_id('people-here').get_by_role('img')).to_have_count(2)
    expect(page.get_by_test_id('comment-list')).to_contain_text('Is it far?')
    for tab in ('prose', 'views', 'history'):
        page.get_by_test_id(f'tab-{tab}').click()
        expect(page.get_by_test_id(f'tab-{tab}')).to_have_attribute('aria-selected', 'true')
        audit(page, '[role="tabpanel"]:not(.t-hidden)')
    page.get_by_test_id('tab-itinerary').click()
    page.get_by_test_id('people-here').click()
    audit_open(page, DIALOG)
    page.get_by_role('button', name='Add dates').click()
    audit_open(page, DIALOG)
    page.get_by_role('button', name='Share').first.click()
    audit_open(page, DIALOG)
    row(page, offer, 'on').locator('.t-act__grip').click()
    audit_open(page, MENU)


def test_the_builder_of_a_full_proposal(
    running_app: RunningApp, sign_in: Open, sql: Database
) -> None:
    """Long titles, notes, pictures, comments and versions stand close together."""
    (known,) = sql("select id from proposals where title = 'Madeira, slowly' and not is_template")
    for size in (DESKTOP, PHONE):
        page = sign_in(path=f'/proposals/{known["id"]}', viewport=size)
        audit(page)
    page.goto(f'{running_app.url}/proposals/{known["id"]}/preview')
    live(page)
    audit(page)


def test_a_conflict(sign_in: Open, offer: Offer, sql: Database) -> None:
    path = f'/proposals/{offer.id}'
    anna, ben = sign_in(path=path), sign_in('ben@skyline.example', path=path)
    clash(anna, ben, offer, sql)
    audit_open(anna, DIALOG)
    audit(anna, '[data-testid="conflicts"]')


@pytest.mark.parametrize('size', [DESKTOP, PHONE], ids=['desktop', 'phone'])
def test_the_public_proposal(visit: Open, offer: Offer, sql: Database, size: Any) -> None:
    page = visit(offer.url, viewport=size)
    ask(page, 'Is it calm?')
    audit(page)
    sql('update proposal_activities set price = 60 where id = %s', offer.activities['off'])
    expect(page.get_by_test_id('changes')).to_be_visible()
    page.get_by_test_id('approve-confirm').click()
    expect(page.get_by_role('alert')).to_be_visible()
    audit(page)
    page.get_by_role('button', name='It is not for us').click()
    audit(page)
    page.get_by_role('button', name='Keep deciding').click()
    approve(page)
    expect(page.get_by_role('heading', name='It is settled')).to_be_visible()
    audit(page)


def test_the_public_proposal_that_is_only_looked_at(
    offer: Offer, visit: Open, sql: Database
) -> None:
    page = visit(offer.url)
    sql("update share_links set scope = 'view' where id = %s", offer.link_id)
    expect(switch(page, offer.activities['off'])).to_have_count(0)
    live(page)
    audit(page)
    sql('update share_links set revoked_at = now() where id = %s', offer.link_id)
    expect(page.get_by_role('heading', level=1)).to_contain_text('no longer opens')
    audit(page)


@pytest.mark.parametrize('size', [DESKTOP, PHONE], ids=['desktop', 'phone'])
def test_the_figures_and_checks_of_the_line(
    running_app: RunningApp, sign_in: Open, size: Any
) -> None:
    page = sign_in(path='/realtime', viewport=size)
    audit(page)
    page.goto(f'{running_app.url}/realtime/check')
    live(page)
    expect(page.get_by_test_id('check-proposals')).to_be_visible()
    audit(page)

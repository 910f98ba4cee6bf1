"""A running app, a browser, and people in it: two contexts are two people."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from psycopg.rows import dict_row

from services.proposals.share_links import ShareTokens
from tests.browser import chromium
from tests.browser.app import RunningApp
from tests.eventually import S

PASSWORD = 'tradewind-demo'
DESKTOP = {'width': 1440, 'height': 900}
PHONE = {'width': 390, 'height': 844}
expect.set_options(timeout=int(8000 * S))
GIVES_WAY = 5
"""Times that SQL from outside may be refused because somebody saves the same row."""
LIVE_MS = 20_000 * S
"""A starved server may answer a page's first join late; one without an answer is tried again."""


@pytest.fixture(scope='package')
def running_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """Ends with this folder: an app at rest takes a few per cent of a core from what follows."""
    app = RunningApp(tmp_path_factory.mktemp('browser') / 'data')
    try:
        app.start()
        yield app
    finally:
        app.stop()


@pytest.fixture(scope='package')
def browser() -> Iterator[Browser]:
    """Ends with this folder: while Playwright is there, no other test can have an event loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.ARGUMENTS
        )
        yield browser
        browser.close()


class Database:
    """SQL from outside the app, as a script or a colleague's tool would send it."""

    def __init__(self, url: str) -> None:
        self._url = url

    def __call__(self, statement: str, *values: Any, role: str = 'service_role') -> list[Any]:
        for _ in range(GIVES_WAY):
            # who has not locked the proposal first gives way to whoever has, and comes again
            with suppress(psycopg.errors.LockNotAvailable):
                return self._run(statement, values, role)
        return self._run(statement, values, role)

    def _run(self, statement: str, values: tuple[Any, ...], role: str) -> list[Any]:
        with psycopg.connect(self._url, row_factory=dict_row) as connection:
            connection.execute(f'set local role {role}')
            cursor = connection.execute(statement, values)
            return cursor.fetchall() if cursor.description else []


@pytest.fixture(scope='package')
def sql(running_app: RunningApp) -> Database:
    return Database(running_app.status['database_url'])


@dataclass
class Offer:
    """A sent proposal of its own for one test: two days, one fixed and two optional activities."""

    id: UUID
    link_id: UUID
    url: str
    title: str
    days: list[UUID] = field(default_factory=list)
    activities: dict[str, UUID] = field(default_factory=dict)
    """By name: `fixed` (€1,000 group), `on` (€100 each, chosen), `off` (€50 each, not chosen)."""


@pytest.fixture
def offer(new_offer: Callable[..., Offer]) -> Offer:
    return new_offer()


@pytest.fixture
def new_offer(running_app: RunningApp, sql: Database) -> Iterator[Callable[..., Offer]]:
    """Makes offers that are away after the test, or each list would be longer than the last."""
    made: list[Offer] = []

    def make(**fields: Any) -> Offer:
        made.append(make_offer(running_app, sql, **fields))
        return made[-1]

    yield make
    for each in made:
        sql('update proposals set deleted_at = now() where id = %s', each.id)


def make_offer(app: RunningApp, sql: Database, *, scope: str = 'approve') -> Offer:
    title = f'Trip {uuid4().hex[:6]}'
    (profile,) = sql('select * from profiles where email = %s', 'anna@skyline.example')
    (contact,) = sql(
        'insert into contacts (organization_id, full_name) values (%s, %s) returning id',
        *(profile['organization_id'], 'Maria Lind'),
    )
    (proposal,) = sql(
        'insert into proposals (organization_id, owner_id, client_id, title, status, cover,'
        " travellers, intro) values (%s, %s, %s, %s, 'sent', 'asset:madeira', 2, 'Dear Maria.')"
        ' returning id',
        *(profile['organization_id'], profile['id'], contact['id'], title),
    )
    (link,) = sql(
        'insert into share_links (proposal_id, label, scope) values (%s, %s, %s) returning id',
        *(proposal['id'], 'Maria', scope),
    )
    secret = (app.data / 'secret').read_text().strip()
    token = ShareTokens(secret).token(link['id'])
    made = Offer(id=proposal['id'], link_id=link['id'], url=f'{app.url}/p/{token}', title=title)
    for name in ('Arrival', 'By the sea'):
        (day,) = sql(
            'insert into proposal_days (proposal_id, title) values (%s, %s) returning id',
            *(proposal['id'], name),
        )
        made.days.append(day['id'])
    for name, day, heading, price, unit, optional, chosen in (
        ('fixed', 0, 'Quinta above the town', 1000, 'per_group', False, False),
        ('on', 0, 'Supper walk', 100, 'per_person', True, True),
        ('off', 1, 'Sunset kayak', 50, 'per_person', True, False),
    ):
        (activity,) = sql(
            'insert into proposal_activities (proposal_id, day_id, title, price, price_unit,'
            ' is_optional, is_selected) values (%s, %s, %s, %s, %s, %s, %s) returning id',
            *(proposal['id'], made.days[day], heading, price, unit, optional, chosen),
        )
        made.activities[name] = activity['id']
    return made


Open = Callable[..., Page]


@pytest.fixture
def contexts(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    opened: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        context = browser.new_context(reduced_motion='reduce', **options)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture(scope='package')
def sessions() -> dict[str, Any]:
    """Cookies by address: whoever has signed in once needs no form again."""
    return {}


@pytest.fixture
def sign_in(
    running_app: RunningApp, contexts: Callable[..., BrowserContext], sessions: dict[str, Any]
) -> Open:
    """`page = sign_in('anna@skyline.example')`: a person in a browser of their own."""

    def enter(
        email: str = 'anna@skyline.example', path: str = '/proposals', **options: Any
    ) -> Page:
        context = contexts(**{'viewport': DESKTOP} | options)
        context.add_cookies(sessions.get(email, []))
        page = context.new_page()
        # an earlier test may have signed this session out; whoever is in is led on from the form
        gate = context.request.get(f'{running_app.url}/login', max_redirects=0)
        if gate.status != 303:
            page.goto(f'{running_app.url}/login')
            page.get_by_test_id('login-email').fill(email)
            page.get_by_test_id('login-password').fill(PASSWORD)
            page.get_by_test_id('login-submit').click()
            page.wait_for_url(f'{running_app.url}/')
            sessions[email] = context.cookies()
        page.goto(f'{running_app.url}{path}')
        live(page)
        return page

    return enter


@pytest.fixture
def visit(contexts: Callable[..., BrowserContext]) -> Open:
    """`page = visit(offer.url)`: a client on a phone."""

    def enter(url: str, **options: Any) -> Page:
        page = contexts(**{'viewport': PHONE, 'has_touch': True} | options).new_page()
        page.goto(url)
        live(page)
        page.mouse.move(9, 9)  # a hand, without which it is no visit for some seconds
        return page

    return enter


def live(page: Page) -> None:
    """Wait until the page's socket is open and its badge says that rows flow."""
    page.wait_for_function('window.did_handshake === true')
    badge = page.get_by_test_id('live-badge').first
    expect(badge).to_have_attribute('data-state', 'live', timeout=LIVE_MS)


def switch(page: Page, activity_id: UUID) -> Any:
    """The toggle of an activity."""
    return page.get_by_test_id(f'activity-{activity_id}').get_by_role('switch')

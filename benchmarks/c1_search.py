"""C1: names typed into the search of 50,000 contacts are found while one types.

A person would notice a list that lags behind the keys.
Measured in a real browser, from each key that is pressed until the rows that belong to what stands
in the field were painted; the floor is the database's own time for the same reads.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

import psycopg
from playwright.sync_api import Page, sync_playwright

from benchmarks.figures import MS, RUNS, Bar, Figure, percentile, typical
from benchmarks.many_contacts import ROWS, fill
from benchmarks.world import World
from models.viewer import Operator
from services.contacts.queries import CONTACTS
from services.database import Database
from tests.browser import chromium

TYPED = ('weber 12', 'nair krakow', 'guest4711', 'zoe 333', 'aase bergen')
SCRIPT = Path(__file__).with_name('search.js')
DESKTOP = {'width': 1440, 'height': 900}
BETWEEN_KEYS_S = 0.12
OF_FLOOR, BESIDE_MS = 4, 60


def measure(world: World) -> list[Figure]:
    fill(world, world.cell.organization_id)
    prefixes = [words[: end + 1] for words in TYPED for end in range(len(words))]
    floors, firsts = asyncio.run(_reads(world, prefixes))
    with _list(world) as page:
        runs = [list(_keys(page, firsts)) for _ in range(RUNS)]
    floor = percentile(floors, 0.95)
    return [
        Figure(
            code='C1',
            what=f'key to rows painted, of {ROWS:,} contacts, {name}',
            unit='ms',
            value=typical(runs, share),
            floor=percentile(floors, share),
            bar=Bar(limit=OF_FLOOR * floor + BESIDE_MS) if share == 0.95 else None,
        )
        for name, share in (('p50', 0.5), ('p95', 0.95))
    ]


async def _reads(
    world: World, prefixes: Sequence[str]
) -> tuple[list[float], dict[str, UUID | None]]:
    """What the database takes for each, and the row that is first then."""
    database, organization_id = Database(world.database_url), world.cell.organization_id
    viewer = Operator(user_id=await _user(world), organization_id=organization_id)
    spent, firsts = [], {}
    for words in ['', *prefixes]:
        state = CONTACTS.start.searched(words)
        queries = [make(organization_id, state) for make in (CONTACTS.window, CONTACTS.found)]
        began = time.perf_counter_ns()
        read = [await query.read(database.reader(viewer)) for query in queries]
        spent.append((time.perf_counter_ns() - began) * MS)
        firsts[words] = read[0][0].id if read[0] else None
    await database.close()
    return spent[1:], firsts


async def _user(world: World) -> UUID:
    async with await psycopg.AsyncConnection.connect(world.database_url) as connection:
        await connection.execute('set local role service_role')
        found = await connection.execute(
            'select user_id from profiles where organization_id = %s and role = %s limit 1',
            [world.cell.organization_id, 'owner'],
        )
        row = await found.fetchone()
    assert row
    user_id: UUID = row[0]
    return user_id


@contextmanager
def _list(world: World) -> Iterator[Page]:
    """The list of contacts, as its owner has it open."""
    name, _, value = world.cookie().partition('=')
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.ARGUMENTS
        )
        try:
            context = browser.new_context(viewport=DESKTOP)
            context.add_cookies([{'name': name, 'value': value, 'url': world.app.url}])
            page = context.new_page()
            page.goto(f'{world.app.url}/contacts')
            page.wait_for_function('window.did_handshake === true')
            page.get_by_test_id('contacts-table').wait_for()
            page.evaluate(SCRIPT.read_text())
            yield page
        finally:
            browser.close()


def _keys(page: Page, firsts: dict[str, UUID | None]) -> Iterator[float]:
    """Milliseconds of each key after which another row is the first."""
    field = page.get_by_test_id('contact-search').locator('input')
    for words in TYPED:
        field.fill('')
        page.evaluate('first => firstRow(first)', f'contact-row-{firsts[""]}')
        field.focus()
        for end, key in enumerate(words):
            before, after = firsts[words[:end]], firsts[words[: end + 1]]
            if after is None or before == after:
                page.keyboard.press(key if key != ' ' else 'Space')
                time.sleep(BETWEEN_KEYS_S)
                continue
            page.evaluate(
                'first => { window.painted = paintedAfterKey(first) }', f'contact-row-{after}'
            )
            page.keyboard.press(key)
            took: float = page.evaluate('() => window.painted')
            yield took
            time.sleep(BETWEEN_KEYS_S)

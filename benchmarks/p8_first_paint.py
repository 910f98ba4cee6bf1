"""P8: how long a client waits for the proposal on a telephone, on the way or abroad.

A person would notice from about a second on: whoever taps a link and sees nothing taps it again.
Measured in a real browser that keeps nothing from earlier, on a slow line with a slow processor;
also what that costs: bytes for the client, time on a core for the server.
"""

import statistics
from dataclasses import dataclass

from playwright.sync_api import Browser, sync_playwright

from benchmarks import fanout
from benchmarks.browser import PHONE
from benchmarks.figures import RUNS, Bar, Figure
from benchmarks.network import Network
from benchmarks.world import SCREENS, World
from tests.browser import chromium

LARGEST = """new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.largestPaint = entry.startTime;
}).observe({ type: 'largest-contentful-paint', buffered: true });"""
FIRST = "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"
LOADED_MS = 60_000
PAGES = 20
"""Opened per run to see what a page costs the server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """One visit with an empty cache."""

    first_ms: float
    largest_ms: float
    before_kb: float
    """Thousands of bytes, heads of answers included, until something was painted."""
    all_kb: float


def measure(world: World) -> list[Figure]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.ARGUMENTS
        )
        try:
            visit(browser, world.share_url, is_slow=False)  # the first of all has files packed
            loads = [visit(browser, world.share_url, is_slow=True) for _ in range(RUNS)]
        finally:
            browser.close()
    told = (
        ('largest paint', 'ms', [load.largest_ms for load in loads], Bar(limit=1200)),
        ('first paint', 'ms', [load.first_ms for load in loads], None),
        ('loaded before the first paint', 'kB', [load.before_kb for load in loads], Bar(limit=60)),
        ('loaded in all', 'kB', [load.all_kb for load in loads], Bar(limit=420)),
        ('server time per page opened', 'ms', opened(world), None),
    )
    return [
        Figure(
            code='P8',
            what=f'proposal on a slow telephone: {what}',
            unit=unit,
            value=statistics.median(values),
            bar=bar,
        )
        for what, unit, values, bar in told
    ]


def visit(browser: Browser, url: str, *, is_slow: bool) -> Load:
    """Open the page, and wait until it is live and asks for nothing more."""
    context = browser.new_context(viewport=PHONE)
    try:
        page = context.new_page()
        page.add_init_script(LARGEST)
        network = Network(context.new_cdp_session(page))
        if is_slow:
            network.slow_down()
        page.goto(url)
        page.wait_for_function('window.did_handshake === true', timeout=LOADED_MS)
        page.wait_for_load_state('networkidle', timeout=LOADED_MS)
        return Load(
            first_ms=page.evaluate(FIRST),
            largest_ms=page.evaluate('() => window.largestPaint'),
            before_kb=network.bytes_until(network.painted_s) / 1000,
            all_kb=network.bytes_until(float('inf')) / 1000,
        )
    finally:
        context.close()


def opened(world: World) -> list[float]:
    """Run by run, the milliseconds on a core for one page more, with its socket."""
    spent = []
    for _ in range(RUNS):
        already = int(world.crowd.ask('count', group=SCREENS)['open'])
        with fanout.metered(world.app_pid) as used:
            world.screens(already + PAGES)
            spent.append(used() / 1000 / PAGES)
    return spent

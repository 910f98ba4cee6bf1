"""A real Chromium with two pages side by side: ours and the floor's, on one clock with Python."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.clock import now_ns
from benchmarks.figures import MS
from tests.browser import chromium

SCRIPT = Path(__file__).with_name('paint.js')
PHONE = {'width': 390, 'height': 844}
GLANCES = 40
SHOWN_S = 0.08
"""After this long a change is on the screen; asking earlier would cost time of its own."""


class Viewer:
    """One page; `painted` makes a change and says how long it took to be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.evaluate(SCRIPT.read_text())
        self._origin_ms = self._align()

    def painted(self, text: str, send: Callable[[str], int]) -> float:
        """Milliseconds from the moment that `send` gives back until its text was painted."""
        self.page.evaluate('text => watchPaint(text)', text)
        began_ns = send(text)
        time.sleep(SHOWN_S)
        painted_ms: float = self.page.evaluate('() => paintedAt')
        return self._origin_ms + painted_ms - began_ns * MS

    def _align(self) -> float:
        """What to add to the page's clock: from the shortest of many round trips."""
        best_ms, origin_ms = float('inf'), 0.0
        for _ in range(GLANCES):
            before_ms = now_ns() * MS
            page_ms = self.page.evaluate('() => performance.now()')
            after_ms = now_ns() * MS
            if after_ms - before_ms < best_ms:
                best_ms = after_ms - before_ms
                origin_ms = (before_ms + after_ms) / 2 - page_ms
        return origin_ms


@contextmanager
def viewers(ours_url: str, floor_url: str) -> Iterator[tuple[Viewer, Viewer]]:
    """A client's phone on the proposal, and the same phone on the floor's page."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.ARGUMENTS
        )
        try:
            page = browser.new_context(viewport=PHONE).new_page()
            page.goto(ours_url)
            page.wait_for_function('window.did_handshake === true')
            bare = browser.new_context(viewport=PHONE).new_page()
            bare.goto(floor_url)
            bare.wait_for_function('window.isConnected === true')
            yield Viewer(page), Viewer(bare)
        finally:
            browser.close()

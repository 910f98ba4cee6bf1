"""A browser whose network says nothing for a while: part of P7.

Between Chromium and the app stands a proxy that keeps every connection open and passes nothing.
"""

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.async_api import Page, async_playwright

from benchmarks.browser import PHONE
from benchmarks.cell import marker
from benchmarks.world import World
from tests.browser import chromium
from tests.tcp_proxy import TcpProxy

TYPED = 'Is there a boat on'
PATIENCE_MS = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Return:
    """How it was when the network spoke again."""

    current_s: float
    """Until the page showed what was changed meanwhile."""
    lost: int
    """Of two: the document, and the text that was typed into it."""


def measure(world: World, silent_s: float) -> Return:
    return asyncio.run(_measure(world, silent_s))


async def _measure(world: World, silent_s: float) -> Return:
    address = urlsplit(world.share_url)
    async with TcpProxy(address.port or 0) as network, async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium.executable(), args=chromium.ARGUMENTS
        )
        try:
            page = await (await browser.new_context(viewport=PHONE)).new_page()
            await page.goto(f'http://127.0.0.1:{network.port}{address.path}')
            await page.wait_for_function('window.did_handshake === true')
            return await _silence(world, page, network, silent_s)
        finally:
            await browser.close()


async def _silence(world: World, page: Page, network: TcpProxy, silent_s: float) -> Return:
    typed = page.get_by_test_id('comment-input')
    await typed.fill(TYPED)
    await page.evaluate('() => { window.isSameDocument = true }')
    network.swallow()
    await asyncio.sleep(silent_s)
    text = marker()
    world.cell.change(text)
    network.heal()
    began = time.monotonic()
    await page.get_by_text(text).first.wait_for(state='attached', timeout=PATIENCE_MS)
    current_s = time.monotonic() - began
    is_same = await page.evaluate('() => window.isSameDocument === true')
    kept = await typed.input_value() if await typed.count() else ''
    return Return(current_s=current_s, lost=(not is_same) + (kept != TYPED))

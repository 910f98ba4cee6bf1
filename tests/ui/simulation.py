"""NiceGUI's simulation of a browser, without its wait at the end."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from nicegui import testing

from components.engine.tuning import end_outboxes


@asynccontextmanager
async def user_simulation(root: Callable[..., Any]) -> AsyncIterator[testing.User]:
    """A browser of an app with one page; outboxes would swallow their cancelling for 2 s."""
    async with testing.user_simulation(root) as user:
        try:
            yield user
        finally:
            end_outboxes()

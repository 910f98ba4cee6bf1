"""A link's end in mid-visit: no row changes at that moment, so a timer asks the database.

Serves the line in: what the question brings is a patch like any other.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from models import ShareLink

AFTER_END_S = 0.05
"""A link ends by the database's clock, read a moment after ours says so."""


class Expiry:
    """Calls `ask` once when the first of the links has ended; `stop` with its page."""

    def __init__(self, ask: Callable[[], None]) -> None:
        self._ask = ask
        self._timer: asyncio.TimerHandle | None = None

    def watch(self, links: Sequence[ShareLink]) -> None:
        """Set the timer by the links as they are now."""
        self.stop()
        ends = [link.expires_at for link in links if link.expires_at]
        if ends:
            left_s = max(0.0, (min(ends) - datetime.now(UTC)).total_seconds())
            self._timer = asyncio.get_running_loop().call_later(left_s + AFTER_END_S, self._ask)

    def stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

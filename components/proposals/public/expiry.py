"""A link's end in mid-visit: no row changes at that moment, so a timer asks the database.

Serves the line in: what the question brings is a patch like any other.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from models import ShareLink

AFTER_END_S = 0.05
"""A link ends by the database's clock, read a moment after ours says so."""
AGAIN_S = 1.0
"""Where the database's clock is behind ours, it is asked until it says so too."""


class Expiry:
    """Calls `ask` from the end of the first of the links on; `stop` with its page."""

    def __init__(
        self,
        ask: Callable[[], object],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._clock = clock
        self._ask = ask
        self._timer: asyncio.TimerHandle | None = None

    def watch(self, links: Sequence[ShareLink]) -> None:
        """Set the timer by the links as they are now."""
        self.stop()
        ends = [link.expires_at for link in links if link.expires_at]
        if not links:  # the proposal may have been read a moment before they went
            self._on_end()
        elif ends:
            left_s = max(0.0, (min(ends) - self._clock()).total_seconds())
            self._ask_in(left_s + AFTER_END_S)

    def stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _ask_in(self, delay_s: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(delay_s, self._on_end)

    def _on_end(self) -> None:
        self._ask_in(AGAIN_S)  # before the question, whose answer may stop it
        self._ask()

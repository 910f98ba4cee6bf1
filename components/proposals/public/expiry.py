"""A link's end in mid-visit: no row changes at that moment, so a timer asks the database.

Serves the line in: what the question brings is a patch like any other.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from models import ShareLink
from services.delays import Delays, growing

AFTER_END_S = 0.05
"""The last moment before an end is not over yet."""


def pauses() -> Iterator[float]:
    """Between questions whose answer did not come: a read may fail, the page must end."""
    return growing(first_s=1, factor=2, longest_s=60)


class Expiry:
    """Calls `ask` at the end of the first of the links; `stop` with its page."""

    def __init__(
        self,
        ask: Callable[[], object],
        clock: Callable[[], datetime],
        *,
        delays: Delays = pauses,
    ) -> None:
        """`clock` says the database's time, by which links end."""
        self._clock = clock
        self._ask = ask
        self._delays = delays
        self._pauses = delays()
        self._end: datetime | None = None
        self._timer: asyncio.TimerHandle | None = None

    def watch(self, links: Sequence[ShareLink]) -> None:
        """Set the timer by the links as they are now."""
        self.stop()
        self._pauses = self._delays()
        self._end = min((link.expires_at for link in links if link.expires_at), default=None)
        if self._end or not links:  # without any, the rest was read a moment before they went
            self._look()

    def stop(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        """Ask if it is time; else wait on, since the clock may be found to be another."""
        left_s = (self._end - self._clock()).total_seconds() if self._end else 0
        is_time = left_s <= 0
        pause_s = next(self._pauses) if is_time else left_s + AFTER_END_S
        # before the question, whose answer may stop it
        self._timer = asyncio.get_running_loop().call_later(pause_s, self._look)
        if is_time:
            self._ask()

"""Does something at once, then at most once per interval, and never forgets the last time."""

import asyncio
from collections.abc import Callable


class Throttle:
    """Leading and trailing edge; call `soon` inside a running loop."""

    def __init__(self, action: Callable[[], object], *, every_s: float) -> None:
        self._action = action
        self._every_s = every_s
        self._timer: asyncio.TimerHandle | None = None
        self._is_due = False

    def soon(self) -> None:
        """Act now, or when the interval is over."""
        if self._timer is not None:
            self._is_due = True
            return
        self._is_due = False
        self._timer = asyncio.get_running_loop().call_later(self._every_s, self._on_time)
        self._action()

    def _on_time(self) -> None:
        self._timer = None
        if self._is_due:
            self.soon()

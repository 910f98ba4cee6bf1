"""Decides when a child that died is started again: at once, then ever more patiently.

Serves both lines: what dies under them is back before a person has wondered.
"""

import logging
import time
from collections.abc import Callable

from services.local.errors import LocalStackError

log = logging.getLogger(__name__)

FIRST_DELAY_S = 0.1
LONGEST_DELAY_S = 1.0
CALM_S = 3.0


class Watch:
    """Watches one child; somebody calls `tend` every now and then."""

    def __init__(self, name: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.name = name
        self._clock = clock
        self._next_delay_s = 0.0
        self._start_at = 0.0
        self._is_down = False

    def tend(self, pid: int | None, start: Callable[[], None]) -> bool:
        """Start the child if it is down and its delay is over; whether it was started."""
        now = self._clock()
        if pid is not None:
            if now > self._start_at + CALM_S:
                self._next_delay_s = 0.0
            return False
        if not self._is_down:
            self._is_down = True
            self._start_at = now + self._next_delay_s
            log.warning(
                '%s has ended or cannot be reached; starting it in %.1f s',
                *(self.name, self._next_delay_s),
            )
        if now < self._start_at:
            return False
        return self._try(start)

    def _try(self, start: Callable[[], None]) -> bool:
        delay_s = self._next_delay_s
        self._next_delay_s = min(max(FIRST_DELAY_S, delay_s * 2), LONGEST_DELAY_S)
        try:
            start()
        except (LocalStackError, OSError) as error:
            self._start_at = self._clock() + self._next_delay_s
            log.warning('%s; trying again in %.1f s', error, self._next_delay_s)
            return False
        self._is_down = False
        self._start_at = self._clock()
        log.warning('%s is running again', self.name)
        return True

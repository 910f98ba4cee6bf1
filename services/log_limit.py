"""Keeps stack traces from filling the log: whoever causes one error can cause thousands."""

import logging
import time
from collections.abc import Callable, Iterator

from services.limits import TRACES_PER_MINUTE

MINUTE_S = 60.0
SPEAKERS = ('', 'nicegui', 'uvicorn', 'uvicorn.error', 'engineio.server', 'socketio.server')
"""Loggers that may have handlers of their own."""


def install() -> None:
    """Watch everything that writes to the log; call once it has been set up."""
    few = FewTraces()
    for handler in {id(each): each for each in _handlers()}.values():
        handler.addFilter(few)


class FewTraces(logging.Filter):
    """Lets so many traces through in a minute; the next minute's first says how many it left out.

    `clock` is seconds of any steady clock.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._began_at = clock()
        self._count = 0
        self._last: logging.LogRecord | None = None

    def filter(self, record: logging.LogRecord) -> bool:
        if not record.exc_info or record is self._last:
            return True
        now = self._clock()
        if now - self._began_at >= MINUTE_S:
            left_out = self._count - TRACES_PER_MINUTE
            if left_out > 0:
                record.msg = f'{record.getMessage()}\n({left_out} more were left out before this)'
                record.args = ()
            self._began_at, self._count = now, 0
        self._count += 1
        # other handlers see the same record
        self._last = record if self._count <= TRACES_PER_MINUTE else None
        return self._last is record


def _handlers() -> Iterator[logging.Handler]:
    if logging.lastResort:
        yield logging.lastResort
    for name in SPEAKERS:
        yield from logging.getLogger(name).handlers

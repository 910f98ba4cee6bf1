"""The log stays readable, whatever fails how often."""

import logging
import sys

from services.limits import TRACES_PER_MINUTE
from services.log_limit import FewTraces


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def trace() -> logging.LogRecord:
    try:
        raise ValueError('no')
    except ValueError:
        return logging.LogRecord(
            'a', logging.ERROR, __file__, 1, 'it %s', ('broke',), sys.exc_info()
        )


def test_the_log_takes_so_many_stack_traces_a_minute() -> None:
    clock = Clock()
    few = FewTraces(clock)
    kept = [few.filter(trace()) for _ in range(TRACES_PER_MINUTE + 12)]
    assert kept == [True] * TRACES_PER_MINUTE + [False] * 12
    line = logging.LogRecord('a', logging.ERROR, __file__, 1, 'a line', (), None)
    assert few.filter(line)
    clock.now += 60
    first = trace()
    assert few.filter(first)
    assert '12 more were left out' in first.getMessage()
    assert 'it broke' in first.getMessage()
    assert few.filter(first)  # by another handler

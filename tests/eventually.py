"""Wait for a fact instead of a duration: polls until it holds, fails with what it last saw."""

import asyncio
import inspect
import os
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

T = TypeVar('T')

S = float(os.environ.get('TRADEWIND_TEST_SECOND', '1'))
"""One second of patience; slower machines set a larger one."""
STALL_S = 0.1
"""We were not let run for longer than this: the machine stood still, and nobody else ran."""


async def eventually(
    condition: Callable[[], T | Awaitable[T]], *, within: float = 5 * S, every: float = 0.01
) -> T:
    """Return the first truthy answer of `condition`; an AssertionError in it means not yet.

    What the machine stood still meanwhile is not counted; a loop that was busy is.
    """
    deadline = time.monotonic() + within
    last: object = None
    while True:
        try:
            answer = condition()
            if inspect.isawaitable(answer):
                answer = await answer
            if answer:
                return answer  # type: ignore[return-value]
            last = answer
        except AssertionError as error:
            last = error
        if time.monotonic() > deadline:
            raise AssertionError(f'not within {within:g} s; last seen: {last!r}')
        asleep_at, worked_s = time.monotonic(), time.process_time()
        await asyncio.sleep(every)
        late_s = time.monotonic() - asleep_at - every - (time.process_time() - worked_s)
        if late_s > STALL_S:
            deadline += late_s

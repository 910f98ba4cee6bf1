"""Patience counts what the code under test takes, and not what the machine does."""

import asyncio
import time
from collections.abc import Callable
from itertools import count

import pytest

from tests.eventually import eventually


def work_s(seconds: float) -> None:
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass


async def ten_looks(meanwhile: Callable[[float], None]) -> None:
    """Wait for 0.1 s; half-way `meanwhile` keeps the loop for 2 s."""
    looks = count(1)
    asyncio.get_running_loop().call_later(0.05, meanwhile, 2)
    await eventually(lambda: next(looks) >= 10, within=1)


async def test_a_machine_that_stands_still_takes_no_patience() -> None:
    await ten_looks(time.sleep)


async def test_a_busy_loop_does() -> None:
    with pytest.raises(AssertionError, match='not within 1 s'):
        await ten_looks(work_s)

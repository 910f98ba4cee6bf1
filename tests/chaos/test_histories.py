"""Fifty short histories of writes and faults end with nothing lost, and nobody let in."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.chaos.__main__ import SEED
from tests.chaos.epoch import LONGEST_S, SIZE, Epoch
from tests.chaos.stack import Stack

HISTORIES = 50
SPARE_S = 60


@pytest.fixture(scope='module')
def stack() -> Iterator[Stack]:
    # pytest's own folders have names too long for a socket
    with TemporaryDirectory(prefix='chaos-') as folder:
        stack = Stack(Path(folder))
        try:
            stack.start()
            yield stack
        finally:
            stack.stop()


# a history that hangs is given up before, and says where
@pytest.mark.timeout(2 * LONGEST_S + SPARE_S, func_only=True)
@pytest.mark.parametrize('number', range(HISTORIES // SIZE))
async def test_nothing_is_lost_and_no_one_gets_in(stack: Stack, number: int) -> None:
    verdicts = await Epoch(stack, SEED, number).run()
    guilty = [str(verdict) for verdict in verdicts if verdict.sins]
    again = f'python -m tests.chaos --seed {SEED} --histories {(number + 1) * SIZE}'
    assert not guilty, '\n'.join([*guilty, again])

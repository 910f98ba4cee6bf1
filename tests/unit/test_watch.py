"""When a child of the embedded stack that died is started again."""

import sys
import threading
from errno import ENOSPC
from itertools import pairwise
from pathlib import Path

import pytest

from services.local import process
from services.local.errors import LocalStackError
from services.local.watch import CALM_S, LONGEST_DELAY_S, Watch
from tests.eventually import S


class Clock:
    """Time that passes only when told to."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def refuse() -> None:
    raise LocalStackError('not yet')


def test_a_dead_child_is_started_at_once_and_said_so(caplog: pytest.LogCaptureFixture) -> None:
    starts: list[float] = []
    clock = Clock()
    watch = Watch('Postgres', clock)
    assert not watch.tend(12, lambda: starts.append(clock()))
    assert watch.tend(None, lambda: starts.append(clock()))
    assert starts == [1000.0]
    assert 'Postgres has ended' in caplog.text
    assert 'Postgres is running again' in caplog.text


def test_a_child_that_keeps_failing_is_started_ever_more_patiently() -> None:
    clock = Clock()
    watch = Watch('Postgres', clock)
    tries: list[float] = []

    def start() -> None:
        tries.append(clock())
        refuse()

    while len(tries) < 10:
        watch.tend(None, start)
        clock.now += 0.05
    waits = [later - earlier for earlier, later in pairwise(tries)]
    assert all(later > earlier - 0.06 for earlier, later in pairwise(waits))
    assert waits[0] <= 0.2
    assert waits[-1] == pytest.approx(LONGEST_DELAY_S, abs=0.1)


def test_a_start_that_a_full_disk_refuses_is_tried_again() -> None:
    clock = Clock()
    watch = Watch('the gateway', clock)

    def start() -> None:
        raise OSError(ENOSPC, 'No space left on device')

    assert not watch.tend(None, start)
    clock.now += 1
    assert watch.tend(None, lambda: None)


def test_a_calm_while_makes_the_next_start_immediate_again() -> None:
    clock = Clock()
    watch = Watch('Postgres', clock)
    assert watch.tend(None, lambda: None)
    assert not watch.tend(None, lambda: None), 'the second death in a row waits'
    clock.now += 1
    assert watch.tend(None, lambda: None)
    clock.now += CALM_S + 1
    assert not watch.tend(12, lambda: None)
    assert watch.tend(None, lambda: None)


def test_the_end_of_a_child_is_told_as_it_comes(tmp_path: Path) -> None:
    has_ended = threading.Event()
    waits = [sys.executable, '-c', 'import signal; signal.pause()']
    child = process.spawn(waits, log=tmp_path / 'log', on_end=has_ended.set)
    assert not has_ended.is_set()
    child.kill()
    assert has_ended.wait(10 * S)
    assert child.poll() is not None

"""A series of changes heard by many: what P2, P3 and P4 read their figures from."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from benchmarks.cell import marker
from benchmarks.changes import Kind
from benchmarks.clock import cpu_ns
from benchmarks.figures import MS
from benchmarks.world import RAW, SCREENS, World

PAUSE_S = (0.06, 0.11)
"""Between two changes: longer than any throttle, and never in step with anything."""


@dataclass
class Series:
    """What one run of changes came to."""

    last_ms: list[float] = field(default_factory=list)
    """Change by change, until the last of all sockets had it."""
    bytes: list[int] = field(default_factory=list)
    missing: int = 0
    """Arrivals that never came."""


def to_screens(world: World, changes: int, kind: Kind | None = None) -> Series:
    """Commit changes, and wait for each until every screen has it."""
    kind = kind or world.kinds[0]
    return to_group(world, SCREENS, changes, kind.commit, kind.words)


def to_raw(world: World, changes: int, size: int, kind: Kind | None = None) -> Series:
    """Commit the same changes, and let the floor send texts of that size to every bare socket."""
    kind = kind or world.kinds[0]
    return to_group(world, RAW, changes, world.bare(kind, size), kind.words)


def to_group(
    world: World,
    group: str,
    changes: int,
    send: Callable[[str], int],
    words: Callable[[], str] = marker,
) -> Series:
    """Make changes by `send`, and wait for each until every wire of the group has heard it.

    A change is known by its words, whatever the message around them is called.
    """
    series = Series()
    for _ in range(changes):
        text = words()
        world.crowd.ask('watch', group=group, marker=text)
        began_ns = send(text)
        heard = world.crowd.ask('arrivals')
        series.missing += heard['missing']
        if heard['at_ns']:
            series.last_ms.append((heard['at_ns'][-1] - began_ns) * MS)
            series.bytes += heard['bytes']
        time.sleep(random.uniform(*PAUSE_S))
    return series


@contextmanager
def metered(pid: int) -> Iterator[Callable[[], float]]:
    """`used()` gives the microseconds a process was on a core since, without what it idles."""
    idle_from, idle_began = cpu_ns(pid), time.monotonic()
    time.sleep(1.0)
    idle = (cpu_ns(pid) - idle_from) / (time.monotonic() - idle_began)
    began, start_ns = time.monotonic(), cpu_ns(pid)

    def used() -> float:
        return (cpu_ns(pid) - start_ns - idle * (time.monotonic() - began)) / 1000

    yield used

"""P5: nobody waits because others look, change things, or open pages.

A person would notice a click that nothing follows, or typing that stands still for a moment.
Measured as the longest wait for the smallest answer of the app, while 500 or 1,000 screens show
ten changes a second and pages open; the floor is the same question to a bare server that sends the
same bytes to as many sockets.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from benchmarks.cell import marker
from benchmarks.child import Child
from benchmarks.figures import RUNS, Bar, Figure, percentile
from benchmarks.world import World

SOME, MANY = 500, 1000
BARS = {SOME: Bar(limit=40), MANY: None}
SECONDS = 2.0
EVERY_S = 0.1
BYTES = 64
"""Of one changed cell, about."""
VISITORS = 'visitors'


def some(world: World) -> list[Figure]:
    return with_screens(world, SOME)


def many(world: World) -> list[Figure]:
    return with_screens(world, MANY)


def with_screens(world: World, count: int) -> list[Figure]:
    """Raises: `ChildError` when the screens cannot be opened."""
    world.screens(count)
    with helper('benchmarks.probe') as probe, helper('benchmarks.crowd') as visitors:
        return measure(world, count, probe, visitors)


def measure(world: World, count: int, probe: Child, visitors: Child) -> list[Figure]:
    port = int(world.app.url.rsplit(':', 1)[1])

    def change() -> None:
        world.cell.change(marker())

    def send() -> None:
        world.floor.ask('send', text=marker().ljust(BYTES))

    def visit() -> None:
        visitors.ask('open', group=VISITORS, url=world.share_url, count=1)

    ours = [waits(probe, port, '/healthz', change, visit) for _ in range(RUNS)]
    visitors.ask('close', group=VISITORS)
    floor = [waits(probe, world.floor_port, '/', send) for _ in range(RUNS)]
    return [
        Figure(
            code='P5',
            what=f'{name} wait, {count:,} screens, 10 changes/s, pages opening',
            unit='ms',
            value=statistics.median(percentile(run, share) for run in ours),
            floor=statistics.median(percentile(run, share) for run in floor),
            bar=BARS[count] if share == 1 else None,
        )
        for name, share in (('longest', 1), ('p99', 0.99))
    ]


def waits(
    probe: Child, port: int, path: str, often: Callable[[], None], seldom: Callable[[], None] = int
) -> list[float]:
    """Milliseconds of each question, while `often` happens ten times a second, `seldom` twice."""
    probe.ask('start', port=port, path=path)
    began = time.monotonic()
    for number in range(round(SECONDS / EVERY_S)):
        time.sleep(max(0.0, began + number * EVERY_S - time.monotonic()))
        often()
        if number % 5 == 0:
            seldom()
    found: list[float] = probe.ask('stop')['waits_ms']
    return found


@contextmanager
def helper(module: str) -> Iterator[Child]:
    child = Child(module)
    try:
        yield child
    finally:
        child.stop()

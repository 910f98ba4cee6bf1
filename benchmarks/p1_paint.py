"""P1: a change that somebody commits is on the other person's screen before they can tell.

A person would notice a pause between a colleague's word on the telephone and the screen.
Measured in a real browser, from the moment COMMIT is sent until the new text was painted, with
100 other screens of the proposal open; the floor is a bare page in the same browser, whose text
comes from a bare server with 100 other sockets that is told after the same commit.
"""

import random
import time
from collections.abc import Callable

from benchmarks import browser
from benchmarks.figures import RUNS, Bar, Figure, typical
from benchmarks.world import World

OTHERS = 100
CHANGES = 40
PAUSE_S = (0.02, 0.05)


def measure(world: World) -> list[Figure]:
    world.screens(OTHERS)
    ours: list[list[float]] = []
    floor: list[list[float]] = []
    floor_url = f'http://127.0.0.1:{world.floor_port}/'
    with browser.viewers(world.share_url, floor_url) as (viewer, bare):
        for _ in range(RUNS):
            ours.append(_run(viewer, world.cell.change))
            floor.append(_run(bare, world.change_bare))
    return [
        Figure(
            code='P1',
            what=f'commit to painted, {OTHERS} other screens, {name}',
            unit='ms',
            value=typical(ours, share),
            floor=typical(floor, share),
            bar=bar,
        )
        for name, share, bar in (('p50', 0.5, None), ('p95', 0.95, Bar(limit=40)))
    ]


def _run(viewer: browser.Viewer, send: Callable[[str], int]) -> list[float]:
    viewer.page.bring_to_front()
    delays = []
    for _ in range(CHANGES):
        time.sleep(random.uniform(*PAUSE_S))
        delays.append(viewer.painted(send))
    return delays

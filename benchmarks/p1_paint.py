"""P1: a change that somebody commits is on the other person's screen before they can tell.

A person would notice a pause between a colleague's word on the telephone and the screen.
Measured in a real browser, from the moment COMMIT is sent until the new text was painted, with
100 other screens of the proposal open and the page at rest, as it is when a change comes; the
floor is a bare page in the same browser that glows as ours does, whose text comes from a bare
server with 100 other sockets that is told after the same commit.
"""

import random
import time
from collections.abc import Callable

from benchmarks import browser
from benchmarks.changes import Kind
from benchmarks.figures import RUNS, Bar, Figure, typical
from benchmarks.world import World

OTHERS = 100
CHANGES = 20
PAUSE_S = (0.02, 0.05)
BARS = {'p50': Bar(limit=14), 'p95': Bar(limit=20)}


def measure(world: World) -> list[Figure]:
    world.screens(OTHERS)
    floor_url = f'http://127.0.0.1:{world.floor_port}/'
    with browser.viewers(world.share_url, floor_url) as (viewer, bare):
        return [figure for kind in world.kinds for figure in _of_kind(world, kind, viewer, bare)]


def _of_kind(
    world: World, kind: Kind, viewer: browser.Viewer, bare: browser.Viewer
) -> list[Figure]:
    ours: list[list[float]] = []
    floor: list[list[float]] = []
    for _ in range(RUNS):
        ours.append(_run(viewer, kind, kind.commit, kind.settle_s))
        floor.append(_run(bare, kind, world.bare(kind)))
    return [
        Figure(
            code='P1',
            what=f'commit to painted, {OTHERS} other screens, {kind.name}, {name}',
            unit='ms',
            value=typical(ours, share),
            floor=typical(floor, share),
            bar=BARS[name],
        )
        for name, share in (('p50', 0.5), ('p95', 0.95))
    ]


def _run(
    viewer: browser.Viewer, kind: Kind, send: Callable[[str], int], settle_s: float = 0.0
) -> list[float]:
    viewer.page.bring_to_front()
    delays = []
    for _ in range(CHANGES):
        time.sleep(settle_s + random.uniform(*PAUSE_S))
        delays.append(viewer.painted(kind.words(), send))
    return delays

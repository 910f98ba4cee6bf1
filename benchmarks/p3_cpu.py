"""P3: what one change costs the server for each screen that shows it.

A person would notice when many look at once: it decides how many screens one machine carries.
Measured as time on a core of the app's process, without its idle share; the floor is the same
for a bare server that sends the same bytes.
"""

import statistics

from benchmarks import fanout
from benchmarks.changes import Kind
from benchmarks.figures import RUNS, Bar, Figure
from benchmarks.world import World

SCREENS = 1000
CHANGES = 8


def measure(world: World) -> list[Figure]:
    world.screens(SCREENS)
    return [of_kind(world, kind) for kind in world.kinds]


def of_kind(world: World, kind: Kind) -> Figure:
    ours, floor = [], []
    for _ in range(RUNS):
        with fanout.metered(world.app_pid) as used:
            series = fanout.to_screens(world, CHANGES, kind)
            ours.append(used() / (CHANGES * SCREENS))
        size = round(statistics.median(series.bytes))
        with fanout.metered(world.floor.pid) as used:
            fanout.to_raw(world, CHANGES, size, kind)
            floor.append(used() / (CHANGES * SCREENS))
    return Figure(
        code='P3',
        what=f'server time per change and screen, {SCREENS:,} open, {kind.name}',
        unit='µs',
        value=statistics.median(ours),
        floor=statistics.median(floor),
        bar=Bar(limit=2, of_floor=True),
    )

"""P10: what a thousand screens cost while nothing happens.

A person would notice the bill: of the machine that waits, and of a telephone's data plan.
Measured as the app's share of one core while nobody does anything, and as bytes that reach a
screen, stretched to half an hour with 18 changes; the floor is a bare server with as many sockets.
"""

import statistics
import time

from benchmarks import fanout
from benchmarks.clock import cpu_ns
from benchmarks.figures import RUNS, Bar, Figure
from benchmarks.world import SCREENS, World

COUNT = 1000
SECONDS = 6.0
HALF_HOUR_S = 1800.0
EVENTS = 18
CHANGES = 5
KB = 1000


def measure(world: World) -> list[Figure]:
    world.screens(COUNT)
    time.sleep(SECONDS / 2)
    ours, floor, quiet = [], [], []
    for _ in range(RUNS):
        before, began = received(world), time.monotonic()
        ours_ns, floor_ns = cpu_ns(world.app_pid), cpu_ns(world.floor.pid)
        time.sleep(SECONDS)
        took_s = time.monotonic() - began
        ours.append((cpu_ns(world.app_pid) - ours_ns) / took_s / 1e7)
        floor.append((cpu_ns(world.floor.pid) - floor_ns) / took_s / 1e7)
        quiet.append((received(world) - before) / took_s / COUNT)
    before = received(world)
    fanout.to_screens(world, CHANGES)
    change_bytes = (received(world) - before) / CHANGES / COUNT
    return [
        Figure(
            code='P10',
            what=f'{COUNT:,} idle screens, share of one core',
            unit='%',
            value=statistics.median(ours),
            floor=statistics.median(floor),
            bar=Bar(limit=1.2),
        ),
        Figure(
            code='P10',
            what=f'bytes per screen in 30 min with {EVENTS} changes',
            unit='kB',
            value=(statistics.median(quiet) * HALF_HOUR_S + change_bytes * EVENTS) / KB,
            bar=Bar(limit=20),
        ),
    ]


def received(world: World) -> int:
    """Bytes that have reached all screens so far."""
    return int(world.crowd.ask('traffic', group=SCREENS)['bytes'])

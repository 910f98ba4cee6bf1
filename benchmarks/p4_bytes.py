"""P4: how much travels to a screen when one cell changes.

A person would notice on a train or abroad, where every byte waits for the network.
Measured as payload of the websocket frame that brings the new text; the floor is the text alone.
"""

import statistics

from benchmarks import fanout
from benchmarks.cell import marker
from benchmarks.figures import RUNS, Bar, Figure
from benchmarks.world import World

SCREENS = 100
CHANGES = 3


def measure(world: World) -> list[Figure]:
    world.screens(SCREENS)
    sizes = [max(fanout.to_screens(world, CHANGES).bytes) for _ in range(RUNS)]
    return [
        Figure(
            code='P4',
            what='websocket payload for one changed cell',
            unit='B',
            value=statistics.median(sizes),
            floor=len(marker()),
            bar=Bar(limit=64),
        )
    ]

"""P7, the long part: a browser that hears nothing for a minute.

A person would notice in a tunnel, or after a walk with the laptop shut: the page must be the same
one, with what was typed in it, and right within a second.
"""

from benchmarks.figures import Figure
from benchmarks.p7_recovery import silenced
from benchmarks.world import World

MINUTE_S = 60.0


def measure(world: World) -> list[Figure]:
    return silenced(world, MINUTE_S)

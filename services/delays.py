"""Pauses between tries, for whatever on the line in must come back by itself.

Endless, growing and jittered, so that nothing gives up and no two processes retry in step.
"""

import random
from collections.abc import Callable, Iterator

Delays = Callable[[], Iterator[float]]
"""Makes a fresh run of pauses in seconds; never ends."""


def growing(
    *, first_s: float = 0.05, factor: float = 1.5, longest_s: float = 5.0
) -> Iterator[float]:
    """Yield at most `first_s`, then up to `factor` times more, never over `longest_s`."""
    ceiling_s = first_s
    while True:
        yield ceiling_s * random.uniform(0.5, 1.0)
        ceiling_s = min(ceiling_s * factor, longest_s)


def around(seconds: float, *, spread: float = 0.2) -> float:
    """`seconds`, give or take `spread` of it."""
    return seconds * random.uniform(1 - spread, 1 + spread)

"""P2: everybody who looks at a proposal sees a change at the same moment, be they 100 or 1,000.

A person would notice a colleague's screen that lags behind, or one that lost its connection.
Measured from the moment COMMIT is sent to the frame on the last socket; the floor is the same
commit and a bare server that is told of it and writes as many bytes to as many sockets.
"""

import statistics

from benchmarks import fanout
from benchmarks.figures import RUNS, Bar, Figure, typical
from benchmarks.world import RAW, SCREENS, World

FEW, MANY = 100, 1000
CHANGES = {FEW: 20, MANY: 8}
BAR = Bar(limit=1.8, of_floor=True)


def few(world: World) -> list[Figure]:
    return with_screens(world, FEW)


def many(world: World) -> list[Figure]:
    return with_screens(world, MANY)


def with_screens(world: World, count: int) -> list[Figure]:
    """The last screen's delay, and how many sockets were lost on the way.

    Raises: `ChildError` when the screens cannot be opened.
    """
    world.screens(count)
    figures, missing = [], 0
    for kind in world.kinds:
        ours, floor = [], []
        for _ in range(RUNS):
            ours.append(fanout.to_screens(world, CHANGES[count], kind))
            size = round(statistics.median(ours[-1].bytes))
            floor.append(fanout.to_raw(world, CHANGES[count], size, kind))
        missing += sum(run.missing for run in ours)
        figures += [
            Figure(
                code='P2',
                what=f'last of {count:,} screens, {kind.name}, {name}',
                unit='ms',
                value=typical([run.last_ms for run in ours], share),
                floor=typical([run.last_ms for run in floor], share),
                bar=BAR if share == 0.95 else None,
            )
            for name, share in (('p50', 0.5), ('p95', 0.95))
        ]
    return [*figures, lost(world, count, missing)]


def lost(world: World, count: int, missing: int) -> Figure:
    """Sockets that are gone now, and changes that never arrived."""
    gone = {
        group: count - min(count, int(world.crowd.ask('count', group=group)['open']))
        for group in (SCREENS, RAW)
    }
    return Figure(
        code='P2',
        what=f'lost sockets and changes of {count:,} screens',
        unit='',
        value=gone[SCREENS] + missing,
        floor=gone[RAW],
        bar=Bar(limit=0),
    )

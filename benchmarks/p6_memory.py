"""P6: the memory that one open page holds on the server.

A person would notice when it runs out: pages that reload or a server that has to be restarted.
Measured as growth of the app's resident memory per page; the floor is a bare server's per socket.
"""

import statistics
import time
from dataclasses import dataclass

from benchmarks.clock import resident_bytes
from benchmarks.figures import RUNS, Bar, Figure
from benchmarks.world import World

WARM_UP = 30
SETTLE_S = 1.0
KIB = 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A page to open many times."""

    name: str
    pages: int
    """Per run."""
    limit_kib: float


PUBLIC = Kind(name='proposal for the client', pages=100, limit_kib=130)
LIST = Kind(name='list of proposals', pages=40, limit_kib=130)


def measure(world: World) -> list[Figure]:
    floor = grown(world, world.floor.pid, f'ws://127.0.0.1:{world.floor_port}/', '', 500)
    pages = ((PUBLIC, world.share_url, ''), (LIST, f'{world.app.url}/proposals', world.cookie()))
    return [
        Figure(
            code='P6',
            what=f'memory per open page: {kind.name}',
            unit='KiB',
            value=grown(world, world.app_pid, url, cookie, kind.pages),
            floor=floor,
            bar=Bar(limit=kind.limit_kib),
        )
        for kind, url, cookie in pages
    ]


def grown(world: World, pid: int, url: str, cookie: str, count: int) -> float:
    """KiB per page: the median of runs that each open `count` more; all are closed after."""
    group = f'memory {url}'
    runs = []
    world.crowd.ask('open', group=group, url=url, count=WARM_UP, cookie=cookie)
    for _ in range(RUNS):
        before = settled(pid)
        world.crowd.ask('open', group=group, url=url, count=count, cookie=cookie)
        runs.append((settled(pid) - before) / count / KIB)
    world.crowd.ask('close', group=group)
    return statistics.median(runs)


def settled(pid: int) -> int:
    """Resident memory once what the opening left behind is done."""
    time.sleep(SETTLE_S)
    return resident_bytes(pid)

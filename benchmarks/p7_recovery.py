"""P7: after a cut everything is as it was, and nobody had to do anything.

A person would notice a badge that stays yellow, a page that reloads, or an old price on it.
Measured from the cut of the app's socket, or from the moment that a restarted gateway is well,
until the app says "live", which it does once all that may have been missed is read; and with a
thousand sockets of screens cut at once, until all of them show what was written meanwhile.
"""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import psycopg

from benchmarks import fanout, silence
from benchmarks.cell import marker
from benchmarks.figures import MS, Bar, Figure, percentile
from benchmarks.world import SCREENS, World
from models.viewer import Anonymous, Viewer
from services.proposals import queries
from services.proposals.windows import latest_proposals
from services.realtime.live import LiveQuery
from services.realtime.status import LinkState
from tests.chaos.core import Core
from tests.chaos.stack import Stack
from tests.chaos.tenant import Tenant
from tests.eventually import eventually

RESETS, RESTARTS = 20, 3
AWAY_S = 0.5
SILENCE_S = 12.0
"""Longer than the browser's patience with its socket; the full minute is in `make bench-all`."""
STORM = 1000
PATIENCE_S = 30.0


def measure(world: World) -> list[Figure]:
    return [*asyncio.run(link_figures()), *silenced(world, SILENCE_S), storm(world)]


def silenced(world: World, seconds: float) -> list[Figure]:
    """A browser's network says nothing for so long, and keeps every connection open."""
    found = silence.measure(world, seconds)
    after = f'after {seconds:g} s of silence'
    return [
        figure(f'{after}: the browser current', 's', found.current_s, 1),
        figure(f'{after}: document or typed text lost', '', found.lost, 0),
    ]


def storm(world: World) -> Figure:
    """All screens lose their socket at once, miss a change, and come back together."""
    world.screens(STORM)
    fanout.to_screens(world, 1)
    runs = []
    for _ in range(3):
        world.crowd.ask('cut', group=SCREENS)
        text = marker()
        world.cell.change(text)
        world.crowd.ask('watch', group=SCREENS, marker=text)
        began_ns = time.monotonic_ns()
        world.crowd.ask('return', group=SCREENS)
        heard = world.crowd.ask('arrivals', within_s=PATIENCE_S)
        late = PATIENCE_S if heard['missing'] else (heard['at_ns'][-1] - began_ns) * MS / 1000
        runs.append(late)
    return Figure(
        code='P7',
        what=f'{STORM:,} screens cut at once: the last one current',
        unit='s',
        value=statistics.median(runs),
        bar=Bar(limit=5),
    )


async def link_figures() -> list[Figure]:
    """One app core on a stack of its own, with a page's worth of live queries open."""
    with tempfile.TemporaryDirectory(prefix='bench-') as folder:
        stack = Stack(Path(folder))
        stack.start()
        core = Core(stack, Path(folder) / 'core', 'viewers')
        try:
            await core.start()
            lives = await open_screens(stack, core)
            resets = [await after_reset(core, lives) for _ in range(RESETS)]
            reads = reads_of(lives)
            await after_reset(core, lives)
            most = max(after - before for before, after in zip(reads, reads_of(lives), strict=True))
            restarts = [await after_restart(stack, core, lives) for _ in range(RESTARTS)]
        finally:
            await core.stop()
            stack.stop()
    return [
        figure('socket reset to "live", p95', 'ms', percentile(resets, 0.95), 300),
        figure('gateway well again to "live"', 's', statistics.median(restarts), 2),
        figure('reads per distinct query after a cut', '', most, 1),
    ]


async def open_screens(stack: Stack, core: Core) -> list[LiveQuery[Any]]:
    tenants = [Tenant(), Tenant()]
    connection = await psycopg.AsyncConnection.connect(stack.owner_url)
    async with connection:
        for tenant in tenants:
            await tenant.settle(connection)
    parts = (queries.proposal, queries.days, queries.activities, queries.comments)
    lives = []
    for tenant in tenants:
        viewers: tuple[Viewer, ...] = (tenant.anna, tenant.links['approve'], Anonymous())
        for viewer in viewers:
            lives += [core.live.open(of(tenant.proposal_id, tenant.id), viewer) for of in parts]
        lives.append(core.live.open(latest_proposals(tenant.id), tenant.anna))
    await is_live(core, lives)
    return lives


async def after_reset(core: Core, lives: list[LiveQuery[Any]]) -> float:
    """Milliseconds."""
    await asyncio.sleep(0.3)  # a socket that lasted so long was good
    began = time.monotonic()
    core.network.reset()
    await eventually(lambda: core.realtime.status.state is not LinkState.LIVE, every=0.001)
    await is_live(core, lives)
    return (time.monotonic() - began) * 1000


async def after_restart(stack: Stack, core: Core, lives: list[LiveQuery[Any]]) -> float:
    """Seconds."""
    await stack.restart_gateway(AWAY_S)
    began = time.monotonic()
    await is_live(core, lives)
    return time.monotonic() - began


async def is_live(core: Core, lives: list[LiveQuery[Any]]) -> None:
    """The badge says so, and each query has read what it may have missed."""
    await eventually(
        lambda: (
            core.realtime.status.state is LinkState.LIVE
            and all(live.status.state is LinkState.LIVE for live in lives)
        ),
        within=PATIENCE_S,
        every=0.001,
    )


def reads_of(lives: list[LiveQuery[Any]]) -> list[int]:
    return [live.reads for live in lives]


def figure(what: str, unit: str, value: float, limit: float) -> Figure:
    return Figure(code='P7', what=what, unit=unit, value=value, bar=Bar(limit=limit))

"""P9: being live must not slow down those who write.

A person would notice an import or a busy morning that takes longer because screens are open.
Measured as single-row commits per second by 1, 8 and 32 writers (pgbench, as far from Python as
can be) while the gateway streams and the app follows the organization; the floor is the same
Postgres in the same minute without gateway and slot, the app standing still.
"""

import os
import re
import signal
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from benchmarks import fanout
from benchmarks.figures import RUNS, Bar, Figure
from benchmarks.world import World
from services.local.cluster import binary
from tests.browser.app import wait_for

WRITERS = (1, 8, 32)
SECONDS = 2
RATE = re.compile(r'tps = ([\d.]+) \(without')
LEAST = {8: 0.75, 32: 0.8}
"""Of the rate without; one writer is told, not judged."""
ROWS = """
insert into proposal_activities (id, proposal_id, day_id, title, price)
select ('00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid, day.proposal_id, day.id,
       'Written often', 10
from generate_series(0, %s) as number, lateral (
    select id, proposal_id from proposal_days
    where organization_id = %s and proposal_id <> %s and deleted_at is null
    order by id limit 1
) as day
"""
"""A row for each writer, in the organization that is followed but on no open screen."""
WRITE = r"""
\set number random(1, 1000000000)
update proposal_activities set title = 'Written ' || :number
where id = ('00000000-0000-4000-8000-' || lpad(:client_id::text, 12, '0'))::uuid;
"""


def measure(world: World) -> list[Figure]:
    world.screens(1)
    make_rows(world)
    with_live: dict[int, list[float]] = {count: [] for count in WRITERS}
    without: dict[int, list[float]] = {count: [] for count in WRITERS}
    for _ in range(RUNS):
        for count in WRITERS:
            with_live[count].append(rate(world, count))
        with standing_still(world):
            for count in WRITERS:
                without[count].append(rate(world, count))
    return [
        Figure(
            code='P9',
            what=f'commits per second, {count} {"writer" if count == 1 else "writers"}',
            unit='/s',
            value=statistics.median(with_live[count]),
            floor=statistics.median(without[count]),
            bar=Bar(limit=LEAST[count], of_floor=True, at_least=True) if count in LEAST else None,
        )
        for count in WRITERS
    ]


def make_rows(world: World) -> None:
    with psycopg.connect(world.database_url) as connection:
        connection.execute('set local role service_role')
        values = (max(WRITERS) - 1, world.cell.organization_id, world.proposal_id)
        connection.execute(ROWS, values)


def rate(world: World, writers: int) -> float:
    """Commits per second of so many writers, each at its own row."""
    with tempfile.NamedTemporaryFile('w', suffix='.sql') as script:
        script.write(WRITE)
        script.flush()
        ran = subprocess.run(
            [
                *(str(binary('pgbench')), '--no-vacuum', '--protocol=prepared'),
                *(f'--client={writers}', f'--jobs={min(writers, 2)}', f'--time={SECONDS}'),
                *(f'--file={script.name}', world.database_url),
            ],
            env={**os.environ, 'PGOPTIONS': '-c role=service_role'},
            capture_output=True,
            text=True,
            check=False,
        )
    found = RATE.search(ran.stdout)
    if found is None:
        raise RuntimeError(f'pgbench: {ran.stderr.strip() or ran.stdout.strip()}')
    return float(found[1])


@contextmanager
def standing_still(world: World) -> Iterator[None]:
    """No gateway, no slot, and an app that cannot bring them back; afterwards all is live again."""
    world.app.kill('app', signal.SIGSTOP)
    try:
        world.app.kill('gateway', signal.SIGKILL)
        yield
    finally:
        world.app.kill('app', signal.SIGCONT)
    wait_for(lambda: fanout.to_screens(world, 1).missing == 0)

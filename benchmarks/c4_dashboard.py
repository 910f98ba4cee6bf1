"""C4: counters on a hundred dashboards follow fifty writes a second, and are not rushed by them.

A person would notice a number that is old, and one that never stands still.
Measured from the moment COMMIT is sent to the frame that shows that contact or a later one, on each
screen; the floor is the time between two frames that the counter allows itself.
"""

import time
from collections.abc import Sequence

import psycopg

from benchmarks.clock import now_ns
from benchmarks.figures import MS, Bar, Figure
from benchmarks.world import World
from services.dashboard.counting import AT_MOST_EVERY_S

GROUP = 'dashboards'
SCREENS, WRITES, EVERY_S = 100, 400, 0.02
BEFORE = 20_000
"""Contacts that are there: so many that their number is told from all others on the page."""
SHOWN = r'"(2\d,\d{3})"'
SECOND_NS = 1_000_000_000
ADD = "insert into contacts (organization_id, full_name) values (%s, 'Guest')"
FILL = "insert into contacts (organization_id, full_name) select %s, 'Guest ' || n from"
COUNT = 'select count(*) from contacts where organization_id = %s and deleted_at is null'
Seen = Sequence[Sequence[int]]
"""`[[moment, number], …]` of one screen."""


def measure(world: World) -> list[Figure]:
    with psycopg.connect(world.database_url) as connection:
        connection.execute('set role service_role')
        connection.execute("select set_config('tradewind.bulk', 'on', false)")
        organization = world.cell.organization_id
        connection.execute(f'{FILL} generate_series(1, {BEFORE}) n'.encode(), [organization])
        connection.commit()
        world.crowd.ask(
            'open', group=GROUP, url=f'{world.app.url}/', count=SCREENS, cookie=world.cookie()
        )
        counted = connection.execute(COUNT, [organization]).fetchone()
        connection.commit()
        assert counted
        world.crowd.ask('follow', group=GROUP, pattern=SHOWN)
        committed = write(connection, organization)
        time.sleep(2 * AT_MOST_EVERY_S + 1)
        seen: list[Seen] = world.crowd.ask('followed')['seen']
    world.crowd.ask('close', group=GROUP)
    first = int(counted[0]) + 1
    delays = [late for each in seen for late in behind(each, committed, first)]
    rate = len(committed) / ((committed[-1] - committed[0]) * MS / 1000)
    return [
        Figure(
            code='C4', what=f'most that one of {SCREENS} screens is behind, {rate:.0f} writes/s',
            unit='ms', value=max(delays), floor=AT_MOST_EVERY_S * 1000, bar=Bar(limit=1000),
        ),
        Figure(
            code='C4', what='most frames of a counter on a screen within a second', unit='',
            value=max(map(busiest, seen)), bar=Bar(limit=2),
        ),
        Figure(
            code='C4', what='screens that do not show the last number', unit='',
            value=sum(not each or each[-1][1] != first + WRITES - 1 for each in seen),
            bar=Bar(limit=0),
        ),
    ]  # fmt: skip


def write(connection: psycopg.Connection, organization: object) -> list[int]:
    """Add contacts one by one; when each COMMIT was sent."""
    committed, began = [], time.monotonic()
    for number in range(WRITES):
        time.sleep(max(0.0, began + number * EVERY_S - time.monotonic()))
        connection.execute(ADD, [organization])
        committed.append(now_ns())
        connection.commit()
    return committed


def behind(seen: Seen, committed: Sequence[int], first: int) -> list[float]:
    """Of each contact: how long until the screen showed its number or a later one, in ms."""
    delays, frames = [], iter(seen)
    frame = next(frames, None)
    for number, at_ns in enumerate(committed, first):
        while frame is not None and frame[1] < number:
            frame = next(frames, None)
        delays.append(float('inf') if frame is None else (frame[0] - at_ns) * MS)
    return delays


def busiest(seen: Seen) -> int:
    """Most frames within any second."""
    moments = [at_ns for at_ns, _ in seen]
    return max((sum(0 <= other - at < SECOND_NS for other in moments) for at in moments), default=0)

"""GROWTH: what one change costs as everything around it grows.

A person would notice when a firm that does well gets a program that does not. The work for a
change should be one read for each distinct query and a constant for each open screen; neither the
tenants nor the rows that nobody looks at may add to it. Measured as time on a core of the app's
process per change; not judged, except that a hundred tenants may not make it dearer.
"""

import statistics
from dataclasses import dataclass, field
from uuid import UUID, uuid4

import psycopg

from benchmarks import fanout
from benchmarks.cell import Cell
from benchmarks.changes import Offer
from benchmarks.figures import RUNS, Bar, Figure
from benchmarks.world import SCREENS, World
from services.proposals.share_links import ShareTokens

CHANGES = 8
SCREEN_COUNTS = (1, 10, 100, 1000)
ROW_COUNTS = (10, 100, 1000)
TENANTS = 100
LOOKERS = 5
"""Screens of a page whose rows or neighbours grow."""


@dataclass(kw_only=True)
class Firm:
    """An organization with one shared proposal of so many rows."""

    rows: int = 10
    id: UUID = field(default_factory=uuid4)
    proposal_id: UUID = field(default_factory=uuid4)
    day_id: UUID = field(default_factory=uuid4)
    link_id: UUID = field(default_factory=uuid4)

    def settle(self, connection: psycopg.Connection) -> None:
        """Write it in one transaction."""
        connection.execute('set local role service_role')
        values = self.__dict__
        for statement in STATEMENTS:
            connection.execute(statement, values)
        connection.commit()

    def url(self, world: World) -> str:
        secret = (world.app.data / 'secret').read_text().strip()
        return f'{world.app.url}/p/{ShareTokens(secret).token(self.link_id)}'


STATEMENTS = (
    'insert into organizations (id, organization_id, name) values (%(id)s, %(id)s, %(id)s)',
    """insert into proposals (id, organization_id, title, status)
    values (%(proposal_id)s, %(id)s, 'Growth', 'sent')""",
    """insert into proposal_days (id, organization_id, proposal_id, title)
    values (%(day_id)s, %(id)s, %(proposal_id)s, 'Day')""",
    """insert into proposal_activities
    (organization_id, proposal_id, day_id, title, price, position)
    select %(id)s, %(proposal_id)s, %(day_id)s, 'Activity ' || number, 10, number
    from generate_series(1, %(rows)s) as number""",
    """insert into share_links (id, organization_id, proposal_id)
    values (%(link_id)s, %(id)s, %(proposal_id)s)""",
)


def measure(world: World) -> list[Figure]:
    """Run it alone or first: screens of other benchmarks would count as well."""
    alone, crowded = by_tenants(world)
    return [
        *by_rows(world),
        figure('1 tenant', alone),
        figure(f'{TENANTS} tenants', crowded, alone, Bar(limit=1.5, of_floor=True)),
        *by_screens(world),
    ]


def by_screens(world: World) -> list[Figure]:
    figures = []
    for count in SCREEN_COUNTS:
        world.screens(count)
        figures.append(figure(f'{count:,} screens', cost(world, SCREENS, world.cell)))
    return figures


def by_rows(world: World) -> list[Figure]:
    figures = []
    for rows in ROW_COUNTS:
        firm = opened(world, rows=rows)
        cell = Cell(world.database_url, firm.proposal_id)
        spent = cost(world, str(firm.id), cell)
        cell.close()
        world.crowd.ask('close', group=str(firm.id))
        few = figures[0].value if figures else None
        figures.append(figure(f'{rows:,} rows on {LOOKERS} screens', spent, few))
    return figures


def by_tenants(world: World) -> tuple[float, float]:
    """The cost of a change in one firm, alone and with others who look at theirs."""
    firm = opened(world)
    cell = Cell(world.database_url, firm.proposal_id)
    alone = cost(world, str(firm.id), cell)
    for _ in range(TENANTS - 1):
        opened(world, screens=1)
    crowded = cost(world, str(firm.id), cell)
    cell.close()
    return alone, crowded


def opened(world: World, *, rows: int = 10, screens: int = LOOKERS) -> Firm:
    """A new firm whose proposal is open on some screens."""
    firm = Firm(rows=rows)
    with psycopg.connect(world.database_url) as connection:
        firm.settle(connection)
    group = str(firm.id)
    world.crowd.ask('open', group=group, url=firm.url(world), count=screens, at_once=1)
    return firm


def cost(world: World, group: str, cell: Cell | Offer) -> float:
    """Microseconds of the app's process per change."""
    fanout.to_group(world, group, 2, cell.change)
    runs = []
    for _ in range(RUNS):
        with fanout.metered(world.app_pid) as used:
            fanout.to_group(world, group, CHANGES, cell.change)
            runs.append(used() / CHANGES)
    return statistics.median(runs)


def figure(where: str, value: float, floor: float | None = None, bar: Bar | None = None) -> Figure:
    return Figure(
        code='GROWTH',
        what=f'server time per change, {where}',
        unit='µs',
        value=value,
        floor=floor,
        bar=bar,
    )

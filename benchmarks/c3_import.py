"""C3: fifty thousand contacts come in while twenty screens are open, and nobody waits.

Held against the least that any program would need: the same bytes copied into a table as they are.
The longest wait is that for the smallest answer of the app meanwhile.
"""

import asyncio
import time
from uuid import UUID

import psycopg

from benchmarks.child import Child
from benchmarks.figures import Bar, Figure, percentile
from benchmarks.p5_stalls import helper
from benchmarks.world import OWNER, World
from models import Import, ImportState
from models.viewer import Operator, System
from services.contacts.imports import commands, receiving, working
from services.contacts.imports.service import Imports
from services.database import Database
from services.local import keys
from tests.integration.contacts.imports.desk import pieces
from tests.integration.contacts.imports.people import guests

ROWS = 50_000
SCREENS = 20
GROUP = 'lists'
GIVE_UP_S = 300.0


def measure(world: World) -> list[Figure]:
    """Run it in a world of its own."""
    content = guests(ROWS)
    floor_s = copied(world, content)
    world.crowd.ask(
        'open', group=GROUP, url=f'{world.app.url}/contacts', count=SCREENS, cookie=world.cookie()
    )
    port = int(world.app.url.rsplit(':', 1)[1])
    with helper('benchmarks.probe') as probe:
        spent_s, waits_ms = asyncio.run(imported(world, content, probe, port))
    what = f'{ROWS:,} rows beside {SCREENS} lists'
    return [
        Figure(code='C3', what=what, unit='s', value=spent_s, floor=floor_s, bar=Bar(limit=60)),
        *(
            Figure(
                code='C3', what=f'{name} wait meanwhile', unit='ms',
                value=percentile(waits_ms, share), bar=Bar(limit=100) if share == 1 else None,
            )
            for name, share in (('longest', 1.0), ('p99', 0.99))
        ),
    ]  # fmt: skip


def copied(world: World, content: bytes) -> float:
    """Seconds to copy the file as it is."""
    password = keys.load(world.app.data / 'keys.json', may_make=False).owner_password
    with psycopg.connect(world.database_url, user='postgres', password=password) as connection:
        connection.execute('create temporary table t (a text, b text, c text, d text, e text)')
        began = time.monotonic()
        with connection.cursor().copy('copy t from stdin (format csv, header)') as copy:
            copy.write(content)
        connection.commit()
        return time.monotonic() - began


async def imported(
    world: World, content: bytes, probe: Child, port: int
) -> tuple[float, list[float]]:
    """Seconds from the first byte to the last contact, and each wait for the app meanwhile."""
    database = Database(world.database_url)
    viewer = await member(database)
    imports = Imports(database, world.database_url)
    probe.ask('start', port=port, path='/healthz')
    began = time.monotonic()
    row = await receiving.receive(database, viewer, file_name='guests.csv', body=pieces(content))
    imports.work_on(viewer, row)
    await reached(database, row.id, ImportState.READY)
    await imports.run(commands.start, viewer, id=row.id)
    await reached(database, row.id, ImportState.DONE)
    spent_s = time.monotonic() - began
    waits_ms: list[float] = probe.ask('stop')['waits_ms']
    await imports.stop()
    await database.close()
    return spent_s, waits_ms


async def reached(database: Database, id: UUID, state: ImportState) -> Import:
    """Raises: `TimeoutError`, and `RuntimeError` when it came to another end."""
    async with asyncio.timeout(GIVE_UP_S):
        while True:
            row: Import = await database.run(working.load, System(), id=id)
            if row.state is state:
                return row
            if row.state is ImportState.FAILED:
                raise RuntimeError(row.problem)
            await asyncio.sleep(0.1)


async def member(database: Database) -> Operator:
    async with database.read(System()) as session:
        found = await (await session.connection()).exec_driver_sql(
            f"select user_id, organization_id from profiles where email = '{OWNER}'"
        )
        user_id, organization_id = found.one()
    return Operator(user_id=user_id, organization_id=organization_id)

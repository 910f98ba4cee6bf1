"""Proves that rows of a table flow, without a trace: writes one as it is, and waits for it.

Serves the line in. An update that changes nothing goes through Postgres' log and Realtime like
any other, but keeps its revision, so every screen drops it and nobody sees anything.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.base import append_only_tables
from models.change import Change, ChangeKind
from models.viewer import System
from services.database import Database
from services.realtime import RealtimeService
from services.realtime.status import Flow

JOIN_TAKES = 3
"""Times as much patience as a change gets."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """What came of one try."""

    ms: float | None = None
    """Commit to arrival, if it arrived."""
    trouble: str = ''
    is_tried: bool = True


class Probe:
    """Listens to one organization while it lasts: `async with Probe(…) as probe: …`."""

    def __init__(
        self,
        database: Database,
        realtime: RealtimeService,
        organization_id: UUID,
        *,
        patience_s: float,
    ) -> None:
        self._database = database
        self._realtime = realtime
        self._organization_id = organization_id
        self._patience_s = patience_s
        self._flows = asyncio.Event()
        self._arrivals: dict[tuple[str, str], asyncio.Future[float]] = {}

    async def __aenter__(self) -> 'Probe':
        self._release = self._realtime.subscribe_to_table(
            '*',
            '*',
            f'organization_id=eq.{self._organization_id}',
            self._on_change,
            on_flow=self._on_flow,
        )
        return self

    async def __aexit__(self, *_: object) -> None:
        self._release()

    async def is_up(self) -> bool:
        """Whether the channel is joined; a hosted project's first join takes seconds."""
        try:
            async with asyncio.timeout(self._patience_s * JOIN_TAKES):
                await self._flows.wait()
        except TimeoutError:
            return False
        return True

    async def touch(self, table: str) -> Touch:
        """Write a row of this table as it is, and wait until that was here."""
        if table in append_only_tables():
            return Touch(trouble='Its rows are never changed, so none was written.', is_tried=False)
        key = await self._any_row(table)
        if key is None:
            return Touch(
                trouble='Nothing to try it with: your organization has no row here yet.',
                is_tried=False,
            )
        arrival = self._arrivals[table, str(key)] = asyncio.get_running_loop().create_future()
        try:
            async with self._database.write(System()) as session:
                await (await session.connection()).execute(
                    text(f'update public.{table} set organization_id = organization_id '
                         'where id = :id'), {'id': key},
                )  # fmt: skip
                began = time.perf_counter()
            async with asyncio.timeout(self._patience_s):
                arrived = await arrival
        except TimeoutError:
            waited = f'within {self._patience_s:g} s'
            return Touch(trouble=f'A change was written, but it did not arrive {waited}.')
        except DBAPIError as error:
            return Touch(trouble=f'Postgres refuses the change: {reason(error)}.')
        finally:
            self._arrivals.pop((table, str(key)), None)
        return Touch(ms=max(0.0, arrived - began) * 1000)

    async def _any_row(self, table: str) -> UUID | None:
        async with self._database.read(System()) as session:
            found = await session.scalar(
                text(f'select id from public.{table} where organization_id = :org limit 1'),
                {'org': self._organization_id},
            )
            return UUID(str(found)) if found else None

    def _on_change(self, change: Change) -> None:
        arrival = self._arrivals.get((change.table, change.key))
        if change.kind is ChangeKind.UPDATE and arrival is not None and not arrival.done():
            arrival.set_result(time.perf_counter())

    def _on_flow(self, flow: Flow) -> None:
        if flow is Flow.FLOWING:
            self._flows.set()
        else:
            self._flows.clear()


def reason(error: DBAPIError) -> str:
    """The first line of what Postgres said."""
    lines: Sequence[str] = str(error.orig).strip().splitlines()
    return lines[0].rstrip('.') if lines else type(error.orig).__name__

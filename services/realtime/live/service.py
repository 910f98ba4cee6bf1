"""All live queries of the process, shared by equal viewers, step 5 of the line in.

Changes arrive by `channels.py` and go to the queries that depend on them.
"""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from models.viewer import Operator, Viewer
from services.database import Database
from services.realtime.live.channels import OWN_CHANNELS, Channels
from services.realtime.live.colleagues import Colleagues
from services.realtime.live.database_probe import DatabaseProbe
from services.realtime.live.live_query import LiveQuery, Read
from services.realtime.live.member_query import MemberQuery
from services.realtime.live.pace import Pace
from services.realtime.live.query import Query, SharedBy
from services.realtime.live.reading import read_rows
from services.realtime.subscriptions import RealtimeService
from services.signals import Unsubscribe

log = logging.getLogger(__name__)

Row = TypeVar('Row')
READS_AT_ONCE = 8
"""After a gap everything is re-read; commands must still find a connection."""
Key = tuple[str, str]
"""Name of the read and scope of those who share it."""


@dataclass(slots=True)
class _Open:
    """A live query and how many opened it."""

    key: Key
    live: LiveQuery[Any]
    release: Unsubscribe
    colleagues: Colleagues[Any] | None = None
    """Of a query that members share."""
    users: int = 0
    farewell: asyncio.TimerHandle | None = None


class LiveService:
    """Opens and shares live queries; `stop` ends them all."""

    def __init__(
        self,
        database: Database,
        realtime: RealtimeService,
        *,
        pace: Pace | None = None,
        grace_s: float = 5.0,
        own_channels: int = OWN_CHANNELS,
    ) -> None:
        self._database = database
        self._realtime = realtime
        self._pace = pace or Pace()
        self._grace_s = grace_s
        self._channels = Channels(realtime, own_channels)
        self._open: dict[Key, _Open] = {}
        self._by_live: dict[LiveQuery[Any], _Open] = {}
        self._farewells: set[asyncio.Task[None]] = set()
        self._turns = asyncio.Semaphore(READS_AT_ONCE)
        self._probe = DatabaseProbe(database.ping, self._on_database_lost)

    @property
    def queries(self) -> Sequence[LiveQuery[Any]]:
        """Every query that is open now."""
        return [opened.live for opened in self._open.values()]

    @property
    def subscriptions(self) -> int:
        """How often something was opened; equal reads of equal viewers share one query."""
        return sum(opened.users for opened in self._open.values())

    @property
    def queue_depth(self) -> int:
        """Rows and lists that wait for their read."""
        return sum(opened.live.pending for opened in self._open.values())

    def open(self, query: Query[Row], viewer: Viewer) -> LiveQuery[Row]:
        """Return the live query of this read and scope; call `close` as often as this."""
        if query.shared_by is SharedBy.ORGANIZATION and isinstance(viewer, Operator):
            return self.share(query, viewer)
        key = (query.name, viewer.scope)
        return self._enter(
            self._open.get(key) or self._start(key, query, self._reader(query, viewer))
        )

    def share(self, query: Query[Row], viewer: Operator) -> MemberQuery[Row]:
        """A share of one's own in what the organization reads once; call `close` as often."""
        key = (query.name, viewer.organization_scope)
        opened = self._open.get(key)
        if opened is None:
            colleagues = Colleagues(query, viewer, self._database, self._turns)
            opened = self._start(key, query, colleagues.read)
            opened.colleagues = colleagues
        assert opened.colleagues is not None  # the scope is that of members
        share = opened.colleagues.join(self._enter(opened), viewer)
        self._by_live[share] = opened
        return share

    async def read(self, query: Query[Row], viewer: Viewer) -> Sequence[Row]:
        """Rows as they are now, without following them."""
        return await self._reader(query, viewer)(None)

    def hold_all(self) -> Sequence[LiveQuery[Any]]:
        """Every query that somebody uses, each with one more user; `close` each of them."""
        return [self._enter(opened) for opened in self._open.values() if opened.users]

    def close(self, live: LiveQuery[Any]) -> None:
        """One user less; the last one's leave ends the query after a grace period."""
        opened = self._by_live.get(live)
        if opened is None or opened.users == 0:
            return
        if opened.colleagues is not None and isinstance(live, MemberQuery):
            opened.colleagues.leave(live)
            del self._by_live[live]
        opened.users -= 1
        if opened.users == 0:
            loop = asyncio.get_running_loop()
            opened.farewell = loop.call_later(self._grace_s, self._end, opened)

    async def stop(self) -> None:
        """End every query; the service can be used again."""
        for opened in list(self._open.values()):
            self._end(opened)
        self._channels.close()
        await self._probe.stop()
        while self._farewells:
            await asyncio.wait(self._farewells)

    def _enter(self, opened: _Open) -> LiveQuery[Any]:
        if opened.farewell is not None:
            opened.farewell.cancel()
            opened.farewell = None
        opened.users += 1
        return opened.live

    def _start(self, key: Key, query: Query[Row], read: Read[Row]) -> _Open:
        self._check(query)
        live = LiveQuery(query, read, pace=self._pace, metrics=self._realtime.metrics)
        leave = self._channels.enrol(live)
        report = live.on_status(lambda status: self._realtime.health.report(live, status.state))

        def release() -> None:
            report()
            leave()
            self._realtime.health.report(live, None)

        opened = _Open(key=key, live=live, release=release)
        self._open[key] = self._by_live[live] = opened
        self._realtime.health.report(live, live.status.state)
        self._probe.start()
        return opened

    def _end(self, opened: _Open) -> None:
        if self._open.get(opened.key) is not opened:
            return
        del self._open[opened.key], self._by_live[opened.live]
        for share in opened.colleagues.shares if opened.colleagues else ():
            del self._by_live[share]
            share.end()
        if opened.farewell is not None:
            opened.farewell.cancel()
        opened.release()
        task = asyncio.get_running_loop().create_task(opened.live.stop())
        self._farewells.add(task)
        task.add_done_callback(self._farewells.discard)

    def _check(self, query: Query[Any]) -> None:
        strangers = {each.table for each in query.depends_on} - set(self._realtime.tables)
        if strangers:
            raise ValueError(f'{query.name}: not live: {", ".join(sorted(strangers))}')

    def _reader(self, query: Query[Row], viewer: Viewer) -> Read[Row]:
        async def read(keys: frozenset[UUID] | None) -> Sequence[Row]:
            async with self._turns:
                return await read_rows(self._database.reader(viewer), query, keys)

        return read

    def _on_database_lost(self) -> None:
        """Let each query find out, show it and keep trying."""
        for opened in self._open.values():
            opened.live.refresh()

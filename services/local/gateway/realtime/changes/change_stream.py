"""One life of the connection to Postgres: stream, catalog and subscriptions, until any of it fails.

A new life begins with nothing: what was committed in between is unknown, so every channel is
subscribed again and told so.
"""

import asyncio
import logging
import os
import socket
import time
from collections import deque
from contextlib import AsyncExitStack, suppress
from dataclasses import dataclass
from typing import Self

import psycopg

from .catalog import Catalog
from .delivery import Delivery
from .gate import Gate
from .pgoutput import Begin, Relation, RowChange, Signal, parse, relation_of
from .records import Event
from .registry import Listener, Registry
from .replication import Replication
from .subscriptions import Refused, Resolver
from .visibility import Passing, settle

log = logging.getLogger(__name__)

BATCH = 500
BREATH_S = 0.01
"""A first change is delivered at once; in a stream of them several share a round trip."""
BACKLOG_BYTES = 64 * 1024 * 1024
SUBSCRIBED = 'Subscribed to PostgreSQL'
_SETTINGS = (
    '-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres -c bytea_output=hex '
    '-c extra_float_digits=1 -c statement_timeout='
)
_BEGIN = ord('B')
_PATIENCE = {'reader': '10s', 'catalog_reader': '10s', 'judge': '500ms'}
"""Of each connection; the judge weighs what clients wrote, and everybody waits for it."""


class Overrun(Exception):
    """More changes waited than memory should hold; they are dropped and a new life begins."""


@dataclass(frozen=True, slots=True)
class _SchemaChanged:
    """A mark among the changes: read the catalog again before the next one."""

    xid: int


class ChangeStream:
    """Owns three connections and the stream; `serve` runs until one of them is lost."""

    def __init__(
        self,
        replication: Replication,
        reader: psycopg.AsyncConnection[object],
        catalog_reader: psycopg.AsyncConnection[object],
        judge: psycopg.AsyncConnection[object],
    ) -> None:
        self._replication = replication
        self._reader, self._catalog_reader, self._judge = reader, catalog_reader, judge
        self._catalog = Catalog()
        self._registry = Registry()
        self._resolver = Resolver(self._catalog, catalog_reader, judge)
        self._delivery = Delivery(self._catalog, self._registry, reader, judge)
        self._relations: dict[int, Relation] = {}
        self._gates: dict[int, Gate] = {}
        self._gates_version = 0
        """Of the registry that the gates were made for."""
        self._queue: deque[tuple[Event | _SchemaChanged, int]] = deque()
        self._queued_bytes = 0
        self._arrived = asyncio.Event()
        self._schema_changed = asyncio.Event()
        replication.lost.add_done_callback(lambda _: self._arrived.set())
        self._resolving = asyncio.Lock()
        self._reloading = asyncio.Lock()
        self._known: dict[Listener, None] = {}
        """Those whose registration has ended: a reload subscribes or refuses them again."""
        self._pending: _SchemaChanged | None = None
        """The last change of the schema, until everybody is subscribed by it."""
        self._passing = Passing()
        self._begun: tuple[bytes, Begin] | None = None

    @classmethod
    async def open(cls, stack: AsyncExitStack, url: str, slot: str) -> Self:
        """Connect; everything is closed with `stack`. Raises: psycopg.Error."""
        connections = {}
        for name, patience in _PATIENCE.items():
            connections[name] = connection = await psycopg.AsyncConnection.connect(
                url, autocommit=True, options=_SETTINGS + patience
            )
            stack.push_async_callback(connection.close)
        replication = await Replication.open(url, slot)
        stack.push_async_callback(replication.close)
        changes = cls(replication, **connections)
        await changes._catalog.load(changes._catalog_reader)
        replication.read(changes._on_message)
        return changes

    async def subscribe(self, listener: Listener) -> None:
        """Check what a channel wants and tell it whether it will get it. Raises: psycopg.Error."""
        if await self._register(listener):
            await self._acknowledge(listener)
            listener.announce('ok', SUBSCRIBED)

    async def look(self, listener: Listener) -> None:
        """Its interest is another one now: tell when that can be relied on. Raises: psycopg.Error.

        Rows of it are dropped no more from the first step of this call on.
        """
        self._registry.version += 1
        await self._acknowledge(listener)

    def remove(self, listener: Listener) -> None:
        self._known.pop(listener, None)
        self._registry.remove(listener)

    def end(self, error: psycopg.Error) -> None:
        """Let `serve` raise: a connection was found dead by somebody else."""
        self._replication.abandon(error)

    def hang_up(self) -> None:
        """Whoever waits for an answer hears that none will come."""
        for connection in (self._reader, self._catalog_reader, self._judge):
            with (
                suppress(psycopg.Error, OSError),
                socket.socket(fileno=os.dup(connection.fileno())) as ours,
            ):
                ours.shutdown(socket.SHUT_RDWR)

    async def serve(self) -> None:
        """Deliver until the stream or a connection ends. Raises: ReplicationLost, psycopg.Error."""
        not_before = time.monotonic()
        while True:
            await self._wait()
            if self._passing.is_many:
                await self._passing.forget(self._reader)
                continue
            await self._gather(not_before - time.monotonic())
            not_before = time.monotonic() + BREATH_S
            batch, changed = self._take()
            if batch:
                await self._delivery.deliver(batch)
            if changed:
                # the stream is ahead of what new snapshots see
                await settle(self._catalog_reader, {changed.xid}, ())
                await self._reload()
                if self._pending is changed:
                    self._pending = None

    async def _acknowledge(self, listener: Listener) -> None:
        """Nothing is missed from here on: what was dropped is seen by whoever reads next."""
        interest = listener.interest
        await self._passing.settle(self._catalog_reader)
        if interest is not None:
            listener.acknowledge(interest.serial)

    async def _register(self, listener: Listener) -> bool:
        """Whether the listener's subscriptions stand; it hears why when they do not."""
        self._known.pop(listener, None)  # a reload beside this would tell it twice
        try:
            try:
                return await self._try(listener)
            except Refused:
                await self._reload()  # its schema may be newer than the stream's place
                return await self._try(listener)
        except Refused as error:
            self._refuse(listener, error)
            return False

    async def _try(self, listener: Listener) -> bool:
        async with self._resolving:
            if not listener.is_open:  # it left while others were being subscribed
                return False
            found = [
                subscription
                for binding in listener.bindings
                for subscription in await self._resolver.resolve(binding, listener.claims.role)
            ]
            if listener.is_open:
                self._registry.add(listener, found)
                self._known[listener] = None
            return listener.is_open

    def _refuse(self, listener: Listener, error: Refused) -> None:
        self._registry.remove(listener)
        if listener.is_open:
            self._known[listener] = None  # a later schema may have what it wants
        listener.announce('error', str(error))

    async def _reload(self) -> None:
        """After DDL: silently when nothing published changed, loudly when the set of tables did."""
        async with self._reloading:
            async with self._resolving:
                before = self._catalog.tables
                await self._catalog.load(self._catalog_reader)
                tables = self._catalog.tables
                if tables == before:
                    return
                self._resolver.forget()
                self._gates.clear()
            log.info('published tables changed')
            for listener in list(self._known):
                await self._renew(listener, is_told=tables.keys() != before.keys())

    async def _renew(self, listener: Listener, *, is_told: bool) -> None:
        if listener not in self._known:  # it left, or is being registered anew
            return
        try:
            is_standing = await self._try(listener)
        except Refused as error:
            self._refuse(listener, error)
        else:
            if is_standing and is_told:
                listener.announce('ok', SUBSCRIBED)

    async def _wait(self) -> None:
        while not self._queue and not self._passing.is_many:
            if self._replication.lost.done():
                self._replication.lost.result()
            self._arrived.clear()
            await self._arrived.wait()

    async def _gather(self, pause_s: float) -> None:
        """Let changes come together; a changed schema is not kept waiting."""
        if pause_s > 0:
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._schema_changed.wait()
        self._schema_changed.clear()

    def _take(self) -> tuple[list[Event], _SchemaChanged | None]:
        batch: list[Event] = []
        while self._queue and len(batch) < BATCH:
            item, size = self._queue.popleft()
            self._queued_bytes -= size
            if isinstance(item, _SchemaChanged):
                while self._queue and isinstance(following := self._queue[0][0], _SchemaChanged):
                    item = following
                    self._queue.popleft()
                return batch, item
            batch.append(item)
        return batch, None

    def _on_message(self, data: bytes) -> None:
        if data[0] == _BEGIN:
            self._passing.add(data)
            if self._passing.is_many:
                self._arrived.set()
            return
        oid = relation_of(data)
        if oid is not None and self._pending is None and not self._gate(oid).passes(data):
            return
        parsed = parse(data)
        if isinstance(parsed, Relation):
            self._relations[parsed.oid] = parsed
            self._gates.pop(parsed.oid, None)
        elif isinstance(parsed, RowChange):
            begin = self._begin()
            event = Event(self._relations[parsed.oid], parsed, begin.xid, begin.committed_at)
            self._push(event, len(data))
        elif isinstance(parsed, Signal) and parsed.prefix == 'realtime':
            # rows of a table made anew come before anybody is subscribed to it
            self._pending = _SchemaChanged(self._begin().xid)
            self._push(self._pending, 0)
            self._schema_changed.set()

    def _begin(self) -> Begin:
        """How the transaction of the current message began."""
        data = self._passing.latest
        if self._begun is None or self._begun[0] is not data:
            parsed = parse(data)
            assert isinstance(parsed, Begin)
            self._begun = data, parsed
        return self._begun[1]

    def _gate(self, oid: int) -> Gate:
        if self._gates_version != self._registry.version:
            self._gates.clear()
            self._gates_version = self._registry.version
        gate = self._gates.get(oid)
        if gate is None:
            gate = self._gates[oid] = Gate(
                self._catalog.tables.get(oid), self._relations[oid], self._registry.groups(oid)
            )
        return gate

    def _push(self, item: Event | _SchemaChanged, size: int) -> None:
        self._queued_bytes += size
        if self._queued_bytes > BACKLOG_BYTES:
            self._replication.abandon(Overrun('too many changes wait for delivery'))
            return
        self._queue.append((item, size))
        self._arrived.set()

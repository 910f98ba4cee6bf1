"""Connects each live query with the changes that concern it, between steps 4 and 5 of the line in.

One channel per organization, as far as a socket may join so many; hard deletes come on another.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from models.change import Change, ChangeKind
from services.realtime.interest import Wish
from services.realtime.live.live_query import LiveQuery
from services.realtime.live.query import Query
from services.realtime.status import Flow
from services.realtime.subscriptions import RealtimeService
from services.signals import Unsubscribe

OWN_CHANNELS = 80
"""Organizations with a channel of their own; a socket may join 100, and a server refuses more.

The next ones share one that carries everybody's changes.
"""
JOINS_WITHIN_S = 0.05
"""A first read waits so long for the channel: what is read before must be read once more."""


@dataclass(slots=True, eq=False)
class _Line:
    """One query and what it hears."""

    live: LiveQuery[Any]
    flow: Flow = Flow.IDLE
    release: Unsubscribe = lambda: None
    start: asyncio.TimerHandle | None = None

    def hand_out(self, change: Change) -> None:
        for dependency in self.live.query.depends_on:
            if dependency.table == change.table:
                self.live.offer(dependency, change)

    def end(self) -> None:
        self.release()
        if self.start is not None:
            self.start.cancel()


@dataclass(slots=True)
class _Organization:
    has_channel: bool
    """Of its own."""
    lines: dict[_Line, None] = field(default_factory=dict)
    """Used as an ordered set."""


class Channels:
    """`enrol` each query; `close` when there is none any more."""

    def __init__(self, realtime: RealtimeService, own_channels: int = OWN_CHANNELS) -> None:
        self._realtime = realtime
        self._own_channels = own_channels
        self._organizations: dict[UUID, _Organization] = {}
        self._deletes_flow = Flow.IDLE
        self._release_deletes: Unsubscribe | None = None

    def enrol(self, live: LiveQuery[Any]) -> Unsubscribe:
        """Let a query hear what concerns it, and begin; returns how to undo it."""
        self._listen_for_deletes()
        organization_id = live.query.organization_id
        organization = self._organizations.get(organization_id)
        if organization is None:
            organization = self._organizations[organization_id] = self._open()
        line = _Line(live)
        organization.lines[line] = None
        line.release = self._subscribe(line, organization)
        self._begin(line)

        def leave() -> None:
            line.end()
            organization.lines.pop(line, None)
            if not organization.lines and self._organizations.get(organization_id) is organization:
                del self._organizations[organization_id]

        return leave

    def close(self) -> None:
        if self._release_deletes is not None:
            self._release_deletes()
            self._release_deletes = None

    def _open(self) -> _Organization:
        taken = sum(each.has_channel for each in self._organizations.values())
        return _Organization(has_channel=taken < self._own_channels)

    def _subscribe(self, line: _Line, organization: _Organization) -> Unsubscribe:
        def on_flow(flow: Flow) -> None:
            line.flow = flow
            self._show(line)

        query, subscribe = line.live.query, self._realtime.subscribe
        own = str(query.organization_id)
        if organization.has_channel:
            filter = f'organization_id=eq.{own}'
            return subscribe(frozenset(_wishes(query)), filter, line.hand_out, on_flow=on_flow)

        def pick(change: Change) -> None:
            if change.record.get('organization_id') == own:
                line.hand_out(change)

        return subscribe(frozenset(_wishes(query, among_others=True)), '', pick, on_flow=on_flow)

    def _begin(self, line: _Line) -> None:
        """Read at once, but for a channel that is about to flow: what it tells comes first."""
        if Flow.worst((line.flow, self._deletes_flow)) is Flow.JOINING:
            loop = asyncio.get_running_loop()
            line.start = loop.call_later(JOINS_WITHIN_S, line.live.start)
        else:
            line.live.start()

    def _show(self, line: _Line) -> None:
        flow = Flow.worst((line.flow, self._deletes_flow))
        line.live.on_flow(flow)
        if flow is not Flow.JOINING and line.start is not None:
            line.live.start()

    def _listen_for_deletes(self) -> None:
        if self._release_deletes is None:
            self._release_deletes = self._realtime.subscribe_to_table(
                '*', ChangeKind.DELETE, '', self._on_delete, on_flow=self._on_deletes_flow
            )

    def _on_delete(self, change: Change) -> None:
        """A hard delete names a key and no organization: whoever holds the row knows."""
        for line in self._lines():
            line.hand_out(change)

    def _on_deletes_flow(self, flow: Flow) -> None:
        self._deletes_flow = flow
        for line in self._lines():
            self._show(line)

    def _lines(self) -> Iterator[_Line]:
        for organization in list(self._organizations.values()):
            yield from list(organization.lines)


def _wishes(query: Query[Any], *, among_others: bool = False) -> Iterator[Wish]:
    """What the query looks at; on a channel of everybody's, within its organization."""
    for each in query.depends_on:
        if each.column and _is_uuid(each.value):
            yield Wish(table=each.table, column=each.column, value=each.value, tells=each.key)
        elif among_others:
            own = str(query.organization_id)
            yield Wish(table=each.table, column='organization_id', value=own, tells=each.key)
        else:
            # any other value may be spelled otherwise by Postgres
            yield Wish(table=each.table, tells=each.key)


def _is_uuid(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False

"""A batch of changes to frames: filters, one visibility round trip, one encoding per audience."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import psycopg

from ..codec import Message, Vsn, encode_raw
from .catalog import Catalog, Connection, Rights, Table
from .interest import Interest
from .matching import Matcher, is_refusal
from .pgoutput import Kind
from .records import Event, error_of, render, render_error, render_hint
from .registry import Group, Listener, Registry, Row
from .visibility import Probe, Verdict, settle

log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Audience:
    """A change and the groups that asked for it."""

    event: Event
    table: Table
    groups: list[tuple[Group, Rights]]
    pending: list[tuple[Group, Matcher]] = field(default_factory=list)
    """Conditions that only Postgres can judge."""


@dataclass(slots=True)
class _Question:
    """One condition that Postgres must judge, with all the values of a batch."""

    groups: dict[Group, None] = field(default_factory=dict)
    answers: dict[str | None, bool] = field(default_factory=dict)

    @property
    def listeners(self) -> list[Listener]:
        return list(dict.fromkeys(member for group in self.groups for member in group.members))


class Delivery:
    """Carries batches, in order, over one connection; another one judges filters."""

    def __init__(
        self, catalog: Catalog, registry: Registry, connection: Connection, judge: Connection
    ) -> None:
        self._catalog = catalog
        self._registry = registry
        self._connection = connection
        self._judge = judge

    async def deliver(self, events: Sequence[Event]) -> None:
        """Raises: psycopg.Error."""
        audiences = [found for event in events if (found := await self._audience(event))]
        await self._ask_postgres(audiences)
        audiences = [audience for audience in audiences if audience.groups]
        if not audiences:
            return
        probes = _probes(audiences)
        xids = {audience.event.xid for audience in audiences}
        verdict = await settle(self._connection, xids, probes)
        for audience in audiences:
            self._send(audience, verdict)

    async def _audience(self, event: Event) -> _Audience | None:
        table = self._catalog.tables.get(event.change.oid)
        if table is None:
            return None
        audience = _Audience(event, table, [])
        # without a key nobody is shown a row, so everybody hears that there was one
        row = event.row if table.key else None
        for group in list(self._registry.candidates(table.oid, row)):
            if not group.wants(event.kind):
                continue
            left = _open_matchers(group, row)
            if left is None:
                continue
            rights = await self._catalog.rights(self._connection, group.claims.role)
            audience.groups.append((group, rights))
            audience.pending.extend((group, matcher) for matcher in left)
        if audience.groups:
            if unknown := self._catalog.unknown(event.relation):
                await self._catalog.load_types(self._connection, unknown)
            return audience
        return None

    async def _ask_postgres(self, audiences: Sequence[_Audience]) -> None:
        """Each distinct condition is asked once, with all the values of the batch."""
        questions: dict[tuple[int, Matcher], _Question] = {}
        for audience in audiences:
            for group, matcher in audience.pending:
                question = questions.setdefault((audience.table.oid, matcher), _Question())
                question.groups[group] = None
                question.answers[audience.event.row[matcher.column]] = False
        for (_, matcher), question in questions.items():
            await self._answer(matcher, question)
        for audience in audiences:
            refused = {
                group
                for group, matcher in audience.pending
                if not questions[audience.table.oid, matcher].answers[
                    audience.event.row[matcher.column]
                ]
            }
            if refused:
                audience.groups = [it for it in audience.groups if it[0] not in refused]

    async def _answer(self, matcher: Matcher, question: _Question) -> None:
        if not question.listeners:  # another filter of theirs has just ended
            return
        values = list(question.answers)
        try:
            answers = await matcher.ask(self._judge, values)
        except psycopg.Error as error:
            if not is_refusal(error):
                raise
            self._end(matcher, question, type(error).__name__)
        else:
            question.answers.update(zip(values, answers, strict=True))

    def _end(self, matcher: Matcher, question: _Question, reason: str) -> None:
        """Who filters in a way that fails on a row hears it, and nothing more of any row."""
        listeners = question.listeners
        # not the error's own words, which may be a row's
        log.warning('a filter ended for %d channels: %s', len(listeners), reason)
        for listener in listeners:
            self._registry.remove(listener)
            listener.announce('error', f'Changes have ended: {matcher.condition} fails: {reason}')

    def _send(self, audience: _Audience, verdict: Verdict) -> None:
        """One frame per channel and view, encoded once for all that get the same bytes."""
        views: dict[tuple[str, frozenset[str] | None], _View] = {}
        for group, rights in audience.groups:
            if not _may_see(audience, group, rights, verdict):
                continue
            select = group.subscription.select
            view = views.setdefault((group.claims.role, select), _View(rights, select))
            for listener, ids in group.members.items():
                if (interest := listener.interest) is not None:
                    view.hinted[listener] = interest
                    continue
                view.receivers.setdefault(listener, []).extend(ids)
        for view in views.values():
            view.send(audience.event, audience.table, self._catalog)


@dataclass(slots=True)
class _View:
    """Who sees a change in the same words."""

    rights: Rights
    select: frozenset[str] | None
    receivers: dict[Listener, list[int]] = field(default_factory=dict)
    hinted: dict[Listener, Interest] = field(default_factory=dict)

    def send(self, event: Event, table: Table, catalog: Catalog) -> None:
        self._send_hints(event, table, catalog)
        if self.receivers:
            self._send_records(event, table, catalog)

    def _send_hints(self, event: Event, table: Table, catalog: Catalog) -> None:
        hints: dict[frozenset[str], str] = {}
        key = (table.oid, event.kind, event.key(table))
        for listener, interest in self.hinted.items():
            if table.key and not interest.covers(table.name, event.row):
                continue
            hint = hints.get(interest.columns)
            if hint is None:
                hint = render_hint(event, table, self.rights, interest.columns, catalog)
                hints[interest.columns] = hint
            listener.hint(key, hint)

    def _send_records(self, event: Event, table: Table, catalog: Catalog) -> None:
        error = error_of(event, table, self.rights)
        data = (
            render_error(event, error)
            if error
            else render(event, table, self.rights, self.select, catalog)
        )
        frames: dict[tuple[Vsn, str, tuple[int, ...]], str] = {}
        for listener, ids in self.receivers.items():
            key = (listener.vsn, listener.topic, tuple(ids))
            frame = frames.get(key)
            if frame is None:
                message = Message(listener.topic, 'postgres_changes', None)
                payload = f'{{"ids":[{",".join(map(str, ids))}],"data":{data}}}'
                frame = frames[key] = encode_raw(message, payload, listener.vsn)
            listener.deliver(frame)


def _open_matchers(group: Group, row: Row | None) -> list[Matcher] | None:
    """Conditions left to Postgres; None when the row fails one already."""
    left = []
    for matcher in group.subscription.matchers if row is not None else ():
        if row is None or matcher.column not in row:
            return None
        if matcher.test is None:
            left.append(matcher)
        elif not matcher.test(row[matcher.column]):
            return None
    return left


def _needs_probe(audience: _Audience, rights: Rights) -> bool:
    return (
        audience.table.has_rls
        and audience.event.kind is not Kind.DELETE
        and not rights.bypasses_rls
        and error_of(audience.event, audience.table, rights) is None
    )


def _may_see(audience: _Audience, group: Group, rights: Rights, verdict: Verdict) -> bool:
    if not _needs_probe(audience, rights):
        return True
    key = audience.event.key(audience.table)
    return key is not None and verdict.allows(audience.table, group.claims, key)


def _probes(audiences: Iterable[_Audience]) -> list[Probe]:
    probes: dict[int, Probe] = {}
    for audience in audiences:
        key = audience.event.key(audience.table)
        for group, rights in audience.groups:
            if key is not None and _needs_probe(audience, rights):
                probe = probes.setdefault(audience.table.oid, Probe(audience.table))
                probe.add(key, group.claims)
    return list(probes.values())

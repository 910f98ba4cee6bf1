"""What the database may hold after all that was written, refused, or left without an answer."""

from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql
from psycopg.rows import dict_row

from services.errors import AppError, Unavailable
from tests.chaos.verdict import Sin, Verdict


class Outcome(Enum):
    """What the person heard."""

    ACKNOWLEDGED = auto()
    UNKNOWN = auto()
    """An error that says the database was away: done once or not at all."""
    REFUSED = auto()
    """An error that says no: not done."""


class Kind(Enum):
    INSERT = auto()
    UPDATE = auto()
    DELETE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What a write does to one row when it is committed."""

    kind: Kind
    table: str
    id: UUID
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class _Row:
    """All that one row may look like."""

    there: set[bool] = field(default_factory=lambda: {False})
    low: int = 0
    high: int = 0
    """Bounds of the revision while it is there."""
    values: dict[str, set[Any]] = field(default_factory=dict)


UNTOLD = {
    'contact': """
        select * from (
          select c.id, c.revision as acts, (
            select count(*) from activity_events e where e.contact_id = c.id) as told
          from contacts c where c.organization_id = any(%s)) each
        where told <> acts""",
    'comment': """
        select * from (
          select c.id, 1 as acts, (
            select count(*) from activity_events e
            where e.proposal_id = c.proposal_id and e.data ->> 'comment_id' = c.id::text
              and e.kind in ('comment_added', 'comment_answered')) as told
          from proposal_comments c where c.organization_id = any(%s)) each
        where told <> acts""",
}
"""Rows that were written more or less often than their activity tells: each write is one event."""
ANY = object()
"""A value that was there before anything was written."""


class Journal:
    """Takes effects with their outcome, and compares with the database in the end."""

    def __init__(self, verdict: Verdict) -> None:
        self._verdict = verdict
        self._rows: dict[tuple[str, UUID], _Row] = {}
        self._texts: dict[tuple[str, str, str], Outcome] = {}

    async def attempt(self, write: Awaitable[object]) -> Outcome:
        """Wait for a write and say what its author heard."""
        outcome = Outcome.ACKNOWLEDGED
        try:
            await write
        except (Unavailable, OSError, psycopg.OperationalError):
            outcome = Outcome.UNKNOWN
        except AppError:
            outcome = Outcome.REFUSED
        except Exception as error:
            self._verdict.add(Sin.TRACEBACK, f'a write raised {error!r}')
            outcome = Outcome.UNKNOWN
        self._verdict.counts[outcome.name.lower()] += 1
        return outcome

    def settle(self, *written: tuple[Outcome, Iterable[Effect]]) -> None:
        """Take down writes that ran at the same time, in whatever order they were committed."""
        touched: dict[tuple[tuple[str, UUID], str], set[Any]] = {}
        for outcome, effects in written:
            if outcome is Outcome.REFUSED:
                continue
            for effect in effects:
                row = self._rows.setdefault((effect.table, effect.id), _Row())
                self._bound(row, effect.kind, outcome)
                for name, value in effect.values.items():
                    place = ((effect.table, effect.id), name)
                    known = touched.setdefault(place, set())
                    known.add(value)
                    if outcome is Outcome.UNKNOWN:
                        known |= row.values.get(name, {ANY})
        for (key, name), values in touched.items():
            self._rows[key].values[name] = values

    def settle_text(self, table: str, column: str, text: str, outcome: Outcome) -> None:
        """A row that its command gave an id nobody heard of."""
        self._texts[table, column, text] = outcome

    @staticmethod
    def _bound(row: _Row, kind: Kind, outcome: Outcome) -> None:
        is_sure = outcome is Outcome.ACKNOWLEDGED
        if kind is Kind.DELETE:
            row.there = {False} if is_sure else {False, *row.there}
            if is_sure:
                row.values.clear()
            return
        if kind is Kind.INSERT:
            row.low = row.high = 1
            row.there = {True} if is_sure else {True, *row.there}
            return
        row.high += 1
        if is_sure:
            row.low += 1
            row.there = {True}

    async def compare(self, url: str, organizations: Iterable[UUID]) -> None:
        """Read every table once, past all rights."""
        connection = await psycopg.AsyncConnection.connect(
            url, autocommit=True, row_factory=dict_row
        )
        tables = {table for table, _ in self._rows} | {table for table, _, _ in self._texts}
        async with connection:
            for table in sorted(tables):
                wanted = sql.SQL('select * from {} where organization_id = any(%s)')
                cursor = await connection.execute(
                    wanted.format(sql.Identifier(table)), [list(organizations)]
                )
                self._compare(table, await cursor.fetchall())
            for name, statement in UNTOLD.items():
                cursor = await connection.execute(statement, [list(organizations)])
                for row in await cursor.fetchall():
                    sin = Sin.LOST if row['told'] < row['acts'] else Sin.DOUBLED
                    told = f'{row["told"]} events of {row["acts"]} acts'
                    self._verdict.add(sin, f'{name} {row["id"]}: {told}')

    def _compare(self, table: str, found: list[dict[str, Any]]) -> None:
        by_id = {row['id']: row for row in found}
        for (name, id), row in self._rows.items():
            if name == table:
                self._judge(f'{table} {id}', row, by_id.get(id))
        for (name, column, text), outcome in self._texts.items():
            if name != table:
                continue
            count = sum(row[column] == text for row in found)
            if outcome is Outcome.ACKNOWLEDGED and count == 0:
                self._verdict.add(Sin.LOST, f'{table} {text!r}')
            if count > (0 if outcome is Outcome.REFUSED else 1):
                self._verdict.add(Sin.DOUBLED, f'{table} {text!r}: {count}, {outcome.name}')

    def _judge(self, name: str, row: _Row, found: dict[str, Any] | None) -> None:
        if (found is not None) not in row.there:
            self._verdict.add(Sin.LOST, f'{name} is {"not " * (found is None)}there')
        if found is None or True not in row.there:
            return
        if found['revision'] < row.low:
            self._verdict.add(Sin.LOST, f'{name}: {found["revision"]} of {row.low} writes')
        if found['revision'] > row.high:
            self._verdict.add(Sin.DOUBLED, f'{name}: {found["revision"]} of {row.high} writes')
        for column, values in row.values.items():
            if not values & {found[column], ANY}:
                self._verdict.add(Sin.LOST, f'{name}.{column}: {found[column]!r}, not {values}')

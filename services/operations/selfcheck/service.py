"""Checks every live table from the catalogue to a change that arrives; serves the line in."""

import asyncio

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from models.viewer import Operator, System, Viewer
from services.database import Database
from services.operations.selfcheck import report
from services.operations.selfcheck.probe import Probe, Touch, reason
from services.operations.selfcheck.report import Facts, TableReport, Verdict
from services.realtime import RealtimeService

NOT_UP = (
    'The line is not up. First put right what is said above, then look at SUPABASE_URL and the '
    'service role key.'
)
CATALOGUE = text("""
    select c.relname as table, c.relrowsecurity as is_secured, c.relforcerowsecurity as is_forced,
           exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary) as has_key,
           p.oid is not null as has_publication,
           coalesce(p.puballtables, false) or exists (
             select from pg_publication_tables t where t.pubname = :publication
             and t.schemaname = 'public' and t.tablename = c.relname) as is_published,
           array_remove(array[
             case when not p.pubinsert then 'insert' end,
             case when not p.pubupdate then 'update' end,
             case when not p.pubdelete then 'delete' end], null) as misses
    from pg_class c left join pg_publication p on p.pubname = :publication
    where c.relnamespace = 'public'::regnamespace and c.relname = any(:tables)
""")


class SelfCheck:
    """`run` takes a moment: at most a few times the patience."""

    def __init__(
        self, database: Database, realtime: RealtimeService, *, patience_s: float = 3.0
    ) -> None:
        self._database = database
        self._realtime = realtime
        self._patience_s = patience_s

    async def run(self, viewer: Operator) -> list[TableReport]:
        """A report for each table that screens show, as this viewer.

        Raises: what the driver raises when the database is away.
        """
        facts = await self._facts()
        probe = Probe(
            self._database, self._realtime, viewer.organization_id, patience_s=self._patience_s
        )
        async with probe:
            is_up = await probe.is_up()
            return await asyncio.gather(
                *(
                    self._check(viewer, facts[table], probe, is_up=is_up)
                    if table in facts
                    else _not_there(table)
                    for table in self._realtime.tables
                )
            )

    async def _facts(self) -> dict[str, Facts]:
        async with self._database.read(System()) as session:
            found = await (await session.connection()).execute(
                CATALOGUE,
                {'publication': report.PUBLICATION, 'tables': list(self._realtime.tables)},
            )
            rows = [dict(row) for row in found.mappings()]
        return {row['table']: Facts(**row | {'misses': tuple(row['misses'])}) for row in rows}

    async def _check(
        self, viewer: Viewer, facts: Facts, probe: Probe, *, is_up: bool
    ) -> TableReport:
        published = report.published(facts)
        refusal = await self._refusal(viewer, facts.table)
        if published.verdict is Verdict.BAD:
            touch = Touch(trouble='Not tried: the table is not published.', is_tried=False)
        elif not is_up:
            touch = Touch(trouble=NOT_UP)
        else:
            touch = await probe.touch(facts.table)
        return TableReport(
            table=facts.table,
            findings=(
                published,
                report.keyed(facts),
                report.secured(facts),
                report.readable(
                    facts.table, viewer.role, refusal, self._database.left_out.by_table[facts.table]
                ),
                report.flows(touch.ms, touch.trouble, untried=not touch.is_tried),
            ),
            arrived_ms=touch.ms,
        )

    async def _refusal(self, viewer: Viewer, table: str) -> str:
        """Why this viewer cannot read; empty when they can, be it zero rows."""
        try:
            async with self._database.read(viewer) as session:
                await (await session.connection()).execute(
                    text(f'select id from public.{table} limit 1')
                )
        except DBAPIError as error:
            return reason(error)
        return ''


async def _not_there(table: str) -> TableReport:
    return report.missing(table)

"""What is done with a file from its first byte to its last: read, written, taken back.

Runs beside the app, in `worker.py`, so that nobody waits for it. Each step is a transaction of its
own; between two of them the import says how far it is, twice a second at most.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Import, ImportPolicy, ImportState, Organization
from models.text import cut
from models.viewer import Operator, System, Viewer
from services.contacts import importing
from services.contacts.importing import Guess, Options, Source, Unusable
from services.contacts.imports import checking, commands, staging, undoing, writing
from services.contacts.imports.statements import ask
from services.database import Database
from services.errors import AppError, Busy, Changed, Invalid, NotFound, Unavailable

P = ParamSpec('P')
T = TypeVar('T')

TELL_S = 0.5
BEAT_S = 3.0
TRIES = 5
DONE = """
    select verdict, count(*) as rows from public.import_rows
    where import_id = :id and is_done group by verdict
"""
PLANNED = """
    select count(*) as rows from public.import_rows
    where import_id = :id and verdict in ('new', 'twice', 'update')
      and (verdict <> 'update' or :joins)
"""
APART = """
    update public.import_rows set contact_id = id where import_id = :id and verdict = 'update'
"""
"""Nobody is joined to anybody."""
REFUSE_NEXT = """
    update public.import_rows set verdict = 'refused', contact_id = null,
      reason = 'too_long: A value of this row does not fit here.'
    where id = (select id from public.import_rows
      where import_id = :import_id and not is_done and verdict in ('new', 'twice', 'update')
        and (verdict <> 'update' or :joins)
      order by line limit 1)
"""


@dataclass(slots=True)
class Work:
    """One import in hands; `viewer` is whoever asked for it."""

    database: Database
    viewer: Operator
    id: UUID
    _told_at: float = 0.0
    _said: dict[str, Any] = field(default_factory=dict)

    # read

    async def read(self) -> None:
        """Find out what is in the file, and who of it is here already."""
        of = await self._load()
        with TemporaryDirectory(prefix='tradewind-import-') as folder:
            path = Path(folder) / 'file'
            await self.database.run(staging.fetch, System(), import_id=self.id, to=path)
            source = Source(path)
            options = Options.of_json(of.options)
            guess = await asyncio.to_thread(importing.guess, source, options)
            of, options = await self.database.run(keep_guess, System(), id=self.id, guess=guess)
            if guess.problem:
                await self._end(ImportState.FAILED, problem=cut(guess.sentence))
                return
            if options != Options():
                guess = await asyncio.to_thread(importing.guess, source, options)
            try:
                staged = await self.database.run(
                    staging.stage, System(), of=of, source=source, options=options, guess=guess
                )
            except Unusable as error:
                await self._end(ImportState.FAILED, problem=cut(str(error)))
                return
        found = await self.database.run(checking.check, System(), of=of)
        counts = {'found': found, 'reasons': staged.reasons}
        values = {
            'state': ImportState.READY,
            'problem': '',
            'guess': staging.as_json(guess),
            'total': staged.total,
            'done': 0,
            'counts': counts,
            'ended_at': None,
        }
        await self.database.run(commands.beat, System(), id=self.id, values=values)

    # write

    async def run(self) -> None:
        """Write all that is left, until it is done or somebody stops it."""
        of = await self._load()
        if not of.done:  # others may have come in between
            found = await self.database.run(checking.check, System(), of=of)
            of.counts = {**of.counts, 'found': found}
            if of.policy is ImportPolicy.TWICE:
                await self._ask(APART)
        joins = of.policy is not ImportPolicy.LEAVE
        done = {row.verdict: row.rows for row in await self._ask(DONE)}
        planned = (await self._ask(PLANNED, joins=joins))[0].rows
        counts = {**of.counts, 'written': done, 'planned': planned}
        most = writing.BATCH
        while True:
            try:
                batch = await self._run(writing.write_batch, of=of, most=most)
            except (Invalid, NotFound):
                # a row that no contact can be made of; the others are not kept from coming in
                if most == 1:
                    values = {'import_id': self.id, 'joins': joins}
                    await self.database.run(do, System(), statement=REFUSE_NEXT, values=values)
                most = max(1, most // 10)
                continue
            if batch is None:
                break
            most = min(writing.BATCH, most * 4)
            for verdict, rows in batch.by_verdict.items():
                done[verdict] = done.get(verdict, 0) + rows
            await self._tell(done=sum(done.values()), counts=counts)
        await self._tell(at_once=True, done=sum(done.values()), counts=counts)
        await self.database.run(finish, self.viewer, id=self.id)

    # take back

    async def undo(self) -> None:
        """Take back all that was written."""
        of = await self._load()
        left, kept = of.done, dict[UUID, str]()
        counts = of.counts
        while (undone := await self._run(undoing.undo_batch, of=of)) is not None:
            left -= undone.rows
            kept |= undone.kept
            counts = {**of.counts, 'kept': len(kept), 'names': sorted(set(kept.values()))[:20]}
            await self._tell(done=max(0, left), counts=counts)
        await self._end(ImportState.UNDONE, only=ImportState.UNDOING, done=0, counts=counts)

    # what all need

    @asynccontextmanager
    async def alive(self) -> AsyncIterator[None]:
        """Let others hear that somebody works on it."""

        async def beat() -> None:
            while True:
                await asyncio.sleep(BEAT_S)
                with suppress(AppError):
                    await self.database.run(commands.beat, System(), id=self.id)

        task = asyncio.create_task(beat(), name='an import says that it goes on')
        try:
            yield
        finally:
            task.cancel()

    async def fail(self, sentence: str) -> None:
        """It cannot go on; what is in is whole."""
        await self._end(ImportState.FAILED, problem=cut(sentence))

    async def _load(self) -> Import:
        return await self.database.run(load, self.viewer, id=self.id)

    async def _run(self, command: Callable[..., Any], **fields: Any) -> Any:
        """A batch, again where others were in the way."""
        for attempt in range(TRIES):
            try:
                return await self.database.run(command, self.viewer, **fields)
            except (Busy, Changed, Unavailable):
                if attempt == TRIES - 1:
                    raise
                await asyncio.sleep(0.2 * 2**attempt)
        return None

    async def _ask(self, statement: str, **values: Any) -> Any:
        values['id'] = self.id
        return await self.database.run(do, System(), statement=statement, values=values)

    async def _tell(self, *, at_once: bool = False, **values: Any) -> None:
        now = time.monotonic()
        if at_once or now - self._told_at >= TELL_S:
            self._told_at = now
            await self.database.run(commands.beat, System(), id=self.id, values=values)

    async def _end(
        self, state: ImportState, *, only: ImportState | None = None, **values: Any
    ) -> None:
        await self.database.run(
            commands.end, System(), id=self.id, state=state, only=only, values=values
        )


async def load(session: AsyncSession, viewer: Viewer, *, id: UUID) -> Import:
    """The import as the viewer may see it. Raises: `NotFound`."""
    row = await session.get(Import, id)
    if row is None:
        raise NotFound
    return row


async def do(
    session: AsyncSession, viewer: Viewer, *, statement: str, values: dict[str, Any]
) -> Any:
    return await ask(session, statement, values)


async def keep_guess(
    session: AsyncSession, viewer: Viewer, *, id: UUID, guess: Guess
) -> tuple[Import, Options]:
    """Keep what a file seems to be; what was chosen for the last one with that header holds."""
    row = await session.get(Import, id, populate_existing=True)
    if row is None:
        raise NotFound
    row.guess, row.header_key = staging.as_json(guess), staging.header_key(guess)
    if not row.options:
        row.options = await _chosen_before(session, row)
    if not row.options.get('region'):
        country = select(Organization.country).where(Organization.id == row.organization_id)
        row.options = {**row.options, 'region': (await session.exec(country)).one()}
    session.add(row)
    await session.flush()
    return row, Options.of_json(row.options)


async def _chosen_before(session: AsyncSession, row: Import) -> dict[str, Any]:
    before = (
        select(Import.options)
        .where(
            Import.organization_id == row.organization_id,
            Import.header_key == row.header_key,
            Import.header_key != '',
            Import.id != row.id,
        )
        .order_by(col(Import.created_at).desc())
        .limit(1)
    )
    return dict((await session.exec(before)).first() or {})


FINISHED = """
    select tradewind.add_event(:organization_id, 'contacts_imported', :subject,
      data => jsonb_build_object('count', cast(:count as integer), 'import_id', :id ::text))
"""


async def finish(session: AsyncSession, viewer: Operator, *, id: UUID) -> None:
    """All is written, or somebody stopped it: say so once, to everybody."""
    await commands.end(session, viewer, id=id, state=ImportState.DONE, only=ImportState.RUNNING)
    row = await session.get(Import, id, populate_existing=True)
    if row is not None and row.done:
        values = {'organization_id': row.organization_id, 'subject': row.file_name}
        await ask(session, FINISHED, {**values, 'count': row.done, 'id': str(id)})

"""A file becomes lines in the staging table: read and copied as a stream. Line out, step B.

Runs in a process of its own, see `worker.py`; the file lies on disk there, never whole in memory.
"""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from psycopg import AsyncConnection
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Import, ImportPart, ImportRow
from models.importing import RowVerdict
from models.text import cut
from models.viewer import Viewer
from services.contacts import importing
from services.contacts.importing import Guess, Options, Refusal, Skipped, Source
from services.contacts.imports.drafts import staged

COPY = (
    'copy public.import_rows (id, organization_id, import_id, line, cells, draft, verdict,'
    ' reason, contact_id) from stdin'
)
COPIED_AT_ONCE = 500
MOST_CELL = 20_000
"""Characters of a cell of a refused line that are shown; its file keeps the rest."""


class Staged(NamedTuple):
    """What was found in a file."""

    total: int
    reasons: dict[str, int]


async def fetch(session: AsyncSession, viewer: Viewer, *, import_id: UUID, to: Path) -> int:
    """Write the file's parts to disk, one by one; returns how many there are."""
    numbers = (
        await session.exec(
            select(ImportPart.number)
            .where(ImportPart.import_id == import_id)
            .order_by(col(ImportPart.number))
        )
    ).all()
    with to.open('wb') as file:
        for number in numbers:
            content = select(ImportPart.content).where(
                ImportPart.import_id == import_id, ImportPart.number == number
            )
            file.write((await session.exec(content)).one())
    return len(numbers)


async def stage(
    session: AsyncSession,
    viewer: Viewer,
    *,
    of: Import,
    source: Source,
    options: Options,
    guess: Guess,
) -> Staged:
    """Copy the lines of a file, in place of what was read of it before."""
    await session.exec(delete(ImportRow).where(col(ImportRow.import_id) == of.id))
    connection = await _driver(session)
    found = _Blocks(f'{of.organization_id}\t{of.id}', importing.read(source, options, guess))
    async with connection.cursor() as cursor, cursor.copy(COPY) as copy:
        # beside the loop, which says meanwhile that somebody works on it
        while block := await asyncio.to_thread(found.take):
            await copy.write(block)
    return Staged(found.total, found.reasons)


class _Blocks:
    """Lines as Postgres copies them, some hundred at a time."""

    def __init__(self, own: str, rows: Iterator[importing.Read]) -> None:
        self._own = own
        self._rows = rows
        self.total = 0
        self.reasons: dict[str, int] = {}

    def take(self) -> str:
        """The next ones; empty once there are no more."""
        block: list[str] = []
        for row in self._rows:
            if isinstance(row, Skipped):
                continue
            self.total += 1
            if isinstance(row, Refusal):
                self.reasons[row.reason] = self.reasons.get(row.reason, 0) + 1
            block.append(_line(self._own, row))
            if len(block) >= COPIED_AT_ONCE:
                break
        return ''.join(block)


def as_json(guess: Guess) -> dict[str, Any]:
    """As the import keeps it, for screens."""
    kept = asdict(guess)
    kept['columns'] = [asdict(each) for each in guess.columns]
    for column in kept['columns']:
        column['samples'] = [cut(each, 80) for each in column['samples'][:2]]
        column['header'] = cut(column['header'], 80)
    kept['columns'] = kept['columns'][:200]
    return dict(json.loads(json.dumps(kept, default=str).replace('\\u0000', '')))


def header_key(guess: Guess) -> str:
    """Equal for files with the same columns."""
    headers = '\t'.join(each.header for each in guess.columns)
    return sha256(f'{guess.kind}\t{headers}'.encode()).hexdigest()[:32] if headers else ''


def _line(own: str, row: importing.ImportRow | Refusal) -> str:
    """One line as Postgres copies it."""
    id = uuid4()
    if isinstance(row, Refusal):
        said = (_json([each[:MOST_CELL] for each in row.cells]), '{}', RowVerdict.REFUSED)
        reason, contact = _text(f'{row.reason}: {cut(row.sentence, 160)}'), '\\N'
    else:
        kept = staged(row.contact)
        if row.warnings:
            kept['warnings'] = [[w.field, cut(w.value, 80), w.sentence] for w in row.warnings]
        said = ('[]', _json(kept), RowVerdict.NEW)
        reason, contact = '', str(id)
    cells, draft, verdict = said
    return f'{id}\t{own}\t{row.line}\t{cells}\t{draft}\t{verdict}\t{reason}\t{contact}\n'


def _json(value: Any) -> str:
    said = json.dumps(value, ensure_ascii=False, separators=(',', ':'))
    return _text(said.replace('\\u0000', '').encode('utf-8', 'replace').decode())


def _text(value: str) -> str:
    return value.replace('\\', '\\\\').replace('\t', '\\t').replace('\n', '\\n')


async def _driver(session: AsyncSession) -> 'AsyncConnection[Any]':
    """The connection below, which can copy; it stays in the session's transaction."""
    raw = await (await session.connection()).get_raw_connection()
    driver: AsyncConnection[Any] = raw.driver_connection  # type: ignore[assignment]
    return driver

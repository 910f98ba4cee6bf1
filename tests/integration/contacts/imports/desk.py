"""Anna's desk: files go in, and the work on them is done here or in a process beside."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import col, select

from models import Contact, Import, ImportRow, ImportState
from models.viewer import Operator, System
from services.contacts.imports import commands, receiving
from services.contacts.imports.working import Work
from services.database import Database
from tests.integration.proposals.office import Office

PIECE = 10_000
UNDER_WAY = {ImportState.READING: 'read', ImportState.RUNNING: 'run', ImportState.UNDOING: 'undo'}


@dataclass
class Desk:
    office: Office

    @property
    def db(self) -> Database:
        return self.office.db

    @property
    def anna(self) -> Operator:
        return self.office.anna

    async def receive(
        self, content: bytes, *, region: str = 'GB', viewer: Operator | None = None
    ) -> Import:
        """Send a file and let it be read."""
        row = await receiving.receive(
            self.db, viewer or self.anna, file_name='guests.csv', body=pieces(content)
        )
        await self.db.run(
            commands.beat, System(), id=row.id, values={'options': {'region': region}}
        )
        return await self.work(row)

    async def do(self, command: Any, row: Import, **fields: Any) -> Import:
        """Run a command, and do what it asks for."""
        made: Import = await self.office.run(command, self.anna, id=row.id, **fields)
        return await self.work(made)

    async def work(self, row: Import) -> Import:
        if job := UNDER_WAY.get(row.state):
            await getattr(Work(self.db, self.anna, row.id), job)()
        return await self.office.row(Import, row.id)

    async def add(self, content: bytes, **fields: Any) -> Import:
        """The whole way."""
        return await self.do(commands.start, await self.receive(content, **fields))

    async def contacts(self) -> list[Contact]:
        """Everybody who is here."""
        found = await self.office.rows(Contact)
        return [row for row in found if row.deleted_at is None]

    async def named(self, name: str) -> Contact:
        (found,) = [row for row in await self.contacts() if row.full_name == name]
        return found

    async def lines(self, import_id: UUID) -> list[ImportRow]:
        statement = select(ImportRow).where(ImportRow.import_id == import_id)
        async with self.db.read(System()) as session:
            return list((await session.exec(statement.order_by(col(ImportRow.line)))).all())


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), PIECE):
        yield content[start : start + PIECE]

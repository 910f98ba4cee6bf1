"""Imports as pages begin them: each in a process of its own, watched until it ends. Line out.

The app itself reads and writes no line of a file, so no screen waits for one.
"""

import asyncio
import json
import logging
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

from models import Import, ImportState
from models.viewer import Operator, System
from services.contacts.imports import commands, receiving
from services.database import Database
from services.errors import AppError

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[3]
MODULE = 'services.contacts.imports.worker'
LOOK_EVERY_S = 5.0
SPARE_S = 120.0
"""So long a process that was begun ahead waits for something to do."""
STOP_S = 5.0
ENDED = 'This was cut off. What is in is whole; you can go on or undo it.'
JOB_OF = {
    ImportState.READING: 'read',
    ImportState.RUNNING: 'run',
    ImportState.UNDOING: 'undo',
}


class Imports:
    """Takes files in and works on them; `start` and `stop` are symmetric."""

    def __init__(self, database: Database, url: str) -> None:
        self._database = database
        self._url = url
        self._tasks: set[asyncio.Task[None]] = set()
        self._processes: set[asyncio.subprocess.Process] = set()
        self._looking: asyncio.Task[None] | None = None
        self._spare: asyncio.Task[asyncio.subprocess.Process] | None = None
        """A process that has read its program, which takes a second, and waits."""
        self._spare_since = 0.0

    async def start(self) -> None:
        """Look for imports that a process left behind when it was ended."""
        if self._looking is None:
            self._looking = asyncio.create_task(self._look(), name='imports that were left')

    async def stop(self) -> None:
        """End what goes on; it says where it stands, and can go on later."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait([self._looking])
            self._looking = None
        await self._drop_spare()
        for process in self._processes:
            process.kill()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOP_S)

    def warm(self) -> None:
        """Somebody is about to send a file: begin a process ahead."""
        self._spare_since = time.monotonic()
        if self._spare is None:
            self._spare = asyncio.create_task(_begun(), name='a process for an import')

    async def receive(
        self, viewer: Operator, *, file_name: str, body: AsyncIterator[bytes]
    ) -> Import:
        """Take a file in, and begin to read it. Raises: `AppError`."""
        self.warm()
        row = await receiving.receive(self._database, viewer, file_name=file_name, body=body)
        self.work_on(viewer, row)
        return row

    async def run(self, command: Any, viewer: Operator, **fields: Any) -> Import:
        """Run a command of an import, and do what its state asks for then. Raises: `AppError`."""
        row: Import = await self._database.run(command, viewer, **fields)
        self.work_on(viewer, row)
        return row

    def work_on(self, viewer: Operator, row: Import) -> None:
        """Begin what the state of an import asks for."""
        if job := JOB_OF.get(row.state):
            task = asyncio.create_task(self._work(viewer, row.id, job), name=f'{job} an import')
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _work(self, viewer: Operator, id: UUID, job: str) -> None:
        spare, self._spare = self._spare, None
        process = await spare if spare else await _begun()
        self._processes.add(process)
        try:
            assert process.stdin is not None
            told = {
                'url': self._url,
                'job': job,
                'import_id': str(id),
                'user_id': str(viewer.user_id),
                'organization_id': str(viewer.organization_id),
            }
            process.stdin.write(json.dumps(told).encode() + b'\n')
            await process.wait()
        finally:
            self._processes.discard(process)
            if process.returncode is None:
                process.kill()
        if process.returncode:
            await self._give_up(id)

    async def _give_up(self, id: UUID) -> None:
        """Its process ended before it was done."""
        for state in JOB_OF:
            try:
                await self._database.run(
                    commands.end, System(), id=id, state=ImportState.FAILED, only=state,
                    values={'problem': ENDED},
                )  # fmt: skip
            except AppError as error:
                log.warning('an import was cut off, and nobody can be told: %s', error)

    async def _look(self) -> None:
        while True:
            try:
                if left := await self._database.run(commands.give_up_left, System()):
                    log.warning('%s imports had been left half way', left)
            except AppError as error:
                log.warning('could not look for imports that were left: %s', error)
            await asyncio.sleep(LOOK_EVERY_S)
            if time.monotonic() - self._spare_since > SPARE_S:
                await self._drop_spare()

    async def _drop_spare(self) -> None:
        spare, self._spare = self._spare, None
        if spare is not None:
            process = await spare
            process.kill()
            await process.wait()


async def _begun() -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, '-m', MODULE, cwd=ROOT, stdin=asyncio.subprocess.PIPE
    )

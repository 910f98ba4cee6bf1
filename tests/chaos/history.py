"""One seeded history: tenants, app cores, screens, a program of acts, and the final judgement."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from itertools import count
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy.exc import DBAPIError

from models.viewer import Viewer
from services.database import Database
from services.realtime.live import Query
from services.realtime.status import LinkState
from tests.chaos import looking, statements
from tests.chaos.core import Core
from tests.chaos.journal import Journal, Outcome
from tests.chaos.people import Tab
from tests.chaos.program import Program
from tests.chaos.screens import Screen
from tests.chaos.stack import Stack
from tests.chaos.statements import Statement
from tests.chaos.tenant import Tenant
from tests.chaos.verdict import Sin, Verdict
from tests.eventually import S
from tests.tcp_proxy import TcpProxy

PATIENCE_S = 5.0 * S
"""After this long without faults every screen must be right."""
LOOK_EVERY_S = 0.1


class History:
    """`begin`, `tell`, `judge`, `end`; what it did wrong is in `verdict`."""

    def __init__(self, stack: Stack, program: Program, number: int, folder: Path) -> None:
        self.verdict = Verdict(number=number)
        self.journal = Journal(self.verdict)
        self.tenants = [Tenant() for _ in range(program.tenants)]
        self.screens: list[Screen] = []
        self.tabs: list[Tab] = []
        self.length = 1.0
        """How much longer than usual faults last."""
        self.cores = [
            Core(stack, folder / str(core), f'viewers:{self.tenants[0].id}')
            for core in range(program.cores)
        ]
        self._all_cores = list(self.cores)
        self._stack = stack
        self._program = program
        self._numbers = count(1)
        self._writer: psycopg.AsyncConnection | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._made_anew: set[UUID] = set()
        """Rows whose revisions start again; who opens just before that sees both."""

    # what acts use

    def tenant(self, dice: Random) -> Tenant:
        return dice.choice(self.tenants)

    def core(self, dice: Random) -> Core:
        return dice.choice(self.cores)

    def number(self) -> int:
        """Never the same twice in this history."""
        return next(self._numbers)

    async def execute(self, statements: Sequence[Statement]) -> tuple[Outcome, list[int]]:
        """Run SQL in one transaction, past the app; how many rows each statement touched."""
        counts = [1] * len(statements)

        async def write() -> None:
            if self._writer is None:
                self._writer = await psycopg.AsyncConnection.connect(
                    self._stack.owner_url, autocommit=True
                )
            async with self._writer.transaction():
                for number, (statement, values) in enumerate(statements):
                    cursor = await self._writer.execute(statement.encode(), values)
                    counts[number] = cursor.rowcount

        outcome = await self.journal.attempt(write())
        if outcome is not Outcome.ACKNOWLEDGED and self._writer is not None:
            await self._writer.close()
            self._writer = None
        return outcome, counts

    async def run(
        self, dice: Random, command: Callable[..., Awaitable[Any]], viewer: Viewer, **fields: Any
    ) -> Outcome:
        """Run a command as a page does."""
        return await self.journal.attempt(self.core(dice).database.run(command, viewer, **fields))

    async def show(
        self, core: Core, query: Query[Any], viewer: Viewer, tenant: Tenant | None
    ) -> None:
        screen = Screen(core, query, viewer)
        for key in self._made_anew:
            screen.forget(key)
        self.screens.append(screen)
        opening = self._start(screen.open(tenant, self.verdict))
        await asyncio.wait([opening], timeout=LOOK_EVERY_S)

    def forget(self, key: UUID) -> None:
        self._made_anew.add(key)
        for screen in self.screens:
            screen.forget(key)

    def heal_later(self, proxy: TcpProxy, after_s: float) -> None:
        async def heal() -> None:
            await asyncio.sleep(after_s)
            proxy.heal()

        self._start(heal())

    def end_right(self, tenant: Tenant, viewer: Viewer) -> None:
        """As a page does whose proposal went: only that is followed from now on."""
        tenant.gone.add(viewer.scope)
        for screen in list(self.screens):
            kept = screen.query.name == f'proposals:{tenant.proposal_id}'
            if screen.viewer.scope == viewer.scope and not kept:
                self.screens.remove(screen)
                screen.close()

    # its life

    async def begin(self) -> None:
        connection = await psycopg.AsyncConnection.connect(self._stack.owner_url)
        async with connection:
            for tenant in self.tenants:
                await tenant.settle(connection)
                self.journal.settle((Outcome.ACKNOWLEDGED, statements.made(tenant)))
        for core in self.cores:
            await core.start()

    async def tell(self) -> None:
        dice = Random(self._program.steps[0].dice)
        for _ in range(self._program.screens):
            await looking.open_one(self, dice)
        for step in self._program.steps:
            await asyncio.sleep(step.pause_s)
            self.verdict.counts[step.act.__name__] += 1
            await step.act(self, Random(step.dice))

    async def judge(self, truth: Database) -> None:
        """Heal everything, and compare until all is equal or patience is over."""
        for core in self.cores:
            core.heal()
        began = time.monotonic()
        while problem := await self._problem(truth):
            if time.monotonic() - began > PATIENCE_S:
                self.verdict.add(Sin.STALE, problem)
                break
            await asyncio.sleep(LOOK_EVERY_S)
        await self.journal.compare(self._stack.owner_url, [each.id for each in self.tenants])
        self.verdict.counts['patches'] += sum(screen.patches for screen in self.screens)
        self.verdict.counts['screens'] += len(self.screens)

    async def end(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for screen in self.screens:
            screen.close()
        for core in self._all_cores:
            await core.stop()
        if self._writer is not None:
            await self._writer.close()

    async def _problem(self, truth: Database) -> str:
        """The first thing that is not as it must be; empty when there is none."""
        for screen in self.screens:
            if not screen.is_open:
                return f'{screen.name} does not open'
            if screen.reader.status.state is not LinkState.LIVE:
                return f'{screen.name} is {screen.reader.status.state}'
            try:
                async with truth.read(screen.viewer) as session:
                    fresh = await screen.query.read(session)
            except DBAPIError as error:
                return f'no truth: {error}'
            if different := screen.differences(fresh):
                return f'{screen.name} {different}'
        for core in self.cores:
            for topic in {tab.topic for tab in self.tabs}:
                seen = {person.name for person in core.presence.viewers(topic)}
                there = {tab.name for tab in self.tabs if tab.topic == topic}
                if seen != there:
                    return f'on {topic} are {there}, one process shows {seen}'
        return ''

    def _start(self, work: Any) -> asyncio.Task[None]:
        task: asyncio.Task[None] = asyncio.create_task(work)
        self._tasks.add(task)
        return task

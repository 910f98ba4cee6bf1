"""The proof itself: writes and faults at random, heal, then every open screen beside the database.

Serves the line in; a developer starts it from a page, a test without any.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any
from uuid import UUID

from models.viewer import Operator
from services.database import Database
from services.operations.proof.compare import Outcome, Screen, compared
from services.operations.proof.writer import Writer, stage
from services.proposals import queries
from services.proposals.editing import PROPOSAL
from services.proposals.windows import latest_proposals
from services.realtime import RealtimeService
from services.realtime.live import LiveQuery, LiveService
from services.realtime.status import LinkState
from services.records import commands

Fault = Callable[[random.Random], Awaitable[None]]
Pages = Callable[[], tuple[int, int]]
"""Pages that are open in browsers now, and how many of them do not show what their queries hold."""
HEAL_S = 15.0
"""The link and every query must be live again by then."""
GRACE_S = 5.0
"""After that, every screen must equal the database within so long."""


class Proof:
    """`run` once; the same seed writes the same things in the same order for each writer."""

    def __init__(
        self,
        database: Database,
        realtime: RealtimeService,
        live: LiveService,
        viewers: Sequence[Operator],
        *,
        fault: Fault,
        writes: int = 1_000,
        cuts: int = 50,
        seed: int = 0,
        pages: Pages = lambda: (0, 0),
    ) -> None:
        self._database = database
        self._realtime = realtime
        self._live = live
        self._viewers = tuple(viewers)
        self._fault = fault
        self._writes = writes
        self._cuts = cuts
        self._chance = random.Random(seed)
        self._pages = pages
        self._screens: list[Screen] = []
        self._opened: list[LiveQuery[Any]] = []
        self.done = 0
        """Writes so far."""

    async def run(self) -> Outcome:
        """Write, break, heal, compare; the proposal it used is deleted afterwards."""
        began = time.monotonic()
        proposal_id, writers = await stage(self._database, self._viewers, self._chance)
        try:
            await self._open(proposal_id)
            await self._storm(writers)
            await self._settle()
            found = await self._judge(writers)
        finally:
            self._close()
            await self._database.run(commands.delete, self._viewers[0], of=PROPOSAL, id=proposal_id)
        return Outcome(
            **{name: found[name] for name in ('lost', 'doubled', 'stale', 'leaked')},
            writes=self.done,
            refused=sum(writer.refused for writer in writers),
            cuts=self._cuts,
            queries=len(self._screens),
            pages=self._pages()[0],
            seconds=time.monotonic() - began,
        )

    async def _open(self, proposal_id: UUID) -> None:
        """A screen for each query of the proposal and of everything that is open already.

        All are held open: a page that closes meanwhile takes none away from its screen.
        """
        self._opened += self._live.hold_all()
        for viewer in self._viewers:
            organization_id = viewer.organization_id
            of_proposal = (queries.proposal, queries.days, queries.activities, queries.comments)
            self._opened += [
                self._live.open(query(proposal_id, organization_id), viewer)
                for query in of_proposal
            ]
            self._opened.append(self._live.open(latest_proposals(organization_id), viewer))
        for query in self._opened:
            await query.ready()
        self._screens = [Screen(query) for query in dict.fromkeys(self._opened)]

    def _close(self) -> None:
        for screen in self._screens:
            screen.close()
        for query in self._opened:
            self._live.close(query)

    async def _storm(self, writers: Sequence[Writer]) -> None:
        numbers = iter(range(self._writes))
        breaks = set(self._chance.sample(range(self._writes), min(self._cuts, self._writes)))
        faults: list[asyncio.Task[None]] = []

        async def keep_writing(writer: Writer) -> None:
            for number in numbers:
                if number in breaks:
                    fault = self._fault(random.Random(self._chance.random()))
                    faults.append(asyncio.ensure_future(_awaited(fault)))
                await writer.write(number)
                self.done += 1

        await asyncio.gather(*(keep_writing(writer) for writer in writers))
        await asyncio.gather(*faults)

    async def _settle(self) -> None:
        """Wait until everything says it is live; whoever never does is judged as it stands."""
        deadline = time.monotonic() + HEAL_S
        while time.monotonic() < deadline:
            states = [screen.query.status.state for screen in self._screens]
            is_live = self._realtime.status.state is LinkState.LIVE
            if is_live and set(states) == {LinkState.LIVE} and not self._live.queue_depth:
                return
            await asyncio.sleep(0.02)

    async def _judge(self, writers: Sequence[Writer]) -> Counter[str]:
        deadline = time.monotonic() + GRACE_S
        while True:
            found: Counter[str] = Counter()
            for screen in self._screens:
                truth = await screen.query.fresh()
                found += compared(
                    screen.shown,
                    truth,
                    screen.query.query.organization_id,
                    steps_back=screen.steps_back,
                )
            for writer in writers:
                found += await writer.missed()
            found['stale'] += self._pages()[1]
            if not found.total() or time.monotonic() > deadline:
                return found
            await asyncio.sleep(0.1)


async def _awaited(fault: Awaitable[None]) -> None:
    await fault

"""The share that one member has in a live query of their organization, step 5 of the line in.

It shows the shared rows while the database calls them a member, and none before or after.
"""

import asyncio
from collections.abc import Callable, Sequence
from typing import TypeVar

from models.patch import Patch
from models.viewer import Operator
from services.realtime.live.diff import diff
from services.realtime.live.fanout import PatchHandler
from services.realtime.live.live_query import LiveQuery
from services.realtime.status import LinkStatus, StatusHandler
from services.signals import Signal, Unsubscribe

Row = TypeVar('Row')


class MemberQuery(LiveQuery[Row]):
    """A live query to whoever shows it; what it shows is read and kept by the shared one."""

    def __init__(self, shared: LiveQuery[Row], viewer: Operator) -> None:
        self.query = shared.query
        self.viewer = viewer
        self.shared = shared
        """The same for all members; show what it holds only while `is_member`."""
        self._is_member = False
        self._is_asked = False
        self._decided: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._nothing: list[Row] = []
        self._turned: Signal[[Sequence[Patch[Row]]]] = Signal()
        """Tells what comes or goes because its viewer became a member or is none any more."""

    @property
    def is_member(self) -> bool:
        """Whether the latest read found the viewer among the members."""
        return self._is_member

    @property
    def reads(self) -> int:
        return self.shared.reads

    @property
    def rows(self) -> list[Row]:
        return self.shared.rows if self._is_member else self._nothing

    @property
    def status(self) -> LinkStatus:
        return self.shared.status

    @property
    def subscribers(self) -> int:
        return len(self._turned)

    @property
    def pending(self) -> int:
        return self.shared.pending

    async def ready(self) -> bool:
        """Wait until rows were read and the viewer was found among the members, or not."""
        await self.shared.ready()
        await asyncio.shield(self._decided)  # several may wait, and give up
        return self._is_asked and self.reads > 0

    def subscribe(self, handler: PatchHandler[Row]) -> Unsubscribe:
        def pass_on(patches: Sequence[Patch[Row]]) -> None:
            if self._is_member:
                handler(patches)

        releases = (self.shared.subscribe(pass_on), self._turned.subscribe(handler))

        def release() -> None:
            for each in releases:
                each()

        return release

    def on_turn(self, handler: Callable[[], object]) -> Unsubscribe:
        """Call `handler()` when its rows come or go, since the viewer is a member or is none."""
        return self._turned.subscribe(lambda _: handler())

    def on_status(self, handler: StatusHandler) -> Unsubscribe:
        return self.shared.on_status(handler)

    def refresh(self) -> None:
        self.shared.refresh()

    def flush(self) -> None:
        self.shared.flush()

    async def fresh(self) -> Sequence[Row]:
        rows = await self.shared.fresh()
        return rows if self._is_member else []

    # what the service uses

    def decide(self, is_member: bool) -> None:
        """What the database says of the viewer; rows come or go when it says something else."""
        was_member, before = self._is_member, self.rows
        self._is_member = is_member
        self._is_asked = True
        self.end()
        # each read asks of all: for whom nothing turns nothing is compared
        is_heard = was_member is not is_member and len(self._turned)
        if is_heard and (patches := diff(before, self.rows)):
            self._turned.emit(patches)

    def end(self) -> None:
        """Nothing is waited for any more: it is decided, or nothing will be read."""
        if not self._decided.done():
            self._decided.set_result(None)

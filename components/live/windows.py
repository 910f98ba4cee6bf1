"""One member's shares in the live queries of what they chose to look at. Line in, step 6.

Another choice opens other queries. What is shown stays until they are read; then they take its
place at once, and the old ones are closed. Of several choices the last one counts.
"""

import asyncio
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from nicegui import background_tasks

from components.live.element import LiveElement
from models.viewer import Operator
from services.realtime.live import LiveQuery, LiveService, MemberQuery, Query
from services.realtime.status import LinkStatus, StatusHandler, StatusSignal, worst
from services.signals import Unsubscribe

Shares = dict[Any, MemberQuery[Any]]


class Windows:
    """Belongs to an element and ends with it; a source of status for the badge.

    `on_swap()` is called when other queries are shown, `on_turn()` when the viewer is a member no
    longer, or one again.
    """

    def __init__(
        self,
        element: LiveElement,
        live: LiveService,
        viewer: Operator,
        *,
        on_swap: Callable[[], object],
        on_turn: Callable[[], object],
    ) -> None:
        self._element = element
        self._live = live
        self._viewer = viewer
        self._on_swap = on_swap
        self._on_turn = on_turn
        self.shares: Shares = {}
        """What is shown, by its key."""
        self._coming: Shares = {}
        self._waiting: asyncio.Task[None] | None = None
        self._endings: list[Unsubscribe] = []
        self._first = asyncio.Event()
        self._signal = StatusSignal()
        element.on_end(self._close)

    @property
    def queries(self) -> Sequence[LiveQuery[Any]]:
        """Those that are shown; while there are none, those that will be."""
        return list((self.shares or self._coming).values())

    @property
    def is_member(self) -> bool:
        """Whether the viewer may see what is shown, as far as the latest reads found."""
        return all(share.is_member for share in self.shares.values())

    @property
    def status(self) -> LinkStatus:
        return self._signal.status

    def on_status(self, handler: StatusHandler) -> Unsubscribe:
        return self._signal.on_status(handler)

    def rows(self, key: Hashable) -> Sequence[Any]:
        """What one of them holds; nothing before it is shown."""
        share = self.shares.get(key)
        return share.rows if share else ()

    async def ready(self) -> bool:
        """Wait until there is something to show; False when the element ended without."""
        await self._first.wait()
        return not self._element.is_deleted

    def look_at(self, queries: Mapping[Any, Query[Any]]) -> None:
        """Show these from the moment on that all of them are read."""
        if self._element.is_deleted:
            return
        opened = {key: self._live.share(query, self._viewer) for key, query in queries.items()}
        self._give_up()
        self._coming = opened
        self._waiting = background_tasks.create(self._swap(opened), name='open windows')

    async def _swap(self, opened: Shares) -> None:
        for share in opened.values():
            if not await share.ready():
                return
        self._waiting, self._coming = None, {}
        before, self.shares = self.shares, opened
        self._unfollow()
        self._first.set()
        self._on_swap()
        for share in before.values():
            self._live.close(share)
        self._endings = [
            end
            for share in opened.values()
            for end in (share.on_status(lambda _: self._show_status()), share.on_turn(self._turn))
        ]
        self._show_status()

    def _turn(self) -> None:
        self._on_turn()

    def _show_status(self) -> None:
        self._signal.change(worst(share.status for share in self.shares.values()).state)

    def _unfollow(self) -> None:
        for end in self._endings:
            end()
        self._endings = []

    def _give_up(self) -> None:
        """Somebody chose something else before this was there."""
        if self._waiting is not None:
            self._waiting.cancel()
        for share in self._coming.values():
            self._live.close(share)
        self._waiting, self._coming = None, {}

    def _close(self) -> None:
        self._give_up()
        self._unfollow()
        for share in self.shares.values():
            self._live.close(share)
        self.shares = {}
        self._first.set()
        # whoever they belong to holds this one: a circle would wait for the collector
        del self._on_swap, self._on_turn

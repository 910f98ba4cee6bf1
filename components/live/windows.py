"""The live queries of what somebody chose to look at. Line in, step 6.

Another choice opens other queries. What is shown stays until they are read; then they take its
place at once, are followed, and the old ones are closed. Of several choices the last one counts.
"""

import asyncio
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import Any

from nicegui import background_tasks

from components.live.element import LiveElement
from models.patch import Patch
from models.viewer import Viewer
from services.realtime.live import LiveQuery, LiveService, Query
from services.realtime.status import LinkStatus, StatusHandler, StatusSignal, worst
from services.signals import Unsubscribe

Queries = dict[Hashable, LiveQuery[Any]]


class Windows:
    """Belongs to an element and ends with it; a source of status for the badge.

    `on_swap()` is called when other queries are shown, `on_patches(key, patches)` when one of them
    has changed.
    """

    def __init__(
        self,
        element: LiveElement,
        live: LiveService,
        viewer: Viewer,
        *,
        on_swap: Callable[[], object],
        on_patches: Callable[[Any, Sequence[Patch[Any]]], object],
    ) -> None:
        self._element = element
        self._live = live
        self._viewer = viewer
        self._on_swap = on_swap
        self._on_patches = on_patches
        self._shown: Queries = {}
        self._coming: Queries = {}
        self._waiting: asyncio.Task[None] | None = None
        self._leave: dict[Hashable, Unsubscribe] = {}
        self._first = asyncio.Event()
        self._signal = StatusSignal()
        element.on_end(self._close)

    @property
    def keys(self) -> Collection[Hashable]:
        """Of what is shown."""
        return self._shown.keys()

    @property
    def queries(self) -> Sequence[LiveQuery[Any]]:
        """Those that are shown; while there are none, those that will be."""
        return list((self._shown or self._coming).values())

    @property
    def status(self) -> LinkStatus:
        return self._signal.status

    def on_status(self, handler: StatusHandler) -> Unsubscribe:
        return self._signal.on_status(handler)

    def rows(self, key: Hashable) -> Sequence[Any]:
        """What one of them holds; nothing before it is shown."""
        query = self._shown.get(key)
        return query.rows if query else ()

    async def ready(self) -> bool:
        """Wait until there is something to show; False when the element ended without."""
        await self._first.wait()
        return not self._element.is_deleted

    def look_at(self, queries: Mapping[Any, Query[Any]]) -> None:
        """Show these from the moment on that all of them are read."""
        if self._element.is_deleted:
            return
        opened = {key: self._live.open(query, self._viewer) for key, query in queries.items()}
        self._give_up()
        self._coming = opened
        self._waiting = background_tasks.create(self._swap(opened), name='open windows')

    async def _swap(self, opened: Queries) -> None:
        for query in opened.values():
            if not await query.ready():
                return
        self._waiting, self._coming = None, {}
        before, self._shown = self._shown, opened
        for key, query in before.items():
            if opened.get(key) is not query:
                self._leave.pop(key)()
            self._live.close(query)
        self._first.set()
        self._on_swap()
        for key, query in opened.items():
            if key not in self._leave:
                self._leave[key] = self._follow(key, query)
        self._show_status()

    def _follow(self, key: Hashable, query: LiveQuery[Any]) -> Unsubscribe:
        leaves = (
            self._element.follow(query, lambda patches: self._on_patches(key, patches)),
            query.on_status(lambda _: self._show_status()),
        )

        def leave() -> None:
            for each in leaves:
                each()

        return leave

    def _show_status(self) -> None:
        self._signal.change(worst(query.status for query in self._shown.values()).state)

    def _give_up(self) -> None:
        """Somebody chose something else before this was there."""
        if self._waiting is not None:
            self._waiting.cancel()
        for query in self._coming.values():
            self._live.close(query)
        self._waiting, self._coming = None, {}

    def _close(self) -> None:
        self._give_up()
        for leave in self._leave.values():
            leave()
        for query in self._shown.values():
            self._live.close(query)
        self._leave, self._shown = {}, {}
        self._first.set()
        # whoever they belong to holds this one: a circle would wait for the collector
        del self._on_swap, self._on_patches

"""A live query as one screen sees it: its rows with the screen's own edits laid over them.

Step 5½ of the line in. An edit is a patch like any other, so what shows rows needs to know
nothing of edits under way.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Generic, TypeVar
from uuid import UUID

from models.patch import Patch
from services.realtime.live.diff import diff
from services.realtime.live.fanout import PatchHandler
from services.realtime.live.live_query import LiveQuery
from services.realtime.live.optimistic_edits import Edit, OptimisticEdits
from services.realtime.status import LinkStatus
from services.signals import Signal, Unsubscribe

Row = TypeVar('Row')


class OptimisticQuery(Generic[Row]):
    """Follow it like the live query under it; `close` when the screen ends."""

    def __init__(self, live: LiveQuery[Row]) -> None:
        self.live = live
        """What the database says, without this screen's edits."""
        self.rows: list[Row] = live.rows
        """Ordered; the live query's own list while nothing lies over it."""
        self._overlay: OptimisticEdits[Row] = OptimisticEdits()
        self._patched: Signal[[Sequence[Patch[Row]]]] = Signal()
        self.close: Unsubscribe = live.subscribe(self._on_patches)

    @property
    def status(self) -> LinkStatus:
        return self.live.status

    async def ready(self) -> bool:
        """Wait until the first snapshot is in; False when the query ended without one."""
        is_read = await self.live.ready()
        self.rows = self._overlay.rows(self.live.rows)
        return is_read

    def refresh(self) -> None:
        self.live.refresh()

    def subscribe(self, handler: PatchHandler[Row]) -> Unsubscribe:
        """Call `handler(patches)` after each change of `rows`, whoever made it."""
        return self._patched.subscribe(handler)

    # edits

    def apply(self, key: UUID, values: Mapping[str, Any]) -> Edit:
        """Show these values of a row at once."""
        edit = self._overlay.apply(key, values)
        self._show()
        return edit

    def confirm(self, edit: Edit, revision: int) -> None:
        """The edit is in the row of this revision, which may be here already."""
        self._overlay.confirm(edit, revision)
        self._overlay.settle(self.live.rows)
        self._show()

    def roll_back(self, edit: Edit) -> None:
        """Take the edit back."""
        self._overlay.roll_back(edit)
        self._show()

    def _on_patches(self, patches: Sequence[Patch[Row]]) -> None:
        if not self._overlay:
            self.rows = self.live.rows
            self._patched.emit(patches)
            return
        self._overlay.settle(self.live.rows)
        self._show()

    def _show(self) -> None:
        before, self.rows = self.rows, self._overlay.rows(self.live.rows)
        if patches := diff(before, self.rows):
            self._patched.emit(patches)

"""Elements that follow live queries, step 6 of the line in.

A subscription belongs to an element and ends with it: rebuilt sections, left pages, deleted
dialogs and deleted clients all come through `_handle_delete`.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from nicegui import Client

from components.engine.light import Light
from components.engine.sending import at_once
from components.engine.visibility import Visibility
from models.patch import Patch
from models.viewer import Viewer
from services.realtime.live import LiveQuery, LiveService, OptimisticQuery, Query, diff
from services.signals import Unsubscribe, isolated

Row = TypeVar('Row')


class LiveElement(Light):
    """Base of every element that changes by patches; call inside a page."""

    def __init__(self, tag: str = '') -> None:
        # before the element exists, since a constructor that fails deletes it too
        self._endings: list[Callable[[], Any]] = []
        super().__init__(tag)

    def watch(self, live: LiveService, query: Query[Row], viewer: Viewer) -> LiveQuery[Row]:
        """Open a live query for as long as this element lives."""
        opened = live.open(query, viewer)
        self.on_end(lambda: live.close(opened))
        return opened

    def follow(
        self,
        query: LiveQuery[Row] | OptimisticQuery[Row],
        handler: Callable[[Sequence[Patch[Row]]], object],
    ) -> Unsubscribe:
        """Call `handler(patches)` after each change; a hidden tab gets them when it returns.

        Show `query.rows` and follow without an await between, or a patch is missed.
        Returns how to end it before the element does.
        """
        follower = _Follower(query, handler, self.client)
        self.on_end(follower.end)

        def leave() -> None:
            follower.end()
            if follower.end in self._endings:
                self._endings.remove(follower.end)

        return leave

    @property
    def is_current(self) -> bool:
        """Whether everything that is followed is shown as it stands; hidden tabs may wait."""
        followers = (getattr(ending, '__self__', None) for ending in self._endings)
        return all(each.is_current for each in followers if isinstance(each, _Follower))

    def on_end(self, ending: Callable[[], Any]) -> None:
        """Run `ending` when this element is deleted; at once if it already is."""
        if self.is_deleted:
            ending()
        else:
            self._endings.append(ending)

    def _handle_delete(self) -> None:
        endings, self._endings = self._endings, []
        for ending in reversed(endings):
            isolated(ending)()
        super()._handle_delete()


class _Follower:
    """One subscription that stands still while its tab is hidden."""

    def __init__(
        self,
        query: LiveQuery[Any] | OptimisticQuery[Any],
        handler: Callable[[Sequence[Patch[Any]]], object],
        client: Client,
    ) -> None:
        self._query = query
        self._handler = handler
        self._client = client
        self._visibility = Visibility.of(client)
        self._shown = query.rows
        self._is_owed = False
        """Whether the handler failed to show what came after `_shown`."""
        self._release = query.subscribe(self._on_patches)
        self._forget = self._visibility.on_return(self._catch_up)

    @property
    def is_current(self) -> bool:
        # a read that changed nothing leaves equal rows in another list
        return self._visibility.is_hidden or not diff(self._shown, self._query.rows)

    def end(self) -> None:
        self._release()
        self._forget()

    def _on_patches(self, patches: Sequence[Patch[Any]]) -> None:
        # a tab that returned between two slices has these already
        if self._visibility.is_hidden or self._query.rows is self._shown:
            return
        if self._is_owed:
            patches = diff(self._shown, self._query.rows)
        self._show(lambda: at_once(self._client, lambda: self._handler(patches)))

    def _catch_up(self) -> None:
        if self._query.rows is self._shown:
            return
        if patches := diff(self._shown, self._query.rows):
            self._show(lambda: self._handler(patches))

    def _show(self, change: Callable[[], object]) -> None:
        """Show the rows that there are now; what fails is still to be shown."""
        # before, since a handler may cause the next change
        before, self._shown = self._shown, self._query.rows
        self._is_owed = False
        try:
            change()
        except Exception:
            self._shown, self._is_owed = before, True
            raise

"""Whether somebody can see a page: hidden tabs are paused and caught up on return.

Serves the line in, step 6. The browser tells through the live badge, see `assets/badge.js`.
"""

from collections.abc import Callable

from nicegui import Client

from services.signals import Signal, Unsubscribe


class Visibility:
    """Of one page in one browser tab; believed visible until the browser says otherwise."""

    def __init__(self) -> None:
        self.is_hidden = False
        self._returned: Signal[[]] = Signal()

    @classmethod
    def of(cls, client: Client) -> 'Visibility':
        visibility: Visibility = client.storage.setdefault('visibility', cls())
        return visibility

    def on_return(self, handler: Callable[[], None]) -> Unsubscribe:
        """Call `handler()` when the tab is looked at again; returns how to unsubscribe."""
        return self._returned.subscribe(handler)

    def change(self, *, is_hidden: bool) -> None:
        self.is_hidden = is_hidden
        if not is_hidden:
            self._returned.emit()

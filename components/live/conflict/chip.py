"""A quiet "1 conflict" while something waits for a choice; opens its dialog. Both lines."""

from collections.abc import Callable

from nicegui import events

from components.engine.light import Light
from components.live.conflict.conflicts import Conflicts

MOST = 100
"""Entries that a browser may bring back."""


class ConflictChip(Light, component='chip.js'):
    """Shows how many there are and keeps them in the browser."""

    def __init__(
        self,
        conflicts: Conflicts,
        *,
        owner: str,
        on_open: Callable[[], object],
        on_restore: Callable[[list[object]], object],
    ) -> None:
        """`owner`: who typed it, since browsers are shared."""
        super().__init__()
        self._conflicts = conflicts
        self._on_restore = on_restore
        self.props['owner'] = owner
        self.on('open', on_open, args=[])
        self.on('restore', self._on_kept)

    def show(self) -> None:
        """Show the list as it is now."""
        self.props['kept'] = [one.as_json() for one in self._conflicts.all]

    def _on_kept(self, event: events.GenericEventArguments) -> None:
        if isinstance(event.args, list):
            self._on_restore(event.args[:MOST])

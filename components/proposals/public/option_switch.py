"""The switch of an option: moves at once in the browser, confirmed or put back by the row.

Begins the line out; the row shown here has the wish laid over it until the line in confirms it.
"""

from collections.abc import Awaitable, Callable, Sequence

from nicegui import events, ui

from components.engine.light import Light
from components.proposals.public.messages import Move, parse

Choose = Callable[[bool], Awaitable[object]]
"""Carries out a wish, and shows it or takes it back by a patch."""


class OptionSwitch(Light, component='option_switch.js'):
    """`patch` with each new row; wishes are carried out one after the other, the last one wins."""

    def __init__(self, choose: Choose, labels: Sequence[ui.element]) -> None:
        """`labels` hold the text that names it, so that new text need not be sent twice."""
        super().__init__()
        self.props['labels'] = ' '.join(label.html_id for label in labels)
        self._choose = choose
        self._is_busy = False
        self._wish: tuple[bool, int] | None = None
        self._number = 0
        """The browser's last move that was carried out or refused."""
        self.on('choose', self._on_choose)

    def patch(self, *, checked: bool, locked: bool) -> None:
        """Show the row; a move that is not answered yet stays as the person left it."""
        wanted = {'checked': checked, 'locked': locked}
        if any(self.props.get(name) != value for name, value in wanted.items()):
            self.props.update(wanted)

    async def _on_choose(self, event: events.GenericEventArguments) -> None:
        move = parse(Move, event.args)
        if move is None or move.number <= self._number:
            return  # said again, since the answer was lost
        if self.props['locked']:
            self._number = self.props['answered'] = move.number
            return
        self._wish = (move.on, move.number)
        if self._is_busy:
            return
        self._is_busy = True
        try:
            while self._wish is not None and not self.is_deleted:
                (is_on, self._number), self._wish = self._wish, None
                await self._choose(is_on)
        finally:
            self._is_busy = False
        if not self.is_deleted:
            self.props['answered'] = self._number

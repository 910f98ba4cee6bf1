"""The status of a proposal: one tone and one icon, the same on every screen."""

from components.kit.chip import Chip
from components.view.node import Node
from components.view.pieces import chip

LOOKS: dict[str, tuple[str, str]] = {
    'draft': ('', 'pencil-line'),
    'sent': ('info', 'send'),
    'viewed': ('sea', 'eye'),
    'commented': ('warn', 'message-circle'),
    'approved': ('ok', 'circle-check'),
    'declined': ('bad', 'circle-x'),
    'expired': ('line', 'hourglass'),
    'superseded': ('line', 'layers'),
    'void': ('line', 'ban'),
}
"""status → (tone, icon)"""


class StatusChip(Chip):
    """A chip that `show`s a status and may change it in place."""

    def __init__(self, status: str, *, name: str = '') -> None:
        tone, icon = LOOKS[status]
        super().__init__(status.capitalize(), tone=tone, icon=icon, name=name)
        self.status = status

    def show(self, status: str) -> None:
        """Change word, tone and icon."""
        if status == self.status:
            return
        self.status = status
        tone, icon = LOOKS[status]
        self.show_look(status.capitalize(), tone=tone, icon=icon)


def status_chip(status: str, *, name: str = '') -> StatusChip:
    """Place a chip; `name` is the `data-testid`, for instance `proposal-status`."""
    return StatusChip(str(status), name=name)


def drawn_status(status: str) -> Node:
    """The same in a view."""
    tone, symbol = LOOKS[status]
    return chip(status.capitalize(), tone=tone, symbol=symbol)

"""The status of a proposal: one tone and one icon, the same on every screen."""

from components.engine.light import Text
from components.kit.icons import Icon
from components.kit.markup import testid

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


class StatusChip(Text):
    """A chip that `show`s a status and may change it in place."""

    def __init__(self, status: str, *, name: str = '') -> None:
        super().__init__(tag='span', text='')
        self.classes('t-chip')
        testid(self, name)
        self.status = ''
        with self:
            self._icon = Icon(LOOKS[status][1])
        self.show(status)

    def show(self, status: str) -> None:
        """Change word, tone and icon."""
        if status == self.status:
            return
        self.status = status
        tone, symbol = LOOKS[status]
        self.set_text(status.capitalize())
        self.props['data-tone'] = tone
        self._icon.show(symbol)


def status_chip(status: str, *, name: str = '') -> StatusChip:
    """Place a chip; `name` is the `data-testid`, for instance `proposal-status`."""
    return StatusChip(str(status), name=name)

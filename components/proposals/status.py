"""The status of a proposal: one tone and one icon, the same on every screen."""

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


def drawn_status(status: str, *, name: str = '') -> Node:
    """As a chip; `name` is its `data-testid`."""
    tone, symbol = LOOKS[status]
    return chip(status.capitalize(), tone=tone, symbol=symbol, name=name)

"""The mark: a boat under sail, in the colour of the text around it."""

import re

from nicegui import ui

from components.kit.files import ASSETS
from components.kit.markup import box, text

_LOGO = (ASSETS / 'logo.svg').read_text('utf-8')
PATHS = tuple(re.findall(r'<path d="([^"]+)"', _LOGO))
"""What it is drawn of."""
_PATHS = re.sub(r'</?svg[^>]*>|<title>.*?</title>', '', _LOGO)


def mark() -> ui.element:
    """The mark alone."""
    return box(
        tag='svg', viewBox='0 0 24 24', fill='currentColor', aria_hidden='true', innerHTML=_PATHS
    )


def brand(name: str = 'Tradewind') -> ui.element:
    """Mark and name."""
    with box('t-brand', 'span') as element:
        mark()
        text(name)
    return element

"""Moments by the clock of whoever reads; the browser says them and lets them grow old.

The end of the line in; `assets/ages.js` has the words.
"""

from datetime import datetime
from enum import StrEnum

from nicegui import ui

from components.engine.light import Text
from components.kit.markup import text


class Saying(StrEnum):
    """How a moment is said."""

    AGE = 'age'
    """`14 min`, `yesterday`, `Tue`, `4 Dec`"""
    AGO = 'ago'
    """The same in a sentence: `14 min ago`, `on Tue`"""
    FULL = 'full'
    """The same, spelled out: `14 minutes ago`, `on Tuesday`"""
    SINCE = 'since'
    """`since yesterday`, `since your last visit`"""
    STAMP = 'stamp'
    """`4 December 2026 at 14:02`"""


def moment(
    at: datetime | None, classes: str = '', *, saying: Saying = Saying.AGE, first: str = ''
) -> Text:
    """Place a moment; None shows nothing until `show_moment`.

    `first` stands there until the browser says it, in words of the organization's zone.
    """
    said = None if saying is Saying.AGE else saying.value
    return text(first, classes, data_at=milliseconds(at), data_saying=said)


def show_moment(element: ui.element, at: datetime | None) -> None:
    """Say another moment there; nothing is sent when it is the same."""
    found = milliseconds(at)
    if element.props.get('data-at') == found:
        return
    if found is None:
        del element.props['data-at']
    else:
        element.props['data-at'] = found


def milliseconds(at: datetime | None) -> int | None:
    """As the browser counts."""
    return int(at.timestamp() * 1000) if at else None

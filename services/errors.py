"""What can go wrong, each with a sentence fit for the person who caused it.

AppError
├── Invalid        what was typed cannot be kept as it is; `field` says where
├── NotAllowed     the row may be seen, not changed
│   └── SignedOut  the session it was done in has ended
├── NotFound       no such row for this viewer
├── Changed        the row moved on since it was looked at
│   ├── Conflict   somebody else changed the same fields; carries all three values of each
│   └── Outdated   an approval of what is no longer offered; carries what changed
├── TooMany        a rate limit; `retry_s` says when to try again
└── Unavailable    the database or Auth does not answer
    ├── Busy       it answers, but others were in the way for too long; nothing was changed
    └── NoSpace    the database's disk is full
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


class AppError(Exception):
    """Base of all: `str(error)` can be shown as it is."""

    sentence = 'That did not work. Nothing was changed.'

    def __init__(self, sentence: str = '') -> None:
        super().__init__(sentence or self.sentence)


class Invalid(AppError):
    """Input that a rule refuses."""

    sentence = 'Please check what you typed.'

    def __init__(self, sentence: str = '', *, field: str = '') -> None:
        super().__init__(sentence)
        self.field = field
        """Name of the input that is wrong, empty when it is none in particular."""


class NotAllowed(AppError):
    sentence = 'You can look at this, but not change it.'


class SignedOut(NotAllowed):
    sentence = (
        'You are signed out, so this was not saved. What you typed is kept; sign in and try again.'
    )


class NotFound(AppError):
    sentence = 'This is no longer here.'


class Changed(AppError):
    sentence = 'This has changed since you looked. Nothing was saved; please look again.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """One field that two people changed from the same value."""

    field: str
    mine: Any
    """What the refused edit would have written."""
    theirs: Any
    """What the row has now."""
    original: Any
    """What the refused edit had seen."""
    by: UUID | None
    """User id or share link id of whoever changed the row last, None where that is no help."""
    at: datetime | None
    """When they did."""


class Conflict(Changed):
    """Nothing was written; the edit can be repeated on the values that `clashes` name."""

    sentence = 'Somebody changed this while you were writing. Yours is kept; choose between them.'

    def __init__(self, clashes: Sequence[Clash] = ()) -> None:
        super().__init__()
        self.clashes = tuple(clashes)


class Outdated(Changed):
    """The proposal is no longer what was approved."""

    sentence = (
        'The proposal changed while you were looking, so nothing was approved. '
        'Please check it once more.'
    )

    def __init__(self, changes: Sequence[Any] = ()) -> None:
        super().__init__()
        self.changes = tuple(changes)
        """What changed, as `services.proposals.differences.Difference`; may be empty."""


class TooMany(AppError):
    sentence = 'That was a little fast. Please wait a moment and try again.'

    def __init__(self, sentence: str = '', *, retry_s: float = 0) -> None:
        super().__init__(sentence)
        self.retry_s = retry_s


class Unavailable(AppError):
    sentence = 'Tradewind cannot reach its database right now. What you typed is kept; try again.'


class Busy(Unavailable):
    sentence = (
        'Tradewind is very busy right now, so nothing was changed. '
        'What you typed is kept; please try again.'
    )


class NoSpace(Unavailable):
    sentence = (
        'Tradewind has run out of disk space, so nothing can be saved right now. '
        'What you typed is kept; please tell whoever runs it.'
    )

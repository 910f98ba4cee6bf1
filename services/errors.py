"""What can go wrong, each with a sentence fit for the person who caused it.

AppError
├── Invalid        what was typed cannot be kept as it is; `field` says where
├── NotAllowed     the row may be seen, not changed
├── NotFound       no such row for this viewer
├── Changed        the row moved on since it was looked at
├── TooMany        a rate limit; `retry_s` says when to try again
└── Unavailable    the database or Auth does not answer
"""


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


class NotFound(AppError):
    sentence = 'This is no longer here.'


class Changed(AppError):
    sentence = 'This has changed since you looked. Nothing was saved; please look again.'


class TooMany(AppError):
    sentence = 'That was a little fast. Please wait a moment and try again.'

    def __init__(self, sentence: str = '', *, retry_s: float = 0) -> None:
        super().__init__(sentence)
        self.retry_s = retry_s


class Unavailable(AppError):
    sentence = 'Tradewind cannot reach its database right now. What you typed is kept; try again.'

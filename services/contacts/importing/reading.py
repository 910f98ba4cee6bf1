"""Reads a file of contacts of any kind: what it seems to be, and what is in it, row by row."""

from collections.abc import Iterator

from services.contacts.importing.shapes import Guess, Options, Read
from services.contacts.importing.sources import Source


def guess(source: Source, options: Options | None = None) -> Guess:
    """What a file seems to be, with what a person chose already; looks at all of it.

    Never raises: what is wrong with the file as a whole is its `problem`.
    """
    raise NotImplementedError


def read(source: Source, options: Options, guessed: Guess | None = None) -> Iterator[Read]:
    """What is in a file, in its order, as it is asked for; `guessed` saves guessing again.

    Raises: `Unusable` with a sentence, before the first row.
    """
    raise NotImplementedError

"""Reads a file of contacts of any kind: what it seems to be, and what is in it, row by row."""

from collections.abc import Iterator

from services.contacts.importing import delimited, vcards
from services.contacts.importing.decoding import encoding_of
from services.contacts.importing.shapes import Guess, Options, Problem, Read, Unusable
from services.contacts.importing.sources import Source


def guess(source: Source, options: Options | None = None) -> Guess:
    """What a file seems to be, with what a person chose already; looks at all of it.

    Never raises: what is wrong with the file as a whole is its `problem`.
    """
    try:
        return _guess(source, options or Options())
    except Unusable as error:
        return Guess(problem=error.problem, sentence=str(error))


def read(source: Source, options: Options, guessed: Guess | None = None) -> Iterator[Read]:
    """What is in a file, in its order, as it is asked for; `guessed` saves guessing again.

    Raises: `Unusable` with a sentence, before the first row.
    """
    found = guessed or guess(source, options)
    if found.problem:
        raise Unusable(found.problem, found.sentence)
    encoding = encoding_of(source, options.encoding or found.encoding)
    if found.kind == 'vcard':
        return vcards.read(source, encoding, options)
    return delimited.read(source, encoding, options, found)


def _guess(source: Source, options: Options) -> Guess:
    source.check()
    if not source.size_bytes:
        raise Unusable(Problem.EMPTY_FILE, delimited.PROBLEMS[Problem.EMPTY_FILE])
    encoding = encoding_of(source, options.encoding)
    if vcards.is_cards(source, encoding):
        return vcards.guess(source, encoding)
    return delimited.guess(source, encoding, options)

"""Contacts read from files, purely: what a file seems to be, what is in it, who is in it twice.

    guess(source) -> Guess
    read(source, options) -> Iterator[ImportRow | Refusal | Skipped]
    doubles(rows) -> Iterator[Matched | Refusal | Skipped]

`python -m services.contacts.importing FILE` prints what an import would do, and writes nothing.
"""

from services.contacts.importing.doubles import Doubles, doubles
from services.contacts.importing.joining import Joined, filled, joined
from services.contacts.importing.matching import Sameness, Verdict, joined_keys, same_person
from services.contacts.importing.reading import guess, read
from services.contacts.importing.shapes import (
    Channel,
    Column,
    ContactDraft,
    Field,
    Guess,
    ImportRow,
    Match,
    Matched,
    Options,
    PersonKeys,
    Problem,
    Read,
    Reason,
    Refusal,
    Skipped,
    Trouble,
    Unusable,
    Warning,
)
from services.contacts.importing.sources import Source

__all__ = [
    'Channel',
    'Column',
    'ContactDraft',
    'Doubles',
    'Field',
    'Guess',
    'ImportRow',
    'Joined',
    'Match',
    'Matched',
    'Options',
    'PersonKeys',
    'Problem',
    'Read',
    'Reason',
    'Refusal',
    'Sameness',
    'Skipped',
    'Source',
    'Trouble',
    'Unusable',
    'Verdict',
    'Warning',
    'doubles',
    'filled',
    'guess',
    'joined',
    'joined_keys',
    'read',
    'same_person',
]

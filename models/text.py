"""What becomes of a person's words on their way in; pure, and the same as 0009_text.sql.

Signs that files forbid and eyes cannot see go, so print, calendar and mail can take every word.
"""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

LONGEST_LINE = 200
LONGEST_PROSE = 20_000
LONGEST_COMMENT = 4_000
LONGEST_TAG = 40
MOST_TAGS = 20

BLANKS = r'\t\n \xa0\u1680\u2000-\u200a\u202f\u205f\u3000'
FILLERS = r'\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2060-\u206f\u2800\u3164\ufeff\uffa0'
"""Signs nobody sees; within words some of them matter, at the ends none does."""
SELECTORS = (
    r'\u034f\u17b4\u17b5\u180b-\u180d\u180f\ufe00-\ufe0f\ufff0-\ufffb\U00016fe4'
    r'\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff'
)
"""The same, but they change how the sign before them looks: the end of a flag."""
NO_CHARACTERS = r'\ufdd0-\ufdef' + ''.join(
    f'\\U{plane:04x}fffe\\U{plane:04x}ffff' for plane in range(17)
)

_BREAK = re.compile(r'\r\n|[\r\x0b\x0c\x85\u2028\u2029]')
_FORBIDDEN = re.compile(
    rf'[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff{NO_CHARACTERS}]'
)
_BLANKS = re.compile(f'[{BLANKS}]+')
_ENDS = re.compile(rf'\A[{BLANKS}{FILLERS}]+|[{BLANKS}{FILLERS}]+\Z')
_VISIBLE = re.compile(f'[^{BLANKS}{FILLERS}{SELECTORS}]')
_FILLER = re.compile(f'[{FILLERS}]')


def clean(value: str) -> str:
    """Paragraphs as they are kept; nothing where there is nothing to see."""
    plain = _FORBIDDEN.sub('', _BREAK.sub('\n', value))
    return _trimmed(unicodedata.normalize('NFC', plain))


def clean_line(value: str) -> str:
    """One line as it is kept, with single spaces."""
    return _trimmed(_BLANKS.sub(' ', clean(value)))


def cut(value: str, longest: int = LONGEST_LINE) -> str:
    """A line of no person's making, at most so long: what a browser calls itself."""
    return clean_line(clean_line(value)[:longest])


def visible(value: str) -> bool:
    """Whether there is anything to see."""
    return clean(value) != ''


def is_name(value: str) -> bool:
    """Whether a person could be called so: it has a letter or a digit that can be seen."""
    return any(sign.isalnum() and not _FILLER.match(sign) for sign in value)


def _trimmed(value: str) -> str:
    trimmed = _ENDS.sub('', value)
    return trimmed if _VISIBLE.search(trimmed) else ''


def _prose_of(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _line_of(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) else value


def _named(value: str) -> str:
    if not value:
        raise PydanticCustomError('empty', 'A name is not empty.')
    if not is_name(value):
        raise PydanticCustomError('no_name', 'A name has a letter or a digit.')
    return value


def _labelled(value: str) -> str:
    return _named(value) if value else value


def _once(tags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tags))


def _said(value: str) -> str:
    if not value:
        raise PydanticCustomError('nothing_said', 'Write something first.')
    return value


_line = BeforeValidator(_line_of)
_prose = BeforeValidator(_prose_of)

Line = Annotated[str, StringConstraints(max_length=LONGEST_LINE), _line]
"""One line of text that a person typed."""
Name = Annotated[Line, AfterValidator(_named)]
"""What somebody or something is called; never empty."""
Label = Annotated[Line, AfterValidator(_labelled)]
"""The same, or nothing."""
Said = Annotated[Line, AfterValidator(_said)]
"""One line, never empty."""
Prose = Annotated[str, StringConstraints(max_length=LONGEST_PROSE), _prose]
"""Paragraphs that a person typed, plain text."""
Comment = Annotated[
    str, StringConstraints(max_length=LONGEST_COMMENT), _prose, AfterValidator(_said)
]
"""What somebody says to somebody; never empty."""
Note = Annotated[str, StringConstraints(max_length=LONGEST_PROSE), _prose, AfterValidator(_said)]
"""Paragraphs, never empty."""
Reason = Annotated[str, StringConstraints(max_length=LONGEST_COMMENT), _prose]
"""Why somebody does something; may be empty."""
Tag = Annotated[str, StringConstraints(max_length=LONGEST_TAG), _line, AfterValidator(_named)]
"""One of the words that somebody sorts rows by."""
Tags = Annotated[tuple[Tag, ...], AfterValidator(_once), Field(max_length=MOST_TAGS)]
"""Several of them, each once."""

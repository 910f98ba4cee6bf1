"""People's words in their own direction, within pages that run from left to right; pure."""

import re

START, END = '\u2068', '\u2069'
"""First strong isolate: what stands between them has a direction of its own, as in `<bdi>`."""
RIGHT_TO_LEFT = re.compile(
    '[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]'
)
"""Hebrew, Arabic, Syriac, Thaana, N’Ko and older scripts; the mark that works like one of them."""
ISOLATED = re.compile('[\u2066-\u2068][^\u2069]*\u2069')
MARKS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Signs that turn what follows; a name must not end the isolation around it."""


def isolated(words: str) -> str:
    """A name or title for one of our sentences: it changes places with nothing beside it.

    Words from left to right need no isolation and stay as they are.
    """
    return f'{START}{words.translate(MARKS)}{END}' if turns(words) else words


def turns(text: str) -> bool:
    """Whether words from right to left stand in it that are not isolated."""
    if text.isascii():
        return False
    return RIGHT_TO_LEFT.search(ISOLATED.sub('', text)) is not None

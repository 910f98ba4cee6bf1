"""Cells as texts: without what nobody sees, and as the database keeps them; pure.

Formulas stay what they are, plain text; the apostrophe that keeps a spreadsheet from running one
goes.
"""

import re
from collections.abc import Iterable
from unicodedata import is_normalized

from models.text import LONGEST_LINE, LONGEST_TAG, MOST_TAGS, clean, clean_line, is_name

_UNSEEN = re.compile('[\u200b\u2060\ufeff\u00ad\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]')
_JOINERS = re.compile('(?<![^\x00-\u024f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\u024f])')
"""Beside Latin letters they mean nothing; within other scripts and emoji they do."""
_AS_TEXT = re.compile(r"'(?='*[=+\-@\t\r])")
_FORMULA_TEXT = re.compile(r'="((?:[^"]|"")*)"\Z')
_TAGS = re.compile(r'\s*[;,|\n]\s*')
_NOTHING = re.compile(
    r'(?i)[-–—.\s]*\Z|\s*(?:#?n/?a|n\.a\.?|\(?null\)?|nan|none|nil|undefined)\s*\Z'
)
"""What programs and people write where there is nothing."""
SEVERAL = ':::'
"""Between several values of one cell, in exports of Google and of our own."""
SYSTEM_LABELS = frozenset(('mycontacts', 'starred', 'othercontacts', 'blocked', 'all'))


def cell_text(cell: str) -> str:
    """What stands in a cell: `'=1+1` and `="…"` are ways to write a text."""
    if cell[:1] not in "'= ":
        return cell
    if found := _FORMULA_TEXT.match(cell.strip()):
        return found[1].replace('""', '"')
    return _AS_TEXT.sub('', cell, count=1) if _AS_TEXT.match(cell) else cell


def is_nothing(cell: str) -> bool:
    """Whether it says that there is no address or number."""
    return not cell or bool(_NOTHING.match(cell))


def line_of(text: str) -> str:
    """One line, with single blanks."""
    if _is_plain(text):
        return ' '.join(text.split())
    return clean_line(_seen(text))


def prose_of(text: str) -> str:
    """Paragraphs."""
    if _is_plain(text):
        return text.strip()
    return clean(_seen(text))


def has_text(cells: Iterable[str]) -> bool:
    """Whether there is anything to see in one of them."""
    return any(
        cell and ((_is_plain(cell) and not cell.isspace()) or line_of(cell)) for cell in cells
    )


def cut_line(text: str) -> tuple[str, bool]:
    """As much as a line of a contact holds, and whether that is not all."""
    if len(text) <= LONGEST_LINE:
        return text, False
    return line_of(text[: LONGEST_LINE - 1]) + '…', True


def named(text: str) -> str:
    """A name, or nothing where nobody could be called so."""
    return text if is_name(text) else ''


def tags_of(
    texts: list[str], *, is_split: bool = True, is_ours: bool = False
) -> tuple[tuple[str, ...], list[str]]:
    """The tags of some cells, each once, and what can be none: labels of a system, the too long."""
    tags: dict[str, None] = {}
    others: list[str] = []
    for text in texts:
        for part in _parts(text) if is_split else [line_of(text)]:
            if part.startswith('*') and not is_ours:
                plain = part.lstrip('* ')
                if plain.casefold().replace(' ', '') not in SYSTEM_LABELS:
                    others.append(plain)
            elif not part:
                continue
            elif is_name(part) and len(part) <= LONGEST_TAG and len(tags) < MOST_TAGS:
                tags[part] = None
            elif part not in tags:
                others.append(part)
    return tuple(tags), others


def _parts(text: str) -> list[str]:
    parts = text.split(SEVERAL) if SEVERAL in text else _TAGS.split(text)
    return [line_of(part) for part in parts]


def _is_plain(text: str) -> bool:
    """Whether only blanks have to be looked at: most cells, quickly."""
    if text.isascii():
        return text.isprintable()
    # beyond Latin, Greek and Cyrillic are signs that can be printed and not be seen
    return (
        text.isprintable()
        and max(text) < '\u0590'
        and '\u034f' not in text
        and is_normalized('NFC', text)
    )


def _seen(text: str) -> str:
    return _JOINERS.sub('', _UNSEEN.sub('', text))

"""Finds out how a delimited text is made: its delimiter, and which line is the header; pure."""

import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from services.contacts.importing.headers import Known, known
from services.contacts.importing.records import Record, records
from services.contacts.importing.shapes import Field
from services.contacts.importing.texts import has_text, line_of

USUAL = (',', ';', '\t', '|')
RARE = (
    '||',
    ';;',
    '::',
    '^',
    '~',
    '\x1f',
    '\x1e',
    '¦',
    '§',
    '#',
    '!',
    '*',
    '%',
    '$',
    '=',
    ':',
    '/',
)
NEVER = frozenset('@._-+ "\'()<>&\n\r\\[]{}?,;\t|')
"""Signs that no other delimiter can be: they are in addresses, names and numbers."""
LOOKED_AT = 60
"""Records in which the header is looked for."""
SAMPLE = 200_000
"""Characters that are looked at."""
_SEP = re.compile(r'\ufeff?"?sep=(.+?)"?\s*\Z', re.IGNORECASE)
_DATA = re.compile(r'.+@.+\..+|\+?[\d\s().-]{7,}\Z')
"""What stands in rows and in no header: an address, a number."""


class Layout(NamedTuple):
    """How a table is written."""

    delimiter: str
    header_line: int
    """0 where there is none."""
    first: int = 1
    """The line where rows begin if there is no header."""


class _Tried(NamedTuple):
    score: float
    layout: Layout
    width: int


def layout_of(sample: str, delimiter: str = '', header_line: int | None = None) -> Layout:
    """How the text that begins so is written; what is given is not guessed."""
    first_line, _, _ = sample.partition('\n')
    first = 1
    if found := _SEP.match(first_line.rstrip('\r')):
        delimiter, first = delimiter or found[1].replace('\\t', '\t'), 2
    tried = [_try(each, sample, first, header_line) for each in _candidates(sample, delimiter)]
    best = max(tried, key=lambda each: each.score)
    return best.layout


def header_fields(cells: Sequence[str]) -> list[Known | None]:
    """What the cells say if they are headers."""
    return [known(line_of(cell)) for cell in cells]


def _candidates(sample: str, delimiter: str) -> Sequence[str]:
    if delimiter:
        return (delimiter,)
    lines = [line for line in islice(sample.split('\n'), 12) if line.strip()]
    signs = dict.fromkeys(
        sign for line in lines[:8] for sign in line if not sign.isalnum() and sign not in NEVER
    )
    others = [sign for sign in signs if sign not in RARE and not sign.isspace()]
    return (*USUAL, *(each for each in (*RARE, *others[:20]) if any(each in x for x in lines)))


def _try(delimiter: str, sample: str, first: int, header_line: int | None) -> _Tried:
    """How well this delimiter fits."""
    rows = _rows(sample, delimiter, first)
    if header_line is None:
        place, count = _header_of(rows)
    else:
        place = next((i for i, row in enumerate(rows) if row.line == header_line), None)
        count = _count(rows[place]) if place is not None else 0
    if not rows:
        return _Tried(0, Layout(delimiter, header_line or 0, first), 0)
    below = rows[place + 1 :] if place is not None else rows
    width = len(rows[place].cells) if place is not None else _usual_width(rows)
    fitting = sum(_fits(row.cells, width) for row in below) / max(1, len(below))
    whole = sum(bool(_DATA.match(cell.strip())) for row in below[:20] for cell in row.cells)
    unnamed = sum(not cell.strip() for cell in rows[place].cells) if place is not None else 0
    score = count * 10 + fitting * 6 + min(whole / max(1, len(below[:20])), 3)
    score += (width > 1) * (2 if delimiter in USUAL else -4) - unnamed * 0.5
    line = rows[place].line if place is not None else 0
    line = line if header_line is None else header_line
    return _Tried(score, Layout(delimiter, line, first), width)


def _rows(sample: str, delimiter: str, first: int) -> list[Record]:
    found: Iterator[Record] = records(lambda: io.StringIO(sample), delimiter, first)
    return [row for row in islice(found, LOOKED_AT) if has_text(row.cells)]


def _header_of(rows: Sequence[Record]) -> tuple[int | None, int]:
    """The place of the header among the rows, and how many of its columns are known."""
    counts = [_count(row) for row in rows]
    for least in (2, 1):
        for place, count in enumerate(counts):
            if count >= least:
                return place, count
    if len(rows) > 1 and _is_above_data(rows):
        return 0, 0
    return None, 0


def _count(row: Record) -> int:
    """How many columns are known; none where this is no header."""
    if any(_DATA.match(cell.strip()) for cell in row.cells):
        return 0
    found = {each.field for each in header_fields(row.cells) if each}
    return len(found - {Field.IGNORED, Field.KEPT})


def _is_above_data(rows: Sequence[Record]) -> bool:
    """Whether the first row has words where those below have addresses or numbers."""
    above, below = rows[0].cells, [row.cells for row in rows[1:20]]
    if any(_DATA.match(cell.strip()) for cell in above) or any(
        char.isdigit() for char in ''.join(above)
    ):
        return False
    if any(not cell.strip() for cell in above[:-1]):
        return False
    return any(
        sum(len(cells) > place and bool(_DATA.match(cells[place].strip())) for cells in below) * 2
        > len(below)
        for place in range(len(above))
    )


def _usual_width(rows: Sequence[Record]) -> int:
    widths = [len(row.cells) for row in rows]
    return max(set(widths), key=widths.count)


def _fits(cells: Sequence[str], width: int) -> bool:
    """Short rows fit less well, long ones only where nothing stands in what is too much."""
    return len(cells) == width or (len(cells) > width and not any(map(str.strip, cells[width:])))

"""Records of delimited text, each with the physical line where it begins; streamed.

Unlike `csv`, a quote that is never closed costs its own line only: the next line begins anew.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TextIO

from services.contacts.importing.shapes import MOST_OF_A_FIELD, Reason

MOST_OF_A_LINE = 8_000_000
"""Characters; what is longer is no row of contacts, and is not kept."""
KEPT_LINES = 1_000_000
"""Characters within an open quote that are kept to go back to; beyond, the file is read again."""
SHOWN_OF_REFUSED = 2_000
"""Characters of a cell that is too long, as the report shows it."""


class Line(NamedTuple):
    number: int
    text: str
    is_cut: bool = False
    """Longer than anybody's row."""


class Record(NamedTuple):
    line: int
    cells: list[str]
    wrong: Reason | None = None


@dataclass(frozen=True)
class Grammar:
    """How cells of one delimiter are told apart."""

    delimiter: str
    quoted: re.Pattern[str]
    """A whole quoted cell, with what ends it."""
    opened: re.Pattern[str]
    """One that goes on in the next line."""
    closing: re.Pattern[str]
    """How it ends there."""
    loose: re.Pattern[str]
    """A quoted cell with single quotes within."""


@lru_cache(64)
def grammar(delimiter: str) -> Grammar:
    one = re.escape(delimiter)
    blank = r'[^\S\n]*' if not delimiter.isspace() else '[ ]*'
    text = r'[^"]*(?:""[^"]*)*'
    end = rf'"{blank}(?:{one}|\Z)'
    return Grammar(
        delimiter,
        quoted=re.compile(rf'{blank}"({text}){end}'),
        opened=re.compile(rf'{blank}"({text})\Z'),
        closing=re.compile(rf'({text}){end}'),
        loose=re.compile(rf'{blank}"(.*?){end}'),
    )


def lines(text: TextIO, first: int = 1) -> Iterator[Line]:
    """Lines without their ends; `first`: the number of the first one that is wanted."""
    number = 0
    while piece := text.readline(MOST_OF_A_LINE):
        number += 1
        is_cut = len(piece) == MOST_OF_A_LINE and piece[-1] not in '\n\r'
        rest = piece if is_cut else ''
        while rest and rest[-1] not in '\n\r':
            rest = text.readline(MOST_OF_A_LINE)
        if number >= first:
            yield Line(number, piece.rstrip('\r\n'), is_cut)


class Rewinding:
    """Lines that can be gone back to."""

    def __init__(self, opened: Callable[[], TextIO]) -> None:
        """`opened()`: the text from its beginning."""
        self._opened = opened
        self._text = opened()
        self._lines = lines(self._text)
        self._again: deque[Line] = deque()

    def __iter__(self) -> Iterator[Line]:
        return self

    def __next__(self) -> Line:
        return self._again.popleft() if self._again else next(self._lines)

    def go_back(self, kept: list[Line]) -> None:
        """Give these lines again."""
        self._again.extendleft(reversed(kept))

    def go_to(self, number: int) -> None:
        """Begin again at this line."""
        self.close()
        self._again.clear()
        self._text = self._opened()
        self._lines = lines(self._text, number)

    def close(self) -> None:
        self._text.close()


def records(opened: Callable[[], TextIO], delimiter: str, first: int = 1) -> Iterator[Record]:
    """The records from this line on; a blank line is one without cells."""
    how = grammar(delimiter)
    rewinding = Rewinding(opened)
    try:
        for line in rewinding:
            if line.number < first:
                continue
            if line.is_cut:
                cut = line.text[:SHOWN_OF_REFUSED]
                yield Record(line.number, [cut], Reason.TOO_LONG)
            elif not line.text or line.text.isspace():
                yield Record(line.number, [])
            elif '"' not in line.text:
                yield _checked(Record(line.number, line.text.split(delimiter)))
            else:
                yield _checked(_Quoted(how, line).read(rewinding))
    finally:
        rewinding.close()


class _Quoted:
    """Reads a record with quotes, over as many lines as it has."""

    def __init__(self, how: Grammar, line: Line) -> None:
        self._how = how
        self._line = line
        self._cells: list[str] = []

    def read(self, rewinding: Rewinding) -> Record:
        line, place = self._line, 0
        while (rest := self._cells_of(line.text, place)) is not None:
            ended = self._rest_of_cell(rest, rewinding)
            if ended is None:
                return self._unclosed()
            line, place = ended
            if place < 0:
                break
        return Record(self._line.number, self._cells)

    def _cells_of(self, text: str, place: int) -> str | None:
        """Take cells; returns the beginning of one that goes on in the next line, else None."""
        how, size = self._how, len(text)
        while place <= size:
            found = how.quoted.match(text, place)
            if found is None and (opened := how.opened.match(text, place)):
                return opened[1]
            if found := found or how.loose.match(text, place):
                self._cells.append(found[1].replace('""', '"'))
                place = found.end()
                if not found[0].endswith(how.delimiter) or place > size:
                    return None
                continue
            end = text.find(how.delimiter, place)
            self._cells.append(text[place:] if end < 0 else text[place:end])
            place = size + 1 if end < 0 else end + len(how.delimiter)
        return None

    def _rest_of_cell(self, first: str, rewinding: Rewinding) -> tuple[Line, int] | None:
        """Read on to its closing quote: the line and the place behind, -1 for the end of the line.

        None where no quote closes it; the lines after the first are given again then.
        """
        parts, kept, size = [first], [], 0
        for line in rewinding:
            size += len(line.text)
            if size <= KEPT_LINES:
                kept.append(line)
            found = self._how.closing.match(line.text)
            if found:
                parts.append(found[1])
                self._cells.append('\n'.join(parts).replace('""', '"'))
                goes_on = found[0].endswith(self._how.delimiter)
                return line, found.end() if goes_on else -1
            if _has_single_quote(line.text):
                break
            if size <= MOST_OF_A_FIELD * 2:
                parts.append(line.text)
        if size <= KEPT_LINES:
            rewinding.go_back(kept)
        else:
            rewinding.go_to(self._line.number + 1)
        return None

    def _unclosed(self) -> Record:
        cells = self._line.text.split(self._how.delimiter)
        return Record(self._line.number, cells, Reason.UNCLOSED_QUOTE)


def _has_single_quote(text: str) -> bool:
    return text.count('"') % 2 == 1 or '"' in text.replace('""', '')


def _checked(record: Record) -> Record:
    """Refuse a record with a cell that nobody could read."""
    if record.wrong or not any(map(_is_too_long, record.cells)):
        return record
    cells = [cell[:SHOWN_OF_REFUSED] for cell in record.cells]
    return Record(record.line, cells, Reason.TOO_LONG)


def _is_too_long(cell: str) -> bool:
    size = len(cell)
    return size * 4 > MOST_OF_A_FIELD and len(cell.encode('utf-8', 'replace')) > MOST_OF_A_FIELD

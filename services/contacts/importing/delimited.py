"""Contacts of a delimited text: CSV, TSV and their like, row by row."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import NamedTuple, TextIO

from services.contacts.importing import columns as column_guess
from services.contacts.importing.dates import order_of
from services.contacts.importing.decoding import Encoding, text_of
from services.contacts.importing.headers import kind_of
from services.contacts.importing.persons import Refused, person
from services.contacts.importing.records import Record, records
from services.contacts.importing.said import How, Said
from services.contacts.importing.shapes import (
    MOST_ROWS,
    Column,
    Field,
    Guess,
    ImportRow,
    Options,
    Problem,
    Read,
    Reason,
    Refusal,
    Skipped,
)
from services.contacts.importing.sources import Source
from services.contacts.importing.tables import SAMPLE, layout_of
from services.contacts.importing.texts import cell_text, has_text, line_of

LOOKED_AT = 200
"""Rows by whose values columns are guessed."""
PREFERRED = frozenset(('primary', 'preferred', 'default', 'principal', 'principale', 'haupt'))
SENTENCES = {
    Reason.TOO_MANY_CELLS: 'This row has more cells than the header has columns.',
    Reason.UNCLOSED_QUOTE: 'A quotation mark in this row is opened and never closed.',
    Reason.TOO_LONG: 'A cell of this row has more than 1 MB.',
}
PROBLEMS = {
    Problem.EMPTY_FILE: 'The file is empty.',
    Problem.NO_ROWS: 'The file has a header and no rows below it.',
    Problem.TOO_MANY_ROWS: f'There are more than {MOST_ROWS:,} rows. Please split the file.',
}


class Plan(NamedTuple):
    """How the cells of a column are read."""

    column: Column
    label_place: int | None
    """Of the cell that says which address or number this is."""


def guess(source: Source, encoding: Encoding, options: Options) -> Guess:
    """What the table seems to be; looks at all of it."""
    with text_of(source, encoding) as text:
        sample = text.read(SAMPLE)
    if not line_of(sample):
        return _problem(Guess(), Problem.EMPTY_FILE)
    layout = layout_of(sample, options.delimiter, options.header_line)
    found = Guess(
        encoding=encoding.name, delimiter=layout.delimiter, header_line=layout.header_line
    )
    first = layout.header_line or layout.first
    opened = opener(source, encoding)
    head = list(islice(records(opened, layout.delimiter, first), LOOKED_AT))
    headers = [_header(cell) for cell in head[0].cells] if layout.header_line and head else []
    rows = [row.cells for row in (head[1:] if headers else head) if not row.wrong]
    kind = kind_of(headers)
    some = column_guess.columns_of(headers, rows, kind=kind, chosen=options.columns)
    found = replace(found, kind=kind, columns=some)
    return _counted(found, records(opened, layout.delimiter, first), options)


def read(source: Source, encoding: Encoding, options: Options, guessed: Guess) -> Iterator[Read]:
    """The rows, one by one."""
    first = guessed.header_line or 1
    found = records(opener(source, encoding), guessed.delimiter, first)
    return _read(found, plans_of(guessed.columns), options, guessed)


def opener(source: Source, encoding: Encoding) -> Callable[[], TextIO]:
    """Opens the text anew, with lines ended as this file ends them."""
    with text_of(source, encoding) as text:
        head = text.read(1 << 16)
    newline = '\r' if '\r' in head and '\n' not in head else '\n'
    return lambda: text_of(source, encoding, newline)


def plans_of(columns: Sequence[Column]) -> list[Plan]:
    """Those columns that are read, with what says which of several each is."""
    labels = column_guess.labels_of(columns)
    return [
        Plan(column, labels.get(column.place))
        for column in columns
        if column.field is not Field.IGNORED
    ]


def _read(
    found: Iterator[Record], plans: Sequence[Plan], options: Options, guessed: Guess
) -> Iterator[Read]:
    how = How(
        region=options.region,
        date_order=options.date_order or guessed.date_order,
        today=options.today or date.today(),
        keeps_unknown=options.unknown != 'drop',
        is_ours=guessed.kind == 'tradewind',
    )
    header = next(found, None) if guessed.header_line else None
    headers = tuple(map(_header, header.cells)) if header else ()
    for record in _rows(found, guessed):
        if record.wrong:
            yield _refused(record, record.wrong)
        elif not has_text(record.cells) or _is_header(record, headers):
            yield Skipped(line=record.line)
        elif has_text(record.cells[len(guessed.columns) :]):
            yield _refused(record, Reason.TOO_MANY_CELLS)
        else:
            yield _row(record, plans, how)


def _is_header(record: Record, headers: Sequence[str]) -> bool:
    """Whether this is the header again, as where files were put together."""
    same = bool(headers) and _header(record.cells[0]) == headers[0]
    return same and tuple(map(_header, record.cells)) == tuple(headers)


def _rows(found: Iterable[Record], guessed: Guess) -> Iterator[Record]:
    """Without `sep=` where there is no header below it."""
    for record in found:
        if guessed.header_line or record.line > 1 or not _is_sep(record):
            yield record


def _is_sep(record: Record) -> bool:
    return ''.join(record.cells).lstrip('\ufeff"').lower().startswith('sep=')


def _row(record: Record, plans: Sequence[Plan], how: How) -> Read:
    cells = record.cells
    said = []
    for column, label_place in plans:
        if column.place < len(cells) and (text := cell_text(cells[column.place])):
            label, rank = column.label, 3 if column.label in PREFERRED else 5
            if label_place is not None and label_place < len(cells):
                mark = line_of(cells[label_place])
                rank = 1 if mark.startswith('*') else rank
                label = mark.strip('* ') or label
            said.append(Said(column.field, text, column.header, label, rank))
    found = person(said, how)
    if isinstance(found, Refused):
        return _refused(record, found.reason, found.sentence)
    return ImportRow(
        line=record.line, contact=found.draft, cells=tuple(cells), warnings=found.warnings
    )


def _refused(record: Record, reason: Reason, sentence: str = '') -> Refusal:
    return Refusal(
        line=record.line,
        reason=reason,
        sentence=sentence or SENTENCES[reason],
        cells=tuple(record.cells),
    )


def _counted(found: Guess, all_of: Iterator[Record], options: Options) -> Guess:
    """With the number of rows, and the order of day and month; both take the whole file."""
    if found.header_line:
        next(all_of, None)
    places = [each.place for each in found.columns if each.field is Field.BIRTHDAY]
    births: dict[str, None] = {}
    rows = 0
    for record in _rows(all_of, found):
        if not has_text(record.cells):
            continue
        rows += 1
        if rows > MOST_ROWS:
            return _problem(found, Problem.TOO_MANY_ROWS)
        for place in places:
            if place < len(record.cells) and len(births) < MOST_ROWS:
                births[record.cells[place].strip()] = None
    order = order_of(births, options.today or date.today())
    found = replace(found, rows=rows, date_order=options.date_order or order)
    return found if rows else _problem(found, Problem.NO_ROWS)


def _problem(found: Guess, problem: Problem) -> Guess:
    return replace(found, problem=problem, sentence=PROBLEMS[problem])


def _header(cell: str) -> str:
    return line_of(cell.removeprefix('ï»¿').strip())

"""Contacts as CSV: comma, CRLF, UTF-8 with its mark, as spreadsheets open it; pure.

A cell that a spreadsheet would run begins with an apostrophe, which our import takes off again.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable

from models import Contact
from services.contacts.exporting.exported import Exported

MARK = '\ufeff'
BETWEEN = ' ::: '
"""Between several values of a cell; nobody types it."""
_RUNS = re.compile(r"'*[=+\-@\t\r]")
_PLAIN_NUMBER = re.compile(r'\+[0-9 ]+\Z')
_SEPARATORS = re.compile(r'[;,|\n]')

COLUMNS: dict[str, Callable[[Exported], str]] = {
    'Name': lambda one: one.contact.full_name,
    'First name': lambda one: one.contact.first_name,
    'Last name': lambda one: one.contact.last_name,
    'Email': lambda one: ''.join(one.emails[:1]),
    'Other emails': lambda one: several(one.emails[1:]),
    'Phone': lambda one: ''.join(one.phones[:1]),
    'Other phones': lambda one: several(one.phones[1:]),
    'Company': lambda one: one.contact.company,
    'City': lambda one: one.contact.city,
    'Country': lambda one: one.contact.country,
    'Language': lambda one: one.contact.language,
    'Birthday': lambda one: _birthday(one.contact),
    'Travels with': lambda one: one.contact.travels_with,
    'Source': lambda one: one.contact.source,
    'Stage': lambda one: one.contact.stage.value,
    'Tags': lambda one: several(one.contact.tags),
    'Notes': lambda one: one.contact.notes,
    'Mail consent': lambda one: one.contact.mail_consent.value,
}
"""By their headers, which our import knows."""


def header() -> str:
    """The mark and the first line."""
    return MARK + _written([list(COLUMNS)])


def rows(some: Iterable[Exported]) -> str:
    """A line for each; one with a break within a cell has several."""
    return _written([[safe(cell(one)) for cell in COLUMNS.values()] for one in some])


def safe(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    runs = _RUNS.match(cell) and not _PLAIN_NUMBER.match(cell)
    return f"'{cell}" if runs else cell


def several(values: Iterable[str]) -> str:
    """Values of one cell, so that they can be told apart again."""
    some = list(values)
    if len(some) == 1 and _SEPARATORS.search(some[0]):
        return some[0] + BETWEEN.rstrip()
    return BETWEEN.join(some)


def line(cells: Iterable[str]) -> str:
    """One line of any table, safe as the others."""
    return _written([[safe(cell) for cell in cells]])


def _birthday(contact: Contact) -> str:
    return contact.birthday.isoformat() if contact.birthday else ''


def _written(lines: Iterable[list[str]]) -> str:
    text = io.StringIO(newline='')
    csv.writer(text).writerows(lines)
    return text.getvalue()

"""Birthdays in the forms people have them; pure.

    1980-12-25   25/12/1980   9.7.1985   14 Feb 1992   19850709   29221 (of a spreadsheet)
    --02-14      1604-02-14   14.02.     without a year
    0/0/00       0000-00-00   1/1/4501   no date at all

A column has one order of day and month: shown by a value above 12, by dots (day first), else asked.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import NamedTuple
from unicodedata import normalize

from services.contacts.importing.month_words import MONTHS
from services.folding import folded

ASK = 'ask'
FIRST_YEAR = 1850
"""Nobody who is imported was born before."""
NO_YEAR = 1604
"""What Apple writes for a year that it does not know."""
_SPREADSHEET_DAY_0 = date(1899, 12, 30)
_TIME = re.compile(r'[T\s]+\d{1,2}[:.h]\d{2}([:.]\d{2})?([.,]\d+)?\s*(am|pm|[ap]\.?\s?m\.?)?\s*'
                   r'(Z|UTC|GMT|[+-]\d{2}:?\d{2})?\Z', re.IGNORECASE)  # fmt: skip
_THREE = re.compile(r'(\d{1,4})\s*([-/.]|\s)\s*(\d{1,2})\s*(?:[-/.]|\s)\s*(\d{1,4})\.?\Z')
_TWO = re.compile(r'(\d{1,2})\s*([-/.])\s*(\d{1,2})\s*\.?\Z')
_NO_YEAR = re.compile(r'--(\d{2})-?(\d{2})\Z')
_COMPACT = re.compile(r'(\d{4})(\d{2})(\d{2})\Z')
_SERIAL = re.compile(r'(\d{5})(?:[.,]\d+)?\Z')
_EAST = re.compile(r'(?:(\d{4})\s*[年년]\s*)?(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일号號]?\Z')
_EMPTY = re.compile(r'[0\s./-]*\Z|0?1[/.-]0?1[/.-](0001|4501)\Z|(0001|4501)-01-01\Z')
_WORD = re.compile(r'[^\W\d_]+')
_ORDINAL = re.compile(r'(?<=\d)(?:st|nd|rd|th|er|º|ª|°)\b', re.IGNORECASE)


class Parts(NamedTuple):
    """A date whose order of day and month is open."""

    first: int
    second: int
    year: int
    has_dots: bool


@lru_cache(4_096)
def birthday(text: str, order: str, today: date) -> str | None:
    """`1985-07-09` or `--02-14`; empty where there is no date, None for one that cannot be."""
    plain = _plain(text)
    if _EMPTY.match(plain):
        return ''
    if found := _NO_YEAR.match(plain):
        return _dated(0, int(found[1]), int(found[2]), today)
    parts = _parts(plain, today)
    if isinstance(parts, Parts):
        day, month = _ordered(parts, order)
        return _dated(parts.year, month, day, today)
    return _dated(*parts, today) if parts else None


def order_of(texts: Iterable[str], today: date) -> str:
    """`DMY`, `MDY` or `YMD`; `ask` where only a person can know; empty without any date."""
    votes: Counter[str] = Counter()
    for text in texts:
        votes[_vote(text, today)] += 1
    day_first, month_first = votes['DMY'], votes['MDY']
    if day_first != month_first:
        return 'DMY' if day_first > month_first else 'MDY'
    if day_first:
        return ASK
    if votes['dots']:
        return 'DMY'
    return ASK if votes[ASK] else 'YMD' if votes['YMD'] else ''


@lru_cache(4_096)
def _vote(text: str, today: date) -> str:
    """What one value says of its column."""
    plain = _plain(text)
    if _EMPTY.match(plain):
        return ''
    parts = _parts(plain, today)
    if not isinstance(parts, Parts):
        return 'YMD' if parts else ''
    if 0 < parts.second <= 12 < parts.first <= 31:
        return 'DMY'
    if 0 < parts.first <= 12 < parts.second <= 31:
        return 'MDY'
    if parts.first == parts.second or max(parts.first, parts.second) > 12:
        return ''
    return 'dots' if parts.has_dots else ASK


def _plain(text: str) -> str:
    plain = normalize('NFKC', text).strip(" '\t\n")
    return _TIME.sub('', plain).strip().rstrip(',')


def _parts(plain: str, today: date) -> Parts | tuple[int, int, int] | None:
    """Year, month and day, or what is not in order yet."""
    if found := _COMPACT.match(plain) or _EAST.match(plain):
        return int(found[1] or 0), int(found[2]), int(found[3])
    if found := _SERIAL.match(plain):
        day = _SPREADSHEET_DAY_0 + timedelta(days=int(found[1]))
        return day.year, day.month, day.day
    if _WORD.search(plain):
        return _with_month_word(plain, today)
    return _of_numbers(plain, today)


def _of_numbers(plain: str, today: date) -> Parts | tuple[int, int, int] | None:
    if found := _TWO.match(plain):
        return Parts(int(found[1]), int(found[3]), 0, found[2] == '.')
    found = _THREE.match(plain)
    if found is None or (len(found[4]) in (1, 3) and len(found[1]) < 3):
        return None
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) > 2:
        return (first, second, third) if len(found[4]) <= 2 else None
    return Parts(first, second, _year(found[4], today), found[2] == '.')


def _with_month_word(plain: str, today: date) -> tuple[int, int, int] | None:
    """`14 Feb 1992`, `February 14, 1992`, `1992-Feb-14`, `14. února`."""
    months = [month for word in _WORD.findall(_ORDINAL.sub('', plain)) if (month := _month(word))]
    numbers = re.findall(r'\d+', plain)
    if len(months) != 1 or not 1 <= len(numbers) <= 2:
        return None
    if len(numbers) == 1:
        return (0, months[0], int(numbers[0])) if len(numbers[0]) <= 2 else None
    first, second = numbers
    if len(first) == 4:
        return int(first), months[0], int(second)
    return _year(second, today), months[0], int(first)


@cache
def _month(word: str) -> int:
    """1 to 12, or 0 for what is no month."""
    plain = folded(word)
    return next((month for begin, month in _month_words() if plain.startswith(begin)), 0)


@cache
def _month_words() -> tuple[tuple[str, int], ...]:
    found = [(folded(each), i + 1) for i, words in enumerate(MONTHS) for each in words.split()]
    return tuple(sorted(found, key=lambda pair: -len(pair[0])))


def _year(text: str, today: date) -> int:
    """Of two digits: the last one that is not in the future."""
    if len(text) > 2:
        return int(text)
    this = today.year % 100
    century = today.year - this
    return int(text) + (century if int(text) <= this else century - 100)


def _ordered(parts: Parts, order: str) -> tuple[int, int]:
    """Day and month; both 0 where nobody can know."""
    if parts.first == parts.second:
        return parts.first, parts.second
    if parts.has_dots and not (order == 'MDY' and parts.second > 12):
        return parts.first, parts.second
    if order == 'MDY':
        return parts.second, parts.first
    if order in ('DMY', 'YMD'):
        return parts.first, parts.second
    if parts.first > 12:
        return parts.first, parts.second
    return (parts.second, parts.first) if parts.second > 12 else (0, 0)


def _dated(year: int, month: int, day: int, today: date) -> str | None:
    if year in (0, NO_YEAR):
        return _yearless(month, day)
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found.isoformat() if year >= FIRST_YEAR and found <= today else None


def _yearless(month: int, day: int) -> str | None:
    try:
        date(NO_YEAR, month, day)
    except ValueError:
        return None
    return f'--{month:02}-{day:02}'

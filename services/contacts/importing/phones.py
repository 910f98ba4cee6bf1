"""Numbers as people write them and as spreadsheets leave them: mended before they are parsed; pure.

447700900141.0       a number that became a decimal one
4.47700900142E+11    and one in exponent form, with all its digits; `4.477E+11` has lost some
447700900145         without its plus
+44 (0)7700 900149   with a zero that is not dialled from abroad
"""

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

import phonenumbers

from models.text import LONGEST_LINE
from services.contacts.importing.shapes import Trouble
from services.contacts.importing.texts import is_nothing, line_of
from services.contacts.keys import phone_key

_DECIMAL = re.compile(r'(\+?\d{5,17})[.,]0+\Z')
_EXPONENT = re.compile(r'\+?(\d)(?:[.,](\d*))?[eE]\+?0*(\d{1,2})\Z')
_EXTENSION = re.compile(
    r'(?i)[\s,;(]*(?:\b(?:ext(?:ension|n)?|x|durchwahl|dw|poste|int(?:erno)?|anexo|ramal|toestel'
    r'|anknytning|lokal|wew|klapka|dahili)\b[.:=]?|(?<![^\W\d])x|доб\w*\.?|#|内線|分机)'
    r'\s*[.:=]?\s*(\d{1,7})\)?\Z'
)
_STRONG = re.compile(r'\s*(?::::|[;\n\r\t|])\s*')
_WEAK = re.compile(
    r'\s*(?:[/,&]|\s(?:or|and|oder|und|ou|et|o|y|e|eller|och|of|en|или|и)\s)\s*', re.I
)
_WORDS = re.compile(r'[^\W\d_][^\d+]*')
_LONE_ZERO = re.compile(r'\(\s*0\s*\)')
_SHORTEST_OF_SEVERAL = 6
"""Digits; what is shorter beside another number is a part of it: `030/1234567`, `0123/4`."""


class Number(NamedTuple):
    value: str
    """As it was written, where nothing had to be mended."""
    key: str
    extension: str = ''
    said: str = ''
    """The whole text, where words were left out of it."""


class Lost(NamedTuple):
    """What can be no number."""

    text: str
    trouble: Trouble


def numbers(cell: str, region: str = '') -> tuple[list[Number], list[Lost]]:
    """All of a cell, each once, and what of it is none."""
    good: dict[str, Number] = {}
    lost: list[Lost] = []
    for text in _STRONG.split(cell):
        for each in _several(line_of(text), region):
            if isinstance(each, Lost):
                lost.append(each)
            else:
                good.setdefault(each.key, each)
    return list(good.values()), lost


@lru_cache(4_096)
def number(text: str, region: str = '') -> Number | Lost:
    """One number, mended."""
    plain = normalize('NFKC', text.strip(" '`\u2018\u2019"))
    found = _EXPONENT.match(plain)
    whole = _digits_of_exponent(*found.groups()) if found else ''
    if found and not whole:
        return Lost(text, Trouble.PHONE_LOST_DIGITS)
    if cut := _DECIMAL.match(plain):
        whole = cut[1]
    good = _mended(whole, region) if whole else _written(text, plain, region)
    return good or Lost(text, Trouble.BAD_PHONE)


def _written(text: str, plain: str, region: str) -> Number | None:
    """One that no spreadsheet has touched."""
    plain = re.sub(r'(?i)\Atel:\s*', '', plain)
    extension = ''
    if found := _EXTENSION.search(plain):
        extension, plain = found[1], plain[: found.start()]
    key = _key(plain, region)
    if key and len(text) <= LONGEST_LINE and key == phone_key(text, region):
        return Number(text, key, extension)
    good = Number(_shown(key), key) if key else _mended(plain, region)
    said = text if _WORDS.search(plain) else ''
    return good._replace(extension=extension, said=said) if good else None


def _several(text: str, region: str) -> list[Number | Lost]:
    if is_nothing(text):
        return []
    whole = number(text, region)
    parts = [part for part in _WEAK.split(text) if part.strip()]
    if len(parts) < 2:
        return [whole]
    found = [number(part, region) for part in parts]
    are_numbers = all(isinstance(each, Number) for each in found)
    are_long = all(_size(part) >= _SHORTEST_OF_SEVERAL for part in parts)
    if isinstance(whole, Number):
        return found if are_numbers and are_long else [whole]
    return found if any(isinstance(each, Number) for each in found) else [whole]


def _size(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _digits_of_exponent(first: str, rest: str | None, exponent: str) -> str:
    """All digits, or nothing where some were rounded away."""
    if len(rest or '') < int(exponent):
        return ''
    value = Decimal(f'{first}.{rest}').scaleb(int(exponent))
    return str(int(value)) if value == int(value) else ''


def _key(plain: str, region: str) -> str:
    """Without the words around it: they would be dialled."""
    words = _WORDS.sub(' ', plain) if _size(plain) >= _SHORTEST_OF_SEVERAL else plain
    return phone_key(words.strip(), region) or (phone_key(plain, region) if words != plain else '')


def _mended(plain: str, region: str) -> Number | None:
    """A number that lost its plus, or has zeros of another way to dial."""
    digits = re.sub(r'\D', '', _WORDS.sub(' ', plain))
    has_plus = plain.lstrip(' (').startswith('+')
    tries = [_LONE_ZERO.sub('', plain)]
    if has_plus:
        tries.append(f'+{digits.removeprefix("00")}')
    elif len(digits) >= 10:
        tries += [digits, f'+{digits.removeprefix("00").removeprefix("011")}']
    for each in tries:
        if _size(each) > 2 and (key := phone_key(each, region)):
            return Number(_shown(key), key)
    return None


def _shown(key: str) -> str:
    """A mended number in the form in which people read it."""
    parsed = phonenumbers.parse(key)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)

"""Addresses as people paste them: `Name <a@b>`, `mailto:`, several in a cell; pure."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import unquote

from models.text import LONGEST_LINE
from services.contacts.importing.texts import is_nothing, line_of
from services.contacts.keys import email_key

_IN_BRACKETS = re.compile(r'("(?:[^"\\]|\\.)*"|[^<>;]*?)\s*<\s*([^<>]*?)\s*>')
_IN_PARENTHESES = re.compile(r'([^()@;,]*?)\s*\(\s*([^()\s]+@[^()\s]+)\s*\)')
_REMARK = re.compile(r'(?<=\S)\s+\([^()@]*\)')
_SCHEME = re.compile(r'(?i)\A(?:mailto|smtp|e-?mail)\s*:\s*')
_BETWEEN = re.compile(r'\s*(?::::|[;,|\n\r\t])\s*')
_LOCAL = re.compile(r'[^\s@()<>\[\]:;,\\\"]+\Z')
_LABEL = re.compile(r'[^\W_](?:(?:[^\W_]|-)*[^\W_])?\Z')
_SIMPLE = re.compile(r'[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\Z')
"""An address and nothing else, as most cells hold."""
_QUOTES = '\'"“”‘’`'


class Address(NamedTuple):
    value: str
    key: str
    name: str = ''
    """What stood beside it."""


def addresses(cell: str) -> list[Address] | None:
    """All of a cell, each once; None where one of them is unusable."""
    if _SIMPLE.match(cell) and (one := address(cell)):
        return [one]
    if is_nothing(cell):
        return []
    found: dict[str, Address] = {}
    for part in _split(cell):
        one = _address(part)
        if one is None:
            return None
        found.setdefault(one.key, one)
    return list(found.values()) or None


def address(text: str) -> Address | None:
    """One address, or None where it is none that mail could be sent to."""
    plain = line_of(text).strip(_QUOTES + ' ')
    if _SCHEME.match(plain):
        plain = _SCHEME.sub('', unquote(plain)).partition('?')[0]
    plain = plain.replace('＠', '@').rstrip('.')
    local, _, domain = plain.rpartition('@')
    key = email_key(plain)
    if not key or len(plain) > LONGEST_LINE or not _is_local(local) or not _is_domain(domain):
        return None
    return Address(plain, key)


def _address(part: str) -> Address | None:
    for form in (_IN_BRACKETS, _IN_PARENTHESES):
        if found := form.fullmatch(part.strip()):
            inner = address(found[2])
            return inner._replace(name=_name(found[1], inner)) if inner else None
    return address(_REMARK.sub('', part))


def _name(text: str, address: Address) -> str:
    """A name beside an address, unless it is that address again."""
    plain = line_of(text.replace('\\"', '"')).strip(_QUOTES + ' ,')
    return '' if '@' in plain and email_key(plain) == address.key else plain


def _split(text: str) -> list[str]:
    """Between addresses; a comma within quotes, or within a name before brackets, is none."""
    parts: list[str] = []
    place = 0
    if '<' in text:
        for found in _IN_BRACKETS.finditer(text):
            before, name = _last_name(found[1])
            parts += _plain(text[place : found.start()]) + _plain(before)
            parts.append(f'{name} <{found[2]}>')
            place = found.end()
    return parts + _plain(text[place:])


def _last_name(text: str) -> tuple[str, str]:
    """What stands before the name of the address that follows: other addresses."""
    if text.startswith('"') or '@' not in text:
        return '', text.lstrip(' ,;')
    cut = max(text.rfind(','), text.rfind(';'), text.rfind('\n'))
    return (text[:cut], text[cut + 1 :]) if cut >= 0 else ('', text)


def _plain(text: str) -> list[str]:
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    return [each for part in parts for each in _by_blanks(part)]


def _by_blanks(part: str) -> list[str]:
    """`a@x.example b@x.example` are two; ` / ` between them is nothing."""
    words = [word for word in part.split() if word not in {'/', '&', '+', 'and', 'or'}]
    several = len(words) > 1 and all('@' in word for word in words)
    slashed = part.split('/') if not several and part.count('@') > 1 else []
    if len(slashed) > 1 and all('@' in each for each in slashed):
        return slashed
    return words if several else [part]


def _is_local(local: str) -> bool:
    whole = bool(_LOCAL.match(local)) and len(local.encode()) <= 64
    return whole and not (local.startswith('.') or local.endswith('.') or '..' in local)


@lru_cache(4_096)
def _is_domain(domain: str) -> bool:
    labels = domain.replace('。', '.').split('.')
    if len(labels) < 2 or not all(_LABEL.match(each) and len(each) <= 63 for each in labels):
        return False
    last = labels[-1]
    return (len(last) > 1 and not last.isdigit()) or not last.isascii()

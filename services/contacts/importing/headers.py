"""What a column becomes by its header, in whatever language; pure."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from services.contacts.importing import header_signs as signs
from services.contacts.importing import header_words as words
from services.contacts.importing.shapes import Field
from services.folding import folded

ONLY_WHOLE = frozenset(('first', 'last', 'middle', 'given', 'family'))
"""Words that say a part of a name only where they stand alone: not in `Last contact`."""
VALUES = frozenset(
    ('value', 'values', 'valeur', 'valor', 'valore', 'wert', 'waarde', 'varde', 'verdi', 'arvo')
)
"""Words that tell nothing apart."""
_NUMBER = re.compile(r'\d+')
_ENDING_NUMBER = re.compile(r'(?<=\D)\d+\Z')
_SPACED = re.compile(r'(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])')


class Known(NamedTuple):
    """What a header says."""

    field: Field
    label: str = ''
    """`mobile`, `home`, `opt_out`."""
    names: str = ''
    """The folded header, where it takes the others to know: `name`, `title`, `kraj`."""


def known(header: str) -> Known | None:
    """The field of a header, or None."""
    if found := _known(folded(header)):
        return found
    return _known(folded(_SPACED.sub(' ', header)))  # `firstName`


def resolved(headers: Sequence[Known | None]) -> list[Known | None]:
    """With those known that depend on the others: `Name` beside `Vorname` is the last name."""
    fields = {each.field for each in headers if each and not each.names}
    has_first, has_last = Field.FIRST_NAME in fields, Field.LAST_NAME in fields
    name = Field.FULL_NAME
    if has_first and not has_last and Field.FULL_NAME not in fields:
        name = Field.LAST_NAME
    elif has_last and not has_first and Field.FULL_NAME not in fields:
        name = Field.FIRST_NAME
    kraj = Field.REGION if Field.COUNTRY in fields else Field.COUNTRY
    by_name = {'name': name, 'kraj': kraj}
    return [
        each._replace(field=by_name.get(each.names, each.field)) if each else None
        for each in headers
    ]


def kind_of(headers: Iterable[str]) -> str:
    """Whose export has such columns; empty for nobody's."""
    keys = {_key(folded(each)) for each in headers}
    if {'travelswith', 'mailconsent', 'otheremails'} <= keys:
        return 'tradewind'
    if {'email1value', 'phone1value'} & keys or {'givenname', 'groupmembership'} <= keys:
        return 'google'
    if _looks_like_google(keys):
        return 'google'
    if 'recordid' in keys and ('email' in keys or 'firstname' in keys):
        return 'hubspot'
    outlook = {'emailaddress', 'emaildisplayname', 'emailtype', 'businessstreet', 'homestreet'}
    outlook |= {'email2address', 'businessphone', 'homephone', 'businesscity'}
    return 'outlook' if len(outlook & keys) > 1 else ''


def _looks_like_google(keys: set[str]) -> bool:
    """In other languages: a label and a value of the first address."""
    return any(f'email1{label}' in keys for label in label_words())


def is_mobile(text: str) -> bool:
    return not _mobile().isdisjoint(folded(text).split())


def _known(text: str) -> Known | None:
    parts = text.split()
    if not parts:
        return None
    key = ''.join(parts)
    label = 'mobile' if not _mobile().isdisjoint(parts) else ''
    if found := _whole(key):
        return found._replace(label=found.label or label)
    rest = [part for part in parts if not _NUMBER.fullmatch(part)]
    has_number = len(rest) < len(parts)
    if len(rest) > 1 and rest[-1] in label_words():
        base = _known(' '.join(rest[:-1]))
        return Known(Field.IGNORED) if base and (has_number or base.field is Field.EMAIL) else None
    plain = [part for part in rest if part not in _qualifiers()] or rest
    said = label or next((part for part in rest if part in _qualifiers() - VALUES), '')
    for each in (rest, plain, _without_address(rest), _without_address(plain)):
        key = ''.join(each)
        if key and key not in ONLY_WHOLE and (found := _whole(_shorn(key))):
            return found._replace(label=found.label or said)
    return None


def _without_address(parts: Sequence[str]) -> list[str]:
    return list(parts[1:]) if len(parts) > 1 and parts[0] in _address() else []


def _shorn(key: str) -> str:
    """Without a number at the end, and words before or behind where a script has no blanks."""
    key = _ENDING_NUMBER.sub('', key)
    if key.isascii() or _whole(key):
        return key
    for word in _wide_qualifiers():
        for rest in (key.removeprefix(word).removeprefix('の'), key.removesuffix(word)):
            if rest != key and _whole(rest):
                return rest
    return key


def _whole(key: str) -> Known | None:
    return _table().get(key)


@cache
def _table() -> dict[str, Known]:
    found: dict[str, Known] = {}
    for field, text in words.WORDS.items():
        found |= {key: Known(field) for key in _keys(text)}
    found |= {key: Known(Field.FULL_NAME, names='name') for key in _keys(words.NAME)}
    found |= {key: Known(Field.JOB_TITLE, names='title') for key in _keys(signs.TITLE)}
    found |= {key: Known(Field.COUNTRY, names='kraj') for key in _keys(signs.KRAJ)}
    found |= dict.fromkeys(_keys(signs.OPT_OUT), Known(Field.MAIL_CONSENT, 'opt_out'))
    return found | dict.fromkeys(_keys(signs.OPT_IN), Known(Field.MAIL_CONSENT, 'opt_in'))


def _keys(text: str) -> set[str]:
    return {_key(folded(each)) for each in text.replace('\n', '|').split('|')} - {''}


def _key(text: str) -> str:
    return text.replace(' ', '')


def _split(text: str) -> frozenset[str]:
    return frozenset(
        part for each in text.replace('\n', '|').split('|') for part in folded(each).split()
    )


@cache
def _qualifiers() -> frozenset[str]:
    return _split(signs.QUALIFIERS)


@cache
def _wide_qualifiers() -> tuple[str, ...]:
    return tuple(each for each in _qualifiers() if each[0] > '\u2e80')


@cache
def _mobile() -> frozenset[str]:
    return _split(signs.MOBILE)


@cache
def label_words() -> frozenset[str]:
    return _split(signs.LABELS)


@cache
def _address() -> frozenset[str]:
    return _split(signs.ADDRESS)

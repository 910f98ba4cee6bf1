"""Keys by which addresses and numbers are compared, or none where nobody can know; pure.

A number without a country is one of the organization's country. What cannot be a number has no key:
a wrong one would join two people.
"""

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any
from unicodedata import normalize

import idna
import phonenumbers

from models import ChannelKind
from models.text import clean_line


def email_key(value: str) -> str:
    """`Ána@BÜCHER.example` becomes `ána@xn--bcher-kva.example`; nothing for no address."""
    local, at, domain = clean_line(value).rpartition('@')
    if not (local and at and domain) or '@' in local or ' ' in local + domain:
        return ''
    if domain.isascii():
        domain = domain.lower()
    else:
        try:
            domain = idna.encode(domain, uts46=True).decode('ascii').lower()
        except idna.IDNAError:
            return ''
    return f'{local.lower() if local.isascii() else normalize("NFC", local.casefold())}@{domain}'


@lru_cache(maxsize=20_000)
def phone_key(value: str, region: str = '') -> str:
    """E.164 of what may be a number: `07700 900141` in `GB` becomes `+447700900141`."""
    try:
        number = phonenumbers.parse(value, region or None)
    except phonenumbers.NumberParseException:
        return ''
    if not phonenumbers.is_possible_number(number):
        return ''
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def key(kind: ChannelKind, value: str, region: str = '') -> str:
    """Of either kind."""
    return email_key(value) if kind is ChannelKind.EMAIL else phone_key(value, region)


def keys(typed: Mapping[str, Any], region: str = '') -> dict[str, str]:
    """The columns that follow from `email` and `phone`, of those that are among them."""
    return {
        f'{kind}_key': key(kind, str(typed[kind]), region) for kind in ChannelKind if kind in typed
    }


def region_of(country: str, time_zone: str) -> str:
    """The country whose numbers are typed without one: what was said, else where the clock is."""
    return country or _countries().get(time_zone, '')


@lru_cache(1)
def _countries() -> Mapping[str, str]:
    """ISO 3166 by the names of time zones that lie in one country."""
    lines = resources.files('tzdata').joinpath('zoneinfo/zone.tab').read_text('utf-8').splitlines()
    rows = (line.split('\t') for line in lines if line and not line.startswith('#'))
    return {row[2]: row[0] for row in rows}

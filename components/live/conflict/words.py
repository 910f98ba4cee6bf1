"""How a field and its values read in the conflict dialog, and which words of them are new; pure."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from components.kit.format import long_date
from models import PriceUnit
from services import money

LABELS = {
    'price': 'Price',
    'price_unit': 'Price is',
    'is_optional': 'Optional',
    'is_selected': 'Chosen',
    'body': 'Description',
    'intro': 'Letter',
    'subtitle': 'Line under the title',
    'starts_on': 'First day',
    'ends_on': 'Last day',
    'departs_from': 'Departs from',
    'client_id': 'Client',
    'owner_id': 'Their contact',
    'due_on': 'By when',
    'is_confirmed': 'Confirmed',
}
UNITS = {PriceUnit.PER_PERSON: 'Per person', PriceUnit.PER_GROUP: 'For the group'}
WORDS = re.compile(r'\s+|[^\s]+')


def label(field: str) -> str:
    """`Price`"""
    return LABELS.get(field) or field.replace('_', ' ').capitalize()


def spoken(value: Any, currency: str) -> str:
    """`€92.50`, `14 March 2027`, `Yes`; `nothing` for what is empty."""
    if isinstance(value, PriceUnit):
        return UNITS[value]
    if isinstance(value, StrEnum):
        return value.replace('_', ' ').capitalize()
    if isinstance(value, bool):
        return 'Yes' if value else 'No'
    if isinstance(value, Decimal):
        return money.shown(value, currency)
    if isinstance(value, date):
        return long_date(value)
    return str(value) if value not in {None, ''} else 'nothing'


def parts(value: str, original: str) -> Iterator[tuple[str, bool]]:
    """The text in runs: `('Three hours, ', False), ('twelve guests', True)` where new."""
    mine, before = WORDS.findall(value), WORDS.findall(original)
    for what, _, _, start, end in SequenceMatcher(None, before, mine, False).get_opcodes():
        if start < end:
            yield ''.join(mine[start:end]), what != 'equal'

"""Amounts as people type them: `€1,240`, `92,50`, `1 240.00`. Begins the line out."""

import re
import unicodedata

AMOUNT = re.compile(
    r'(?P<whole>-?(?:\d+|[1-9]\d{0,2}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*)?)'
    r'(?:(?!(?P=mark))[.,](?P<part>\d{0,2}))?'
)


def typed_amount(value: str) -> str:
    """Digits with a point, for the price's own check; what is no amount stays as it is."""
    typed = value.strip()
    if not typed:
        return '0'
    plain = ''.join(letter for letter in typed if not _is_dressing(letter))
    found = AMOUNT.fullmatch(plain)
    if not found or not re.search(r'\d', plain):
        return typed
    whole = re.sub('[.,]', '', found['whole']) or '0'
    return f'{whole}.{found["part"]}' if found['part'] else whole


def _is_dressing(letter: str) -> bool:
    """Whether it only sets digits apart, or says the currency."""
    return letter.isspace() or letter in "'’" or unicodedata.category(letter) == 'Sc'

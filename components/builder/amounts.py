"""Amounts as people type them: `€1,240`, `92,50`, `1 240.00`. Begins the line out."""

import re

DECIMALS = re.compile(r'[.,](\d{1,2})$')


def typed_amount(value: str) -> str:
    """Digits with a point, for the price's own check; what is no amount stays as it is."""
    plain = re.sub(r'[^\d.,\-a-zA-Z]', '', value)
    if re.search('[a-zA-Z]', plain):
        return value.strip()
    found = DECIMALS.search(plain)
    whole = plain[: found.start()] if found else plain
    whole = whole.replace('.', '').replace(',', '') or '0'
    return f'{whole}.{found.group(1)}' if found else whole

"""The filter language of a subscription: `column=[not.]op.value`, several joined by commas.

Parsing only; `matching` evaluates.
"""

import re
from dataclasses import dataclass

OPERATORS = {
    'eq': '=',
    'neq': '<>',
    'lt': '<',
    'lte': '<=',
    'gt': '>',
    'gte': '>=',
    'in': '= any',
    'like': '~~',
    'ilike': '~~*',
    'match': '~',
    'imatch': '~*',
    'is': 'is',
    'isdistinct': 'is distinct from',
}
"""Name in the protocol to operator in SQL."""
IS_KEYWORDS = frozenset({'null', 'true', 'false', 'unknown'})
IN_LIMIT = 100
TEXT_LIMIT = 8_192
"""Characters of a whole filter."""
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_ITEM = re.compile(r'(?:"(?:[^"\\]|\\.?)*+"?|[^,"])++', re.DOTALL)
"""One value of a list; a quote that nobody closes is read once, not from each of its signs."""


class FilterError(ValueError):
    """A filter that says nothing; `str(error)` is the text for the client."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison; for `in` the value is an array literal."""

    column: str
    operator: str
    value: str
    is_negated: bool = False

    def __str__(self) -> str:
        negation = 'not.' if self.is_negated else ''
        return f'{self.column}={negation}{self.operator}.{self.value}'


def parse_filter(text: str) -> tuple[Condition, ...]:
    """Conditions that must all hold; none for blank text. Raises: FilterError."""
    if not text.strip():
        return ()
    if len(text) > TEXT_LIMIT:
        raise FilterError(f'Error parsing `filter` params: more than {TEXT_LIMIT} characters')
    return tuple(_condition(segment) for segment in _segments(text))


def _segments(text: str) -> list[str]:
    """Split at commas outside of parentheses and of quotes, which open only after `.`, `(`, `,`."""
    segments, start, depth, is_quoted, at = [], 0, 0, False, 0
    while at < len(text):
        sign = text[at]
        if is_quoted:
            if sign == '\\':
                at += 1
            is_quoted = sign != '"'
        elif sign == '"' and at and text[at - 1] in '.(,':
            is_quoted = True
        elif sign == ',' and depth == 0:
            segments.append(text[start:at])
            start = at + 1
        else:
            depth = max(0, depth + (sign == '(') - (sign == ')'))
        at += 1
    segments.append(text[start:])
    stripped = [segment.strip() for segment in segments]
    if not all(stripped):
        raise FilterError(f'Error parsing `filter` params: empty condition in {text!r}')
    return stripped


def _condition(segment: str) -> Condition:
    column, has_column, rest = segment.partition('=')
    is_negated = rest.startswith('not.')
    operator, has_operator, value = rest.removeprefix('not.').partition('.')
    if not (column and has_column and has_operator and operator in OPERATORS):
        raise FilterError(f'Error parsing `filter` params: {segment!r}')
    if operator == 'in':
        value = _array_literal(value, segment)
    else:
        value = _unquoted(value)
        if operator == 'is' and value.lower() not in IS_KEYWORDS:
            raise FilterError(f'Error parsing `filter` params: {segment!r}')
    return Condition(column, operator, value.lower() if operator == 'is' else value, is_negated)


def _unquoted(value: str) -> str:
    found = _QUOTED.fullmatch(value)
    return re.sub(r'\\(.)', r'\1', found[1], flags=re.DOTALL) if found else value


def _array_literal(value: str, segment: str) -> str:
    if not (value.startswith('(') and value.endswith(')')):
        raise FilterError(f'Error parsing `filter` params: {segment!r} needs parentheses')
    literal = '{' + value[1:-1] + '}'
    if len(_ITEM.findall(literal[1:-1])) > IN_LIMIT:
        raise FilterError(f'Error parsing `filter` params: more than {IN_LIMIT} values')
    return literal

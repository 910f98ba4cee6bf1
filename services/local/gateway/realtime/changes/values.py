"""A column's text, as Postgres prints it, to JSON text: digits, dates and nesting kept exactly.

Numbers are written as they stand (`1.50` stays `1.50`), so nothing is lost to a float on the way.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from json.encoder import encode_basestring
from typing import Any

from .types import Shape, Type

_NUMBER = re.compile(r'-?\d+(\.\d+)?([eE][+-]?\d+)?')
_WITH_OFFSET = re.compile(r'([+-]\d\d)(:\d\d)?(?=( BC)?$)')
Write = Callable[[str], str]
Nested = list[Any]
"""Texts, None for NULL, and lists of the same."""


def quote(text: str) -> str:
    """A JSON string of well-formed text."""
    quoted: str = encode_basestring(text)
    return quoted


def writer(kind: Type) -> Write:
    """What turns the texts of a column into JSON, settled once for all of them."""
    if kind.shape is Shape.TEXT:
        return quote
    if kind.shape is Shape.TIMESTAMPTZ:
        return _moment
    return partial(to_json, kind=kind)


def to_json(text: str | None, kind: Type) -> str:
    """JSON of a column's value; numbers that JSON lacks (NaN, Infinity) become null."""
    if text is None:
        return 'null'
    shape = kind.shape
    if shape is Shape.NUMBER and not _NUMBER.fullmatch(text):
        return 'null'
    if shape is Shape.BYTEA:
        return quote(text.removeprefix('\\x'))
    return _nested(text, kind)


def _nested(text: str | None, kind: Type) -> str:  # noqa: PLR0911 - one line per shape
    """The same inside an array or composite, where to_jsonb prints what JSON lacks as strings."""
    if text is None:
        return 'null'
    match kind.shape:
        case Shape.NUMBER:
            return text if _NUMBER.fullmatch(text) else quote(text)
        case Shape.BOOL:
            return 'true' if text == 't' else 'false'
        case Shape.JSON:
            return text
        case Shape.TIMESTAMP:
            return quote(text.replace(' ', 'T', 1))
        case Shape.TIMESTAMPTZ:
            return _moment(text)
        case Shape.ARRAY:
            return _array(parse_array(text, kind.root.delimiter), kind)
        case Shape.COMPOSITE:
            return _composite(text, kind.root)
    return quote(text)


def _moment(text: str) -> str:
    return quote(_instant(text))


def _instant(text: str) -> str:
    if text in ('infinity', '-infinity'):
        return text
    return _WITH_OFFSET.sub(
        lambda found: found[1] + (found[2] or ':00'), text.replace(' ', 'T', 1), count=1
    )


def _array(items: Nested, kind: Type) -> str:
    element = kind.root.element
    assert element
    return '[{}]'.format(
        ','.join(
            _array(item, kind) if isinstance(item, list) else _nested(item, element)
            for item in items
        )
    )


def _composite(text: str, kind: Type) -> str:
    pairs = zip(kind.fields, parse_composite(text), strict=False)
    return '{{{}}}'.format(
        ','.join(f'{quote(name)}:{_nested(value, field)}' for (name, field), value in pairs)
    )


def parse_array(text: str, delimiter: str = ',') -> Nested:
    """Items of an array literal. Raises: ValueError when it is none."""
    if text.startswith('['):
        text = text[text.index('=') + 1 :]
    root: Nested = []
    stack = [root]
    for token, is_quoted in _array_tokens(text, delimiter):
        if token == '{' and not is_quoted:
            inner: Nested = []
            stack[-1].append(inner)
            stack.append(inner)
        elif token == '}' and not is_quoted:
            stack.pop()
        else:
            is_null = not is_quoted and token.upper() == 'NULL'
            stack[-1].append(None if is_null else token)
    if len(stack) != 1 or len(root) != 1 or not isinstance(root[0], list):
        raise ValueError('not an array literal')
    return root[0]


_TOKENS = {
    delimiter: re.compile(
        rf'[{{}}]|"((?:[^"\\]|\\.)*)"|((?:[^"{{}}{delimiter}\\]|\\.)+)', re.DOTALL
    )
    for delimiter in ',;'
}
_ESCAPED = re.compile(r'\\(.)', re.DOTALL)


def _array_tokens(text: str, delimiter: str) -> Iterator[tuple[str, bool]]:
    for found in _TOKENS[delimiter].finditer(text):
        if found[1] is not None:
            yield _ESCAPED.sub(r'\1', found[1]), True
        elif found[2] is None:
            yield found[0], False
        elif bare := found[2].strip():
            # An escape makes a bare brace or NULL into plain text.
            yield _ESCAPED.sub(r'\1', bare), '\\' in bare


def parse_composite(text: str) -> list[str | None]:
    """Fields of a row literal; an empty unquoted field is NULL."""
    fields: list[str | None] = []
    current: list[str] = []
    has_text = is_quoted = False
    at, end = 1, len(text) - 1
    while at < end:
        sign = text[at]
        if sign == '\\' or (is_quoted and text[at : at + 2] == '""'):
            at += 1
            current.append(text[at])
        elif sign == '"':
            is_quoted, has_text = not is_quoted, True
        elif sign == ',' and not is_quoted:
            fields.append(''.join(current) if current or has_text else None)
            current, has_text = [], False
        else:
            current.append(sign)
        at += 1
    fields.append(''.join(current) if current or has_text else None)
    return fields

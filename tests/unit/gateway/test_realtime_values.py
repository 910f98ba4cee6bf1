"""Column texts to JSON texts, with every digit kept."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.local.gateway.realtime.changes.types import Type
from services.local.gateway.realtime.changes.values import parse_array, parse_composite, to_json


def builtin(name: str) -> Type:
    return Type(name=name, sql=name)


def array(name: str, delimiter: str = ',') -> Type:
    return Type(name=f'_{name}', sql=f'{name}[]', element=builtin(name), delimiter=delimiter)


@pytest.mark.parametrize(
    ('name', 'text', 'expected'),
    [
        ('int8', '9223372036854775807', '9223372036854775807'),
        ('numeric', '1.50', '1.50'),
        ('numeric', '12345678901234567890.123', '12345678901234567890.123'),
        ('numeric', 'NaN', 'null'),
        ('float8', '-Infinity', 'null'),
        ('float8', '1e+20', '1e+20'),
        ('bool', 't', 'true'),
        ('bool', 'f', 'false'),
        ('text', 'a "quoted" ä\n', '"a \\"quoted\\" ä\\n"'),
        ('text', None, 'null'),
        ('int4range', '[1,5)', '"[1,5)"'),
        ('interval', '1 day 02:00:00', '"1 day 02:00:00"'),
        ('money', '$10.00', '"$10.00"'),
        ('timestamp', '2024-01-02 03:04:05.123456', '"2024-01-02T03:04:05.123456"'),
        ('timestamp', '0044-03-15 00:00:00 BC', '"0044-03-15T00:00:00 BC"'),
        ('timestamp', 'infinity', '"infinity"'),
        ('timestamptz', '2024-01-02 01:04:05.5+00', '"2024-01-02T01:04:05.5+00:00"'),
        ('timestamptz', '0044-03-15 00:00:00+00 BC', '"0044-03-15T00:00:00+00:00 BC"'),
        ('timestamptz', '2024-01-02 01:04:05+05:30', '"2024-01-02T01:04:05+05:30"'),
        ('timestamptz', '-infinity', '"-infinity"'),
        ('date', '2024-01-02', '"2024-01-02"'),
        ('time', '03:04:05', '"03:04:05"'),
        ('jsonb', '{"a": [1, 2.50]}', '{"a": [1, 2.50]}'),
        ('bytea', '\\x0102030405', '"0102030405"'),
    ],
)
def test_values(name: str, text: str | None, expected: str):
    assert to_json(text, builtin(name)) == expected


@pytest.mark.parametrize(
    ('name', 'text', 'expected'),
    [
        ('int4', '{1,2,NULL}', '[1,2,null]'),
        ('int4', '{{1,2},{3,4}}', '[[1,2],[3,4]]'),
        ('int4', '[0:1]={1,2}', '[1,2]'),
        ('int4', '{}', '[]'),
        ('text', '{a,"b c","NULL",NULL,"d,\\"e\\"","\\\\"}',
         '["a","b c","NULL",null,"d,\\"e\\"","\\\\"]'),
        ('bool', '{t,f}', '[true,false]'),
        ('jsonb', '{"{\\"a\\": 1}"}', '[{"a": 1}]'),
        ('timestamptz', '{"2024-01-02 01:04:05+00"}', '["2024-01-02T01:04:05+00:00"]'),
        ('float8', '{NaN,1.5}', '["NaN",1.5]'),
        ('text', '{"",x}', '["","x"]'),
    ],
)  # fmt: skip
def test_arrays(name: str, text: str, expected: str):
    assert to_json(text, array(name)) == expected


def test_boxes_are_parted_by_semicolons():
    assert (
        to_json('{(1,1),(0,0);(3,3),(2,2)}', array('box', ';')) == '["(1,1),(0,0)","(3,3),(2,2)"]'
    )


def test_a_domain_counts_as_what_it_rests_on():
    price = Type(name='price', sql='public.price', is_builtin=False, base=builtin('numeric'))

    assert to_json('1.10', price) == '1.10'


def test_a_composite_is_an_object():
    point = Type(
        name='point3', sql='x', is_builtin=False,
        fields=(('x', builtin('int4')), ('label', builtin('text')), ('tags', array('text'))),
    )  # fmt: skip

    assert to_json('(1,"a ""b""",)', point) == '{"x":1,"label":"a \\"b\\"","tags":null}'
    assert to_json('(,"","{p,q}")', point) == '{"x":null,"label":"","tags":["p","q"]}'


def test_a_users_type_named_like_a_builtin_is_text():
    assert to_json('x', Type(name='json', sql='public.json', is_builtin=False)) == '"x"'


def quoted(item: str | None) -> str:
    if item is None:
        return 'NULL'
    escaped = item.replace('\\', '\\\\').replace('"', '\\"')
    return f'"{escaped}"'


@given(st.lists(st.none() | st.text()))
def test_any_texts_come_back_from_an_array_literal(items: list[str | None]):
    assert parse_array('{' + ','.join(map(quoted, items)) + '}') == items


@given(st.lists(st.text(), min_size=1))
def test_any_texts_come_back_from_a_row_literal(items: list[str]):
    fields = ('"' + item.replace('\\', '\\\\').replace('"', '""') + '"' for item in items)

    assert parse_composite('(' + ','.join(fields) + ')') == items


@given(st.text(alphabet=st.characters(exclude_categories=['Cs'])))
def test_any_text_is_valid_json(text: str):
    assert json.loads(to_json(text, builtin('text'))) == text

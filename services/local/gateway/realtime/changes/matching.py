"""Evaluates filters on a row: equality here, everything else by Postgres, once per batch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import psycopg

from .catalog import Connection
from .filters import OPERATORS, Condition, FilterError
from .types import Type
from .values import parse_array

Test = Callable[[str | None], bool]
_PATTERNS = frozenset({'like', 'ilike', 'match', 'imatch'})


@dataclass(frozen=True, slots=True)
class Matcher:
    """One condition, checked against a column's type. `test` is absent when Postgres must say."""

    condition: Condition
    sql: str
    """Of `value`, a row's text, and one parameter."""
    operand: str
    test: Test | None = None
    values: frozenset[str] | None = None
    """All the texts that satisfy it, when they can be listed."""

    @property
    def column(self) -> str:
        return self.condition.column

    async def ask(self, connection: Connection, values: Sequence[str | None]) -> list[bool]:
        """Whether each value satisfies the condition. Raises: psycopg.Error."""
        parameters: dict[str, object] = {'values': list(values), 'operand': self.operand}
        cursor = await connection.execute(
            f'select ({self.sql}) is true from unnest(%(values)s::text[]) '
            'with ordinality as v(value, at) order by at'.encode(),
            parameters,
        )
        return [row[0] for row in await cursor.fetchall()]


async def compile_condition(connection: Connection, condition: Condition, kind: Type) -> Matcher:
    """Check a condition and settle how it is evaluated. Raises: FilterError, psycopg.Error."""
    matcher = Matcher(condition, _sql(condition, kind), condition.value)
    if condition.operator == 'is' and condition.value != 'null' and kind.root.name != 'bool':
        raise FilterError(f'`is.{condition.value}` needs a boolean column: {condition.column}')
    if condition.operator in ('like', 'ilike') and _ends_in_escape(condition.value):
        # Postgres itself says so only when a text matches up to there
        raise FilterError(f'LIKE pattern must not end with escape character: {condition}')
    if condition.operator in ('match', 'imatch'):
        await connection.execute("select '' ~ %s::text", (condition.value,))
    # Asked once even when evaluated here: a value or an operator that does not fit says so now.
    await matcher.ask(connection, [None])
    operand = await _canonical(connection, condition, kind)
    listed = _listed(condition, kind, operand)
    is_negated = condition.is_negated ^ (condition.operator == 'neq')
    if listed is None:
        test, values = _test(condition, kind, operand), None
    else:
        test, values = partial(_among, listed, is_negated), None if is_negated else listed
    return Matcher(condition, matcher.sql, condition.value, test, values)


def is_refusal(error: psycopg.Error) -> bool:
    """Whether Postgres will not answer this question, and is as well as before."""
    if isinstance(error, psycopg.errors.QueryCanceled):
        return True
    is_beyond_limits = (error.sqlstate or '').startswith('54')
    return is_beyond_limits or not isinstance(error, psycopg.OperationalError)


def _ends_in_escape(pattern: str) -> bool:
    return (len(pattern) - len(pattern.rstrip('\\'))) % 2 == 1


async def _canonical(connection: Connection, condition: Condition, kind: Type) -> str:
    """The value as Postgres prints it, so that equal values are equal texts."""
    if condition.operator in _PATTERNS or condition.operator == 'is':
        return condition.value
    suffix = '[]' if condition.operator == 'in' else ''
    cursor = await connection.execute(
        f"select format('%%s', %s::text::{kind.sql}{suffix})".encode(), (condition.value,)
    )
    row = await cursor.fetchone()
    return row[0] if row else condition.value


def _sql(condition: Condition, kind: Type) -> str:
    operator, value = OPERATORS[condition.operator], f'v.value::{kind.sql}'
    if condition.operator == 'in':
        sql = f'{value} = any(%(operand)s::text::{kind.sql}[])'
    elif condition.operator == 'is':
        sql = f'{value} is {condition.value}'
    elif condition.operator in _PATTERNS:
        sql = f'{value} {operator} %(operand)s::text'
    else:
        sql = f'{value} {operator} %(operand)s::text::{kind.sql}'
    return f'not ({sql})' if condition.is_negated else sql


def _test(condition: Condition, kind: Type, operand: str) -> Test | None:
    """The condition in Python where texts or integers decide it exactly."""
    operator = condition.operator
    if operator == 'is':
        return partial(_is, {'null': None, 'unknown': None}.get(operand, operand[0]), condition)
    if operator in _ORDERED and kind.is_integer:
        return partial(_ordered, _ORDERED[operator], int(operand), condition)
    if operator == 'isdistinct' and kind.is_equal_as_text:
        return partial(_is_distinct, operand, condition)
    return None


def _listed(condition: Condition, kind: Type, operand: str) -> frozenset[str] | None:
    """The texts that `eq`, `neq` and `in` name, where equal values are equal texts."""
    if condition.operator not in ('eq', 'neq', 'in') or not kind.is_equal_as_text:
        return None
    listed = parse_array(operand) if condition.operator == 'in' else [operand]
    return None if None in listed else frozenset(listed)


_ORDERED: dict[str, Callable[[int, int], bool]] = {
    'lt': int.__lt__,
    'lte': int.__le__,
    'gt': int.__gt__,
    'gte': int.__ge__,
}


def _is(wanted: str | None, condition: Condition, value: str | None) -> bool:
    return (value == wanted) ^ condition.is_negated


def _ordered(
    compare: Callable[[int, int], bool], operand: int, condition: Condition, value: str | None
) -> bool:
    return value is not None and compare(int(value), operand) ^ condition.is_negated


def _among(wanted: frozenset[str], is_negated: bool, value: str | None) -> bool:
    return value is not None and (value in wanted) ^ is_negated


def _is_distinct(operand: str, condition: Condition, value: str | None) -> bool:
    return (value != operand) ^ condition.is_negated

"""A channel's bindings, checked against the published tables: what exactly it subscribes to."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import translate
from typing import Any

import psycopg

from ..join import Binding
from .catalog import Catalog, Connection, Rights, Table
from .filters import Condition, FilterError, parse_filter
from .matching import Matcher, compile_condition, is_refusal

MEMORY = 10_000
NAME_LIMIT = 255
"""Characters of a pattern for names, which have 63 bytes at most."""
_EVENTS = ('INSERT', 'UPDATE', 'DELETE')


class Refused(Exception):
    """A subscription that cannot be; `str(error)` is the text of the `system` message."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """One binding on one table."""

    binding_id: int
    oid: int
    event: str
    matchers: tuple[Matcher, ...]
    select: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class _Wish:
    """A binding, read."""

    event: str
    schema: str
    table: str
    conditions: tuple[Condition, ...]
    select: tuple[str, ...] | None

    def __str__(self) -> str:
        filters = ', '.join(
            f'{{"{c.column}", "{"not." if c.is_negated else ""}{c.operator}", "{c.value}"}}'
            for c in self.conditions
        )
        select = 'nil' if self.select is None else str(list(self.select)).replace("'", '"')
        return (
            f'[event: {self.event}, schema: {self.schema}, table: {self.table}, '
            f'filters: [{filters}], select: {select}]'
        )


class Resolver:
    """Turns bindings into subscriptions; remembers conditions, since many channels share them."""

    def __init__(self, catalog: Catalog, connection: Connection, judge: Connection) -> None:
        self._catalog = catalog
        self._connection = connection
        self._judge = judge
        self._matchers: dict[tuple[int, Condition], Matcher] = {}

    def forget(self) -> None:
        """Call after the catalog was read again."""
        self._matchers.clear()

    async def resolve(self, binding: Binding, role: str) -> list[Subscription]:
        """Raises: Refused; psycopg.Error when the server is gone."""
        wish = _read(binding.echo)
        try:
            rights = await self._catalog.rights(self._connection, role)
            found = [
                await self._subscribe(binding.id, wish, table, rights)
                for table in _tables(self._catalog, wish)
            ]
        except (FilterError, UnicodeError, psycopg.Error) as error:
            if isinstance(error, psycopg.Error) and not is_refusal(error):
                raise
            raise Refused(
                'Unable to subscribe to changes with given parameters. An exception happened so '
                f'please check your connect parameters: {wish}. Exception: {_reason(error)}'
            ) from error
        if not found:
            raise Refused(
                'Unable to subscribe to changes with given parameters. Please check Realtime is '
                f'enabled for the given connect parameters: {wish}'
            )
        return found

    async def _subscribe(
        self, binding_id: int, wish: _Wish, table: Table, rights: Rights
    ) -> Subscription:
        readable = rights.readable(table)
        for name in wish.select or ():
            if name not in readable:
                raise FilterError(f'invalid column for select {name}')
        matchers = []
        for condition in wish.conditions:
            if condition.column not in readable or condition.column not in table.columns:
                raise FilterError(f'invalid column for filter {condition.column}')
            matchers.append(await self._matcher(table, condition))
        select = None if wish.select is None else frozenset(wish.select) | frozenset(table.key)
        return Subscription(binding_id, table.oid, wish.event, tuple(matchers), select)

    async def _matcher(self, table: Table, condition: Condition) -> Matcher:
        key = (table.oid, condition)
        if len(self._matchers) >= MEMORY:
            self._matchers.clear()
        if key not in self._matchers:
            self._matchers[key] = await compile_condition(
                self._judge, condition, table.columns[condition.column]
            )
        return self._matchers[key]


def _read(echo: dict[str, Any]) -> _Wish:
    event = str(echo.get('event') or '*').upper()
    schema, table = _name(echo.get('schema')), _name(echo.get('table'))
    text, select = echo.get('filter'), echo.get('select')
    has_filter = isinstance(text, str) and bool(text.strip())
    if not (schema or table) or (has_filter and not (schema and table)):
        raise Refused(
            'No subscription params provided. Please provide at least a `schema` or `table` '
            'to subscribe to.'
        )
    if max(len(schema), len(table)) > NAME_LIMIT:
        raise Refused(f'A `schema` or `table` has {NAME_LIMIT} characters at most')
    if 'filter' in echo and text is not None and not isinstance(text, str):
        raise Refused(f'Error parsing `filter` params: {text!r}')
    if select is not None and (
        not isinstance(select, list) or '*' in (schema, table or '*') or not select
    ):
        raise Refused('Error parsing `select` params: a list of columns of one table is needed')
    try:
        conditions = parse_filter(text) if isinstance(text, str) else ()
    except FilterError as error:
        raise Refused(str(error)) from error
    return _Wish(
        event if event in _EVENTS else '*',
        schema or 'public',
        table or '*',
        conditions,
        None if select is None else tuple(str(name) for name in select),
    )


def _tables(catalog: Catalog, wish: _Wish) -> Iterator[Table]:
    schema, table = _pattern(wish.schema), _pattern(wish.table)
    for candidate in catalog.tables.values():
        if schema.fullmatch(candidate.schema) and table.fullmatch(candidate.name):
            yield candidate


def _pattern(name: str) -> re.Pattern[str]:
    """Names are LIKE patterns, and `*` is every name."""
    # by way of fnmatch, whose patterns never go back over what a wildcard took
    wildcards = {'%': '*', '_': '?', '*': '[*]', '?': '[?]', '[': '[[]'}
    text = '%' if name == '*' else name
    return re.compile(translate(''.join(wildcards.get(sign, sign) for sign in text)))


def _name(value: Any) -> str:
    return value if isinstance(value, str) else ''


def _reason(error: Exception) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__

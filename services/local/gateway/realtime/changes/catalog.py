"""What the database says about published tables: columns, keys, rights. Read again after DDL."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from .pgoutput import Relation
from .replication import PUBLICATION
from .types import Type
from .view import View

Connection = psycopg.AsyncConnection[Any]
TRIES = 10
"""At the list of published tables, while tables go."""

_TABLES = """
select c.oid::bigint as oid, p.schemaname, p.tablename, c.relrowsecurity as has_rls,
  array(
    select a.attname::text from pg_index i
    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any(i.indkey)
    where i.indrelid = c.oid and i.indisprimary
    order by array_position(i.indkey::int2[], a.attnum)
  ) as key,
  array(
    select a.attname::text from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum
  ) as names,
  array(
    select a.atttypid::bigint from pg_attribute a
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum
  ) as types
from pg_publication_tables p
join pg_namespace n on n.nspname = p.schemaname
join pg_class c on c.relnamespace = n.oid and c.relname = p.tablename
where p.pubname = %s
"""
_TYPES = """
with recursive wanted(oid) as (
  select unnest(%s::oid[])
  union
  select part.oid from wanted w join pg_type t on t.oid = w.oid
  cross join lateral (
    select t.typbasetype
    union all
    select t.typelem where t.typsubscript = 'pg_catalog.array_subscript_handler'::regproc
    union all
    select a.atttypid from pg_attribute a
    where t.typtype = 'c' and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped
  ) part(oid)
  where part.oid <> 0
)
select t.oid::bigint as oid, t.typname as name, n.nspname = 'pg_catalog' as is_builtin,
  t.typtype = 'e' as is_enum, t.typdelim as delimiter, t.typbasetype::bigint as base,
  format('%%I.%%I', n.nspname, t.typname) as sql,
  case when t.typsubscript = 'pg_catalog.array_subscript_handler'::regproc
    then t.typelem::bigint else 0 end as element,
  array(
    select a.attname::text from pg_attribute a where t.typtype = 'c'
    and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped order by a.attnum
  ) as names,
  array(
    select a.atttypid::bigint from pg_attribute a where t.typtype = 'c'
    and a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped order by a.attnum
  ) as fields
from wanted w join pg_type t on t.oid = w.oid join pg_namespace n on n.oid = t.typnamespace
"""
_READABLE = """
select a.attrelid::bigint as oid, array_agg(a.attname::text) as names
from pg_attribute a
where a.attrelid = any(%(oids)s::oid[]) and a.attnum > 0 and not a.attisdropped
  and has_column_privilege(%(role)s::name, a.attrelid, a.attnum, 'SELECT')
group by 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A published table."""

    oid: int
    schema: str
    name: str
    has_rls: bool
    key: tuple[str, ...]
    columns: Mapping[str, Type]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What a role may read, row-level security aside."""

    bypasses_rls: bool
    columns: Mapping[int, frozenset[str]]

    def readable(self, table: Table) -> frozenset[str]:
        return self.columns.get(table.oid, frozenset())


@dataclass(slots=True)
class Catalog:
    """A snapshot of the schema; `load` replaces it as a whole."""

    tables: dict[int, Table] = field(default_factory=dict)
    _types: dict[int, Type] = field(default_factory=dict)
    _typed: dict[int, Relation] = field(default_factory=dict)
    """Tables as laid out when all their types were known."""
    _rights: dict[str, Rights] = field(default_factory=dict)
    _views: dict[tuple[int, frozenset[str]], View] = field(default_factory=dict)

    async def load(self, connection: Connection) -> None:
        """Raises: psycopg.Error."""
        rows = await _published(connection)
        types = await _types_of(connection, {oid for row in rows for oid in row.types})
        # all at once: changes are delivered while this is read
        self._types, self._typed, self._rights = types, {}, {}
        self._views.clear()
        self.tables = {
            row.oid: Table(
                oid=row.oid,
                schema=row.schemaname,
                name=row.tablename,
                has_rls=row.has_rls,
                key=tuple(row.key),
                columns={name: types[oid] for name, oid in zip(row.names, row.types, strict=True)},
            )
            for row in rows
        }

    def unknown(self, relation: Relation) -> set[int]:
        """Types of the table's columns that are still to be learned; looked for once."""
        if self._typed.get(relation.oid) is relation:
            return set()
        unknown = {column.type_oid for column in relation.columns} - self._types.keys()
        if not unknown:
            self._typed[relation.oid] = relation
        return unknown

    def view(self, relation: Relation, shown: frozenset[str]) -> View:
        """The table as the stream lays it out now, in these columns."""
        known = self._views.get((relation.oid, shown))
        if known is None or known.relation is not relation:
            known = self._views[relation.oid, shown] = View.of(relation, shown, self._types)
        return known

    async def load_types(self, connection: Connection, oids: Iterable[int]) -> None:
        """Learn these types and what they are made of."""
        self._types.update(await _types_of(connection, oids))
        self._views.clear()

    async def rights(self, connection: Connection, role: str) -> Rights:
        """Raises: psycopg.Error for a role that does not exist."""
        if known := self._rights.get(role):
            return known
        tables = self.tables
        readable = await _fetch(connection, _READABLE, {'oids': list(tables), 'role': role})
        bypass = await _fetch(
            connection,
            'select bool_or(rolbypassrls or rolsuper) as yes from pg_roles '
            'where rolname = %(role)s',
            {'role': role},
        )
        rights = Rights(
            bypasses_rls=bool(bypass[0].yes),
            columns={row.oid: frozenset(row.names) for row in readable},
        )
        if tables is self.tables:  # else they say nothing of tables that came meanwhile
            self._rights[role] = rights
        return rights


async def _published(connection: Connection) -> list[Any]:
    """Rows of published tables; read again where one went before its columns were read."""
    for _ in range(TRIES):
        # "could not open relation", which is no error of ours
        with suppress(psycopg.errors.InternalError_):
            return await _fetch(connection, _TABLES, (PUBLICATION,))
    return await _fetch(connection, _TABLES, (PUBLICATION,))


async def _types_of(connection: Connection, oids: Iterable[int]) -> dict[int, Type]:
    """These types and what they are made of."""
    rows = {row.oid: row for row in await _fetch(connection, _TYPES, (list(oids),))}
    learned: dict[int, Type] = {}
    for oid in rows:
        _learn(oid, rows, learned)
    return learned


def _learn(oid: int, rows: Mapping[int, Any], learned: dict[int, Type]) -> Type:
    if known := learned.get(oid):
        return known
    row = rows[oid]
    learned[oid] = Type(
        name=row.name,
        sql=row.sql,
        delimiter=row.delimiter,
        is_builtin=row.is_builtin,
        is_enum=row.is_enum,
        base=_learn(row.base, rows, learned) if row.base else None,
        element=_learn(row.element, rows, learned) if row.element else None,
        fields=tuple(
            (name, _learn(field_oid, rows, learned))
            for name, field_oid in zip(row.names, row.fields, strict=True)
        ),
    )
    return learned[oid]


async def _fetch(connection: Connection, query: str, values: Any) -> list[Any]:
    async with connection.cursor(row_factory=namedtuple_row) as cursor:
        await cursor.execute(query.encode(), values)
        return await cursor.fetchall()

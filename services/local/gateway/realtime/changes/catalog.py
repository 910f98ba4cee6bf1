"""What the database says about published tables: columns, keys, rights. Read again after DDL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import psycopg
from psycopg.rows import namedtuple_row

from .pgoutput import Relation
from .replication import PUBLICATION
from .types import Type
from .view import View

Connection = psycopg.AsyncConnection[Any]

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
    _rights: dict[str, Rights] = field(default_factory=dict)
    _views: dict[tuple[int, frozenset[str]], View] = field(default_factory=dict)

    async def load(self, connection: Connection) -> None:
        """Raises: psycopg.Error."""
        rows = await _fetch(connection, _TABLES, (PUBLICATION,))
        self._types.clear()
        self._rights.clear()
        await self.load_types(connection, {oid for row in rows for oid in row.types})
        self.tables = {
            row.oid: Table(
                oid=row.oid,
                schema=row.schemaname,
                name=row.tablename,
                has_rls=row.has_rls,
                key=tuple(row.key),
                columns={
                    name: self._types[oid] for name, oid in zip(row.names, row.types, strict=True)
                },
            )
            for row in rows
        }

    def type(self, oid: int) -> Type | None:
        return self._types.get(oid)

    def view(self, relation: Relation, shown: frozenset[str]) -> View:
        """The table as the stream lays it out now, in these columns."""
        known = self._views.get((relation.oid, shown))
        if known is None or known.relation is not relation:
            known = self._views[relation.oid, shown] = View.of(relation, shown, self._types)
        return known

    async def load_types(self, connection: Connection, oids: Iterable[int]) -> None:
        """Learn these types and what they are made of."""
        self._views.clear()
        rows = {row.oid: row for row in await _fetch(connection, _TYPES, (list(oids),))}
        for oid in rows:
            self._learn(oid, rows)

    def _learn(self, oid: int, rows: Mapping[int, Any]) -> Type:
        if known := self._types.get(oid):
            return known
        row = rows[oid]
        self._types[oid] = Type(
            name=row.name,
            sql=row.sql,
            delimiter=row.delimiter,
            is_builtin=row.is_builtin,
            is_enum=row.is_enum,
            base=self._learn(row.base, rows) if row.base else None,
            element=self._learn(row.element, rows) if row.element else None,
            fields=tuple(
                (name, self._learn(field_oid, rows))
                for name, field_oid in zip(row.names, row.fields, strict=True)
            ),
        )
        return self._types[oid]

    async def rights(self, connection: Connection, role: str) -> Rights:
        """Raises: psycopg.Error for a role that does not exist."""
        if known := self._rights.get(role):
            return known
        readable = await _fetch(connection, _READABLE, {'oids': list(self.tables), 'role': role})
        bypass = await _fetch(
            connection,
            'select bool_or(rolbypassrls or rolsuper) as yes from pg_roles '
            'where rolname = %(role)s',
            {'role': role},
        )
        self._rights[role] = Rights(
            bypasses_rls=bool(bypass[0].yes),
            columns={row.oid: frozenset(row.names) for row in readable},
        )
        return self._rights[role]


async def _fetch(connection: Connection, query: str, values: Any) -> list[Any]:
    async with connection.cursor(row_factory=namedtuple_row) as cursor:
        await cursor.execute(query.encode(), values)
        return await cursor.fetchall()

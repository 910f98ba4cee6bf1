"""Puts a database back as it was, row by row: what no test has changed costs nothing."""

import psycopg
from psycopg import sql

COLUMNS = """
select n.nspname, c.relname, array_agg(a.attname order by a.attnum)
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid
where c.relkind = 'r' and n.nspname in ('public', 'auth')
  and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
group by 1, 2
order by 1, 2
"""
KEEP = 'create table {kept} as select {columns} from {table}'
REMOVE = """
delete from {table} here where not exists (
  select from {kept} kept
  where row({here_columns})::text = row({kept_columns})::text
)
"""
ADD = """
insert into {table} ({columns}) overriding system value
select {kept_columns} from {kept} kept where not exists (
  select from {table} here
  where row({here_columns})::text = row({kept_columns})::text
)
"""


class Kept:
    """The rows of a database at one moment; `restore` brings them back, and takes others away."""

    def __init__(self, owner_url: str) -> None:
        self._url = owner_url
        with psycopg.connect(owner_url, autocommit=True) as connection:
            tables = connection.execute(COLUMNS).fetchall()
            connection.execute('create schema kept')
            for table in tables:
                connection.execute(filled_in(KEEP, *table))
        removing = [filled_in(REMOVE, *table) for table in tables]
        adding = [filled_in(ADD, *table) for table in tables]
        self._statement = sql.SQL(';').join([*removing, *adding])

    def restore(self) -> None:
        """In one transaction, without triggers and in no order of foreign keys."""
        with psycopg.connect(self._url) as connection:
            connection.execute('set local session_replication_role = replica')
            connection.execute(self._statement)


def filled_in(template: str, schema: str, table: str, columns: list[str]) -> sql.Composed:
    """A statement about one table and the one that keeps its rows."""

    def of(name: str) -> sql.Composed:
        return sql.SQL(', ').join(sql.Identifier(name, column) for column in columns)

    return sql.SQL(template).format(
        table=sql.Identifier(schema, table),
        kept=sql.Identifier('kept', f'{schema}_{table}'),
        columns=sql.SQL(', ').join(map(sql.Identifier, columns)),
        here_columns=of('here'),
        kept_columns=of('kept'),
    )

"""Makes an empty database look like a new Supabase project's: roles, `auth`, the publication.

Stands before the first migration, which therefore runs unchanged here and on Supabase.
"""

from pathlib import Path

import psycopg
from psycopg import sql

from services.local.postgres import Postgres

APP_ROLE = 'tradewind_app'
SCRIPT = Path(__file__).with_name('bootstrap.sql')


def bootstrap(postgres: Postgres, database: str, app_password: str) -> None:
    """Create the database if needed and run the script; changes nothing the second time."""
    with psycopg.connect(postgres.url('postgres'), autocommit=True) as connection:
        exists = connection.execute('select 1 from pg_database where datname = %s', [database])
        if not exists.fetchone():
            connection.execute(sql.SQL('create database {}').format(sql.Identifier(database)))
    with psycopg.connect(postgres.url(database), autocommit=True) as connection:
        connection.execute(SCRIPT.read_bytes())
        connection.execute(
            sql.SQL('alter role {} password {}').format(
                sql.Identifier(APP_ROLE), sql.Literal(app_password)
            )
        )
        connection.execute(
            sql.SQL('revoke connect, temporary on database {} from public').format(
                sql.Identifier(database)
            )
        )
        connection.execute(
            sql.SQL('grant connect on database {} to {}').format(
                sql.Identifier(database), sql.Identifier(APP_ROLE)
            )
        )

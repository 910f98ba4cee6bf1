"""The embedded Postgres and what a database holds before the first migration."""

import psycopg
from psycopg.rows import scalar_row

from tests.conftest import Server, TestDatabase


def test_the_apps_login_has_no_rights_until_it_switches_role(database: TestDatabase) -> None:
    with psycopg.connect(database.url, row_factory=scalar_row) as connection:
        superuser = 'select rolsuper from pg_roles where rolname = current_user'
        assert connection.execute(superuser).fetchone() is False
        for role in ('anon', 'authenticated', 'service_role'):
            connection.execute(psycopg.sql.SQL('set role {}').format(psycopg.sql.Identifier(role)))
            assert connection.execute('select current_user').fetchone() == role


def test_claims_of_a_transaction_answer_who_asks(database: TestDatabase) -> None:
    claims = '{"sub": "5b2f8c5e-6c1f-4f53-9a38-3f3d9d3a6a11", "role": "authenticated"}'
    with psycopg.connect(database.url, row_factory=scalar_row) as connection:
        connection.execute('set local role authenticated')
        assert connection.execute('select auth.uid()').fetchone() is None
        connection.execute("select set_config('request.jwt.claims', %s, true)", [claims])
        found = connection.execute('select auth.uid()::text').fetchone()
        assert found == '5b2f8c5e-6c1f-4f53-9a38-3f3d9d3a6a11'
        assert connection.execute('select auth.role()').fetchone() == 'authenticated'


def test_a_database_is_ready_for_logical_replication(database: TestDatabase) -> None:
    with psycopg.connect(database.owner_url, row_factory=scalar_row) as connection:
        assert connection.execute('show wal_level').fetchone() == 'logical'
        published = 'select pubname from pg_publication'
        assert connection.execute(published).fetchone() == 'supabase_realtime'


def test_only_the_owner_reaches_the_socket(postgres: Server) -> None:
    folder = postgres.postgres.socket_folder
    assert folder.stat().st_mode & 0o777 == 0o700
    with psycopg.connect(postgres.postgres.url('postgres'), row_factory=scalar_row) as connection:
        assert connection.execute('show listen_addresses').fetchone() == ''

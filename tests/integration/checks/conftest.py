"""One database with a row in every table, for tests that commit nothing."""

from collections.abc import Iterator

import psycopg
import pytest
from psycopg import sql

from tests.conftest import Server
from tests.integration.rights.world import build

NAME = 'checks'


@pytest.fixture(scope='module')
def url(postgres: Server, template: str) -> Iterator[str]:
    """Of the database's owner."""
    postgres.admin('create database {} template {}', NAME, template)
    yield postgres.postgres.url(NAME)
    with psycopg.connect(postgres.postgres.url('postgres'), autocommit=True) as connection:
        connection.execute(sql.SQL('drop database {} (force)').format(sql.Identifier(NAME)))


@pytest.fixture(scope='module')
def owner(url: str) -> Iterator[psycopg.Connection]:
    """The owner's connection, in a transaction that is never committed."""
    build(url)
    with psycopg.connect(url) as connection:
        connection.execute(
            'insert into sessions (organization_id, user_id) select organization_id, user_id'
            ' from profiles limit 1'
        )
        yield connection
        connection.rollback()

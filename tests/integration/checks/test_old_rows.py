"""Rows that are older than the checks are mended by the migration that brings them."""

import json
from collections.abc import Iterator
from uuid import uuid4

import psycopg
import pytest
from alembic import command
from psycopg import sql
from sqlalchemy import create_engine

from services import migrate
from services.local.bootstrap import bootstrap
from tests.conftest import Server

NAME = 'old_rows'
BEFORE = '0008'
ORGANIZATION, PROPOSAL, LINK = uuid4(), uuid4(), uuid4()
LONG = 'x' * 300
SNAPSHOT = json.dumps({'proposal': {'title': LONG, 'starts_on': '9999-12-31'}, 'days': []})
ROWS = (
    (
        'insert into organizations (id, organization_id, name, city) values (%s, %s, %s, %s)',
        (ORGANIZATION, ORGANIZATION, '\u200b', 'Fun\x0bchal'),
    ),
    (
        'insert into proposals (id, organization_id, title, intro, valid_until, ends_on,'
        " created_at) values (%s, %s, %s, %s, 'infinity', '9999-12-31', '-infinity')",
        (PROPOSAL, ORGANIZATION, 'Cafe\u0301  \u202eno', 'One.\r\nTwo.\u2028'),
    ),
    (
        'insert into share_links (id, organization_id, proposal_id, label, expires_at)'
        " values (%s, %s, %s, %s, 'infinity')",
        (LINK, ORGANIZATION, PROPOSAL, '\u2800'),
    ),
    (
        'insert into proposal_approvals (proposal_id, share_link_id, decision, name, version,'
        " total, currency, reason) values (%s, %s, 'declined', %s, 1, 'NaN', 'eur', %s)",
        (PROPOSAL, LINK, '\u3164', 'y' * 5000),
    ),
    (
        'insert into proposal_versions (proposal_id, number, total, snapshot)'
        ' values (%s, 1, 1, %s)',
        (PROPOSAL, SNAPSHOT),
    ),
)
FOUND = """
    select o.name, o.city, p.title, p.intro, p.valid_until, p.ends_on::text,
      p.created_at at time zone 'utc' = '2000-01-01', p.revision, l.label, l.expires_at, a.name,
      a.total, a.currency, length(a.reason), length(v.snapshot #>> '{proposal,title}'),
      v.snapshot #>> '{proposal,starts_on}'
    from organizations o, proposals p, share_links l, proposal_approvals a, proposal_versions v
"""


@pytest.fixture
def old(postgres: Server) -> Iterator[str]:
    """A database as it was before, with rows that nobody would keep today."""
    bootstrap(postgres.postgres, NAME, postgres.keys.app_password)
    url = postgres.postgres.url(NAME)
    engine = create_engine(migrate.sqlalchemy_url(url))
    with engine.connect() as connection:
        settings = migrate._config()
        settings.attributes['connection'] = connection
        command.upgrade(settings, BEFORE)
        connection.commit()
    engine.dispose()
    yield url
    with psycopg.connect(postgres.postgres.url('postgres'), autocommit=True) as connection:
        connection.execute(sql.SQL('drop database {} (force)').format(sql.Identifier(NAME)))


def test_old_rows_are_cleaned_and_their_days_brought_into_our_time(old: str) -> None:
    with psycopg.connect(old) as owner:
        for statement, values in ROWS:
            owner.execute(statement.encode(), values)
    migrate.upgrade(old)
    with psycopg.connect(old) as owner:
        # the proposal's second revision is the decision's, none is the migration's
        assert owner.execute(FOUND).fetchall() == [
            (
                *('Unnamed', 'Fun chal', 'Café no', 'One.\nTwo.', None, '2199-12-31', True, 2),
                *('', None, 'Unnamed', 0, 'EUR', 4000, 200, None),
            )
        ]

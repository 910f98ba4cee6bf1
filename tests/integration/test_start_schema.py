"""The schema at the start: current, missing, or of a later version of this code."""

import psycopg
import pytest
from alembic.script import ScriptDirectory

from services import migrate, startup
from tests.conftest import TestDatabase


def test_the_last_file_is_what_alembic_calls_the_head() -> None:
    script = ScriptDirectory(str(migrate.VERSIONS.parent))
    assert migrate.head() == script.get_current_head()
    assert migrate.revisions() == {each.revision for each in script.walk_revisions()}


def test_a_current_schema_is_left_alone(database: TestDatabase) -> None:
    assert migrate.current(database.owner_url) == migrate.head()
    migrate.upgrade(database.owner_url)
    assert migrate.differences(database.owner_url) == []


def test_a_current_schema_satisfies_a_login_that_may_not_migrate(database: TestDatabase) -> None:
    assert migrate.current(database.url) == migrate.head()
    startup.bring_up_to_date(database.url)


def test_a_schema_of_a_later_version_is_refused(database: TestDatabase) -> None:
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("update alembic_version set version_num = '9999'")
    with pytest.raises(startup.StartError, match='is at schema 9999'):
        startup.bring_up_to_date(database.owner_url)


def test_a_login_that_may_not_migrate_is_refused(database: TestDatabase) -> None:
    with psycopg.connect(database.owner_url) as connection:
        connection.execute("update alembic_version set version_num = '0001'")
    with pytest.raises(startup.StartError, match='may not do that'):
        startup.bring_up_to_date(database.url)

"""Postgres counts the same days and months as Python, by the very query of a counter."""

from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import uuid4

import psycopg
import pytest

from models.viewer import System
from services import time_zones
from services.dashboard.counters import contact_figures
from services.dashboard.counting import Calendar
from services.dashboard.periods import count
from services.database import Database
from tests.conftest import TestDatabase
from tests.unit.dashboard.calendars import Case, cases, found

CASES = cases()


@pytest.fixture(scope='module')
def database(module_database: TestDatabase) -> TestDatabase:
    """Nothing here is changed by a test."""
    return module_database


@pytest.fixture
async def db(database: TestDatabase) -> AsyncIterator[Database]:
    db = Database(database.url)
    yield db
    await db.close()


async def test_each_case_is_counted_alike(db: Database, database: TestDatabase) -> None:
    async with await psycopg.AsyncConnection.connect(database.owner_url) as owner:
        await owner.execute('set session_replication_role = replica')  # the moments are ours
        for case in CASES:
            organization_id = uuid4()
            async with owner.cursor() as cursor:
                await cursor.executemany(
                    'insert into contacts (organization_id, full_name, created_at)'
                    " values (%s, 'Guest', %s)",
                    [(organization_id, moment) for moment in case.moments],
                )
            await owner.commit()
            calendar = Calendar(time_zone=case.zone, now=lambda case=case: case.now)  # type: ignore[misc]
            async with db.read(System()) as session:
                (figure,) = await contact_figures(organization_id, calendar).read(session)
            added = figure.value.added
            assert added is not None
            assert (case.id, found(case, added)) == (case.id, case.expect)
            assert added == count(case.moments, case.zone, case.now)
            assert figure.value.total == len(case.moments)
            coming = [moment for moment in case.moments if moment > case.now]
            assert figure.value.coming == min(coming, default=None)


@pytest.mark.parametrize('case', CASES, ids=lambda case: case.id)
async def test_postgres_knows_the_same_days(case: Case, database: TestDatabase) -> None:
    """Or the last day of a link and the day of a counter would be two."""
    moments = [case.now + timedelta(minutes=30) * step for step in range(-48, 48)]
    async with await psycopg.AsyncConnection.connect(database.owner_url) as owner:
        told = await owner.execute(
            'select (each at time zone %s)::date from unnest(%s::timestamptz[]) each',
            [case.zone, moments],
        )
        days = [day for (day,) in await told.fetchall()]
    assert days == [time_zones.day_at(each, case.zone) for each in moments]

"""What is too old is erased in small batches, which wait for nobody."""

from datetime import UTC, datetime, timedelta

from psycopg import AsyncConnection

from models import ActivityEvent
from services.activity import pruning
from tests.conftest import TestDatabase
from tests.integration.proposals.office import SYSTEM, Office

NOW = datetime.now(UTC)
KEPT_DAYS = 100


async def tell(office: Office, *days_ago: float) -> list[ActivityEvent]:
    events = [
        ActivityEvent(
            organization_id=office.anna.organization_id,
            kind='contact_added',
            occurred_at=NOW - timedelta(days=ago),
        )
        for ago in days_ago
    ]
    async with office.db.write(SYSTEM) as session:
        session.add_all(events)
    return events


async def prune(office: Office, most: int) -> int:
    erased: int = await office.run(pruning.prune, SYSTEM, now=NOW, kept_days=KEPT_DAYS, most=most)
    return erased


async def test_old_events_go_batch_by_batch_and_locked_ones_later(
    office: Office, database: TestDatabase
) -> None:
    before = {event.id for event in await office.rows(ActivityEvent)}
    *old, kept = await tell(office, 400, 300, 200, 101, 99)
    async with await AsyncConnection.connect(database.owner_url) as holder:
        hold = 'select from activity_events where id = %s for update'
        await holder.execute(hold, [old[0].id])
        assert [await prune(office, 2) for _ in range(3)] == [2, 1, 0], 'one is held'
    assert await prune(office, 2) == 1
    left = {event.id for event in await office.rows(ActivityEvent)}
    assert left == before | {kept.id}

"""What lists, cards and the calendar read of trips."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from models import Profile, Trip, TripItem, TripState
from services.realtime.live import Query
from services.records import commands as records
from services.trips import commands, queries
from services.trips.cards import TripCard
from services.trips.commands import TRIP
from services.trips.queries import OWNER, STATE, TRIPS, Sort
from tests.integration.proposals.office import SYSTEM, Office

TODAY = datetime.now(UTC).date()


def day(ahead: int) -> date:
    return TODAY + timedelta(days=ahead)


async def read(office: Office, query: Query[Any]) -> list[Any]:
    return list(await query.read(office.db.reader(office.anna)))


async def titles(office: Office, query: Query[TripCard]) -> list[str]:
    return [card.title for card in await read(office, query)]


@pytest.fixture
async def org(office: Office) -> UUID:
    """Trips of all kinds: what is ahead is called by when it leaves."""
    organization_id = office.anna.organization_id
    hanna = await office.run(commands.client_called, office.anna, name='Hanna Kowalczyk')

    def trip(title: str, starts: date | None, state: TripState, **more: Any) -> Trip:
        ends = starts + timedelta(days=4) if starts else None
        return Trip(
            organization_id=organization_id, title=title, starts_on=starts, ends_on=ends,
            state=state, **more
        )  # fmt: skip

    rows = [
        trip('In 40 days', day(40), TripState.PLANNED, notes='Łódź first'),
        trip('In 9 days', day(9), TripState.READY, contact_id=hanna.id, travellers=3),
        trip('Some day', None, TripState.PLANNED),
        trip('Away now', day(-2), TripState.UNDER_WAY),
        trip('Over', day(-30), TripState.DONE),
        trip('Long over', day(-90), TripState.DONE),
        trip('Not any more', day(20), TripState.CANCELLED),
        trip('Put away', day(5), TripState.PLANNED, deleted_at=datetime.now(UTC)),
    ]
    items = [('Cabin', True, None), ('Late', False, day(8)), ('Sled', False, day(3))]
    async with office.db.write(SYSTEM) as session:
        session.add_all(rows)
        await session.flush()
        session.add_all(
            TripItem(
                organization_id=organization_id, trip_id=rows[1].id, title=title,
                is_confirmed=done, due_on=due,
            )
            for title, done, due in items
        )  # fmt: skip
    return organization_id


async def test_what_leaves_next_comes_first_and_what_is_over_last(
    office: Office, org: UUID
) -> None:
    shown = ['Away now', 'In 9 days', 'In 40 days', 'Some day', 'Not any more', 'Over', 'Long over']
    state = TRIPS.start
    cards = await read(office, TRIPS.window(org, state))
    assert [card.title for card in cards] == shown
    assert sorted(cards, key=queries.rank) == cards, 'Python agrees'
    for count in range(1, len(cards)):
        window = TRIPS.window(
            org, state.at(count, (queries.rank(cards[count - 1]), cards[count - 1].id))
        )
        assert await titles(office, window) == shown[count:]
    assert await titles(office, TRIPS.window(org, state.at_tab(TripState.DONE))) == shown[-2:]
    by_title = TRIPS.window(org, state.sorted_by(Sort.TITLE))
    assert await titles(office, by_title) == sorted(shown, key=str.lower)
    (counts,) = await read(office, TRIPS.counts(org))
    assert counts.value.total == len(shown)
    assert counts.value.of(STATE)[TripState.DONE] == 2


async def test_a_card_says_whom_it_is_for_and_what_is_open(office: Office, org: UUID) -> None:
    (card,) = await read(office, TRIPS.window(org, TRIPS.start.searched('KOWALCZYK days')))
    assert (card.contact_name, card.travellers, card.days) == ('Hanna Kowalczyk', 3, 5)
    assert (card.items, card.open_items, card.first_open) == (3, 2, 'Sled')
    for words, found in (('lodz', ['In 40 days']), ('%', []), ('hanna lodz', [])):
        assert await titles(office, TRIPS.window(org, TRIPS.start.searched(words))) == found
    assert card.contact_id is not None
    assert await read(office, queries.trips_of(card.contact_id, org)) == [card]
    assert await read(office, queries.with_contact(card.id, org)) == [card]
    one_more = await office.run(
        commands.add_item, office.ben, trip_id=card.id, id=uuid4(), title='Ferry'
    )
    query = TRIPS.window(org, TRIPS.start)
    assert query.read_keys is not None
    (again,) = await query.read_keys(office.db.reader(office.anna), frozenset({card.id}))
    assert (again.items, again.open_items) == (4, 3)
    await office.run(records.delete, office.ben, of=commands.TRIP_ITEM, id=one_more.id)


async def test_who_looks_after_trips_is_a_filter(office: Office, org: UUID) -> None:
    (ben,) = await office.rows(Profile, user_id=office.ben.user_id)
    mine = await office.run(records.add, office.ben, of=TRIP, title='Porto')
    assert mine.owner_id == ben.id
    state = TRIPS.start.toggled(OWNER.choice(str(ben.id)))
    assert await titles(office, TRIPS.window(org, state)) == ['Porto']
    (counts,) = await read(office, TRIPS.counts(org))
    assert counts.value.of(OWNER)[ben.id] == 1


async def test_leaving_soon_and_the_calendar_hold_what_is_ahead(office: Office, org: UUID) -> None:
    assert await titles(office, queries.leaving_soon(org)) == ['In 9 days', 'In 40 days']
    week = queries.trips_between(day(0), day(9), org)
    assert await titles(office, week) == ['Away now', 'In 9 days']
    assert await titles(office, queries.trips_between(day(20), day(24), org)) == []

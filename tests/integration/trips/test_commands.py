"""Trips: started from what was approved, planned by hand, made ready by two at once."""

import asyncio
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from models import ActivityEvent, Contact, Decision, Proposal, Trip, TripItem
from services.commands import editables
from services.errors import Conflict, Invalid, NotAllowed, NotFound
from services.proposals import deciding, editing
from services.records import commands as records
from services.trips import commands
from services.trips.commands import TRIP, TRIP_ITEM
from tests.integration.proposals.office import Office


async def approve(office: Office) -> None:
    client = await office.link()
    proposal = await office.proposal
    await office.run(
        deciding.decide, client, id=uuid4(), decision=Decision.APPROVED, name='Sofia', consent=True,
        version=proposal.version, total=(await office.totals()).total, selection={},
    )  # fmt: skip


async def plan(office: Office, **typed: Any) -> Trip:
    made: Trip = await office.run(
        commands.plan, office.anna, id=uuid4(), **({'title': 'Porto by rail'} | typed)
    )
    return made


async def add(office: Office, trip: Trip, title: str) -> TripItem:
    made: TripItem = await office.run(
        commands.add_item, office.anna, trip_id=trip.id, id=uuid4(), title=title
    )
    return made


async def order(office: Office, trip: Trip) -> list[str]:
    items = await office.rows(TripItem, trip_id=trip.id, deleted_at=None)
    return [each.title for each in sorted(items, key=lambda item: item.position)]


async def edit(office: Office, who: Any, row: Any, base: Any = None, **changes: Any) -> Any:
    of = TRIP if isinstance(row, Trip) else TRIP_ITEM
    return await office.run(editables.edit, who, of=of, id=row.id, changes=changes, base=base)


async def test_what_was_approved_becomes_one_trip_with_what_was_chosen(office: Office) -> None:
    start = {'proposal_id': office.proposal_id}
    with pytest.raises(Invalid, match='once the proposal is approved'):
        await office.run(commands.start, office.anna, id=uuid4(), **start)
    changes = {'starts_on': '2027-03-14', 'ends_on': '2027-03-21', 'travellers': 3}
    await office.run(
        editing.edit, office.anna, kind=Proposal, id=office.proposal_id, changes=changes
    )
    await approve(office)
    first, second = await asyncio.gather(
        *(office.run(commands.start, who, id=uuid4(), **start) for who in (office.anna, office.ben))
    )
    assert first.id == second.id, 'two start it at once'
    assert (first.title, first.travellers, first.state) == ('Madeira', 3, 'planned')
    assert (first.starts_on, first.ends_on) == (date(2027, 3, 14), date(2027, 3, 21))
    assert await order(office, first) == ['Room'], 'nobody chose the boat'

    # undone in one step, and started once more
    delete = {'of': TRIP, 'id': first.id}
    await office.run(records.delete, office.anna, **delete)
    again = await office.run(commands.start, office.ben, id=uuid4(), **start)
    assert again.id != first.id
    with pytest.raises(Invalid):
        await office.run(records.delete, office.anna, deleted=False, **delete)
    assert (await office.row(Trip, first.id)).deleted_at is not None


async def test_a_trip_by_hand_finds_or_makes_its_contact(office: Office) -> None:
    typed = {'contact': 'Zoë Müller', 'starts_on': '2027-05-01', 'ends_on': ''}
    trip = await plan(office, **typed)
    assert (trip.starts_on, trip.ends_on) == (date(2027, 5, 1), None)
    again = await plan(office, contact='zoe mueller')
    (zoe,) = await office.rows(Contact)
    assert trip.contact_id == again.contact_id == zoe.id
    for wrong, said in (
        ({'title': ' '}, 'Title is empty'),
        ({'starts_on': '2027-05-02', 'ends_on': '2027-05-01'}, 'ends before it starts'),
        ({'starts_on': '1999-05-02'}, 'between 2000 and 2199'),
        ({'starts_on': 'soon'}, 'needs a date'),
    ):
        with pytest.raises(Invalid, match=said):
            await plan(office, **wrong)
    with pytest.raises(Invalid, match='ends before it starts'):
        await edit(office, office.ben, trip, ends_on='2027-04-30')


async def test_items_are_ticked_by_two_moved_and_brought_back(office: Office) -> None:
    trip = await plan(office)
    sled, cabin, boat = [await add(office, trip, each) for each in ('Sled', 'Cabin', 'Boat')]
    unticked = {'is_confirmed': False}
    await edit(office, office.anna, sled, unticked, is_confirmed=True)
    again = await edit(office, office.ben, sled, unticked, is_confirmed=True)
    assert again.is_confirmed, 'both wanted it so'
    await edit(office, office.anna, sled, {'supplier': ''}, supplier='Villmark')
    with pytest.raises(Conflict):
        await edit(office, office.ben, sled, {'supplier': ''}, supplier='Huskies')
    await edit(office, office.ben, cabin, due_on='2027-01-05')

    await office.run(commands.move_item, office.ben, id=boat.id, index=0)
    assert await order(office, trip) == ['Boat', 'Sled', 'Cabin']
    await office.run(records.delete, office.anna, of=TRIP_ITEM, id=sled.id)
    assert await order(office, trip) == ['Boat', 'Cabin']
    await office.run(records.delete, office.anna, of=TRIP_ITEM, id=sled.id, deleted=False)
    assert await order(office, trip) == ['Boat', 'Sled', 'Cabin']
    with pytest.raises(NotFound):
        await office.run(commands.add_item, office.anna, trip_id=uuid4(), id=uuid4(), title='x')


async def test_whoever_may_only_read_changes_nothing(office: Office) -> None:
    trip = await plan(office)
    item = await add(office, trip, 'Sled')
    for command, fields in (
        (commands.add_item, {'trip_id': trip.id, 'id': uuid4(), 'title': 'Boat'}),
        (commands.move_item, {'id': item.id, 'index': 0}),
        (records.delete, {'of': TRIP, 'id': trip.id}),
        (commands.plan, {'id': uuid4(), 'title': 'Porto'}),
    ):
        with pytest.raises(NotAllowed):
            await office.run(command, office.rita, **fields)
    with pytest.raises(NotAllowed):
        await edit(office, office.rita, item, is_confirmed=True)


async def test_what_happens_is_told_once(office: Office) -> None:
    trip = await plan(office, contact='Hanna')
    sled = await add(office, trip, 'Dog sled')
    await edit(office, office.ben, sled, is_confirmed=True)
    await edit(office, office.ben, sled, is_confirmed=True)
    await edit(office, office.anna, trip, state='ready', travellers=4)
    await edit(office, office.anna, trip, state='done')
    await office.run(records.delete, office.anna, of=TRIP, id=trip.id)
    told = [each for each in await office.rows(ActivityEvent) if each.trip_id]
    told.sort(key=lambda event: event.occurred_at)
    kinds = ['trip_made', 'trip_changed', 'trip_item_confirmed', 'trip_changed', 'trip_done']
    assert [each.kind for each in told] == [*kinds, 'trip_changed']
    assert {(each.contact_id, each.subject) for each in told} == {(trip.contact_id, trip.title)}
    assert told[1].data == {
        'part': 'item', 'item_id': str(sled.id), 'title': 'Dog sled', 'fields': ['added'],
        'count': 1,
    }  # fmt: skip
    assert told[3].data == {'fields': ['state', 'travellers'], 'count': 2, 'state': 'ready'}
    assert told[5].data['fields'] == ['removed']

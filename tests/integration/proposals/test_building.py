"""Days and activities are added, moved, copied, removed and brought back in their order."""

from uuid import uuid4

import pytest

from models import ProposalActivity, ProposalDay
from services.errors import Invalid, NotAllowed, NotFound
from services.proposals import building, editing
from tests.integration.proposals.office import Office


async def with_days(office: Office, *titles: str) -> list[ProposalDay]:
    """Days after the first one, which is called Arrival."""
    return [
        await office.run(building.add_day, office.anna, proposal_id=office.proposal_id, title=title)
        for title in titles
    ]


async def test_new_days_and_activities_come_last(office: Office) -> None:
    await with_days(office, 'Two', 'Three')
    assert await office.order() == ['Arrival', 'Two', 'Three']
    await office.run(building.add_activity, office.ben, day_id=office.day_id, title='Walk')
    assert await office.order(office.day_id) == ['Room', 'Boat', 'Walk']


@pytest.mark.parametrize(
    ('index', 'expected'),
    [
        (0, ['Three', 'Arrival', 'Two']),
        (1, ['Arrival', 'Three', 'Two']),
        (2, ['Arrival', 'Two', 'Three']),
        (99, ['Arrival', 'Two', 'Three']),
        (-5, ['Three', 'Arrival', 'Two']),
    ],
)
async def test_a_day_moves_to_where_it_was_put(
    office: Office, index: int, expected: list[str]
) -> None:
    _, three = await with_days(office, 'Two', 'Three')
    await office.run(building.move_day, office.anna, id=three.id, index=index)
    assert await office.order() == expected


async def test_a_move_changes_one_row(office: Office) -> None:
    two, three = await with_days(office, 'Two', 'Three')
    await office.run(building.move_day, office.anna, id=three.id, index=1)
    assert (await office.row(ProposalDay, two.id)).revision == two.revision
    assert (await office.row(ProposalDay, three.id)).revision == three.revision + 1


async def test_moves_never_run_out_of_room(office: Office) -> None:
    """Always to the narrowest place: between the first and the one moved there before."""
    names = ['Arrival', *'ABC']
    await with_days(office, *'ABC')
    for _ in range(90):
        last = (await office.rows(ProposalDay, title=names[-1]))[0]
        await office.run(building.move_day, office.anna, id=last.id, index=1)
        names = [names[0], names[-1], *names[1:-1]]
        assert await office.order() == names


async def test_an_activity_moves_within_and_between_days(office: Office) -> None:
    (two,) = await with_days(office, 'Two')
    move = building.move_activity
    await office.run(move, office.anna, id=office.boat_id, day_id=office.day_id, index=0)
    assert await office.order(office.day_id) == ['Boat', 'Room']
    await office.run(move, office.anna, id=office.room_id, day_id=two.id, index=0)
    assert await office.order(office.day_id) == ['Boat']
    assert await office.order(two.id) == ['Room']


async def test_an_activity_stays_within_its_proposal(office: Office) -> None:
    from services.proposals import drafting

    other = await office.run(drafting.create, office.anna, title='Other')
    (day,) = await office.rows(ProposalDay, proposal_id=other.id)
    with pytest.raises(Invalid, match='stays within'):
        await office.run(
            building.move_activity, office.anna, id=office.boat_id, day_id=day.id, index=0
        )


async def test_a_duplicate_comes_right_after_the_original(office: Office) -> None:
    await office.run(building.duplicate_activity, office.anna, source_id=office.room_id)
    assert await office.order(office.day_id) == ['Room', 'Room', 'Boat']
    await with_days(office, 'Two')
    copy = await office.run(building.duplicate_day, office.anna, source_id=office.day_id)
    assert await office.order() == ['Arrival', 'Arrival', 'Two']
    assert await office.order(copy.id) == ['Room', 'Room', 'Boat']
    twins = await office.rows(ProposalActivity, day_id=copy.id)
    assert {one.revision for one in twins} == {1}
    assert {one.price for one in twins} == {300, 50}


async def test_what_was_removed_comes_back_as_it_was(office: Office) -> None:
    before = await office.row(ProposalActivity, office.room_id)
    await office.run(building.remove, office.anna, kind=ProposalActivity, id=office.room_id)
    assert await office.order(office.day_id) == ['Boat']
    assert (await office.totals()).total == 0
    await office.run(building.restore, office.anna, kind=ProposalActivity, id=office.room_id)
    assert await office.order(office.day_id) == ['Room', 'Boat']
    stamps = {'revision', 'updated_at'}
    after = await office.row(ProposalActivity, office.room_id)
    assert after.model_dump(exclude=stamps) == before.model_dump(exclude=stamps)


async def test_a_removed_day_takes_its_price_along_and_brings_it_back(office: Office) -> None:
    await office.run(building.remove, office.anna, kind=ProposalActivity, id=office.boat_id)
    await office.run(building.remove, office.anna, kind=ProposalDay, id=office.day_id)
    assert (await office.totals()).total == 0
    await office.run(building.restore, office.anna, kind=ProposalDay, id=office.day_id)
    assert (await office.totals()).total == 300
    assert await office.order(office.day_id) == ['Room'], 'what was removed before stays removed'


async def test_nothing_is_put_into_a_day_that_was_removed(office: Office) -> None:
    (two,) = await with_days(office, 'Two')
    await office.run(building.remove, office.anna, kind=ProposalActivity, id=office.boat_id)
    await office.run(building.remove, office.anna, kind=ProposalDay, id=office.day_id)
    with pytest.raises((Invalid, NotFound)):
        await office.run(building.add_activity, office.anna, day_id=office.day_id, title='Lost')
    with pytest.raises((Invalid, NotFound)):
        await office.run(building.restore, office.anna, kind=ProposalActivity, id=office.boat_id)
    walk = await office.run(building.add_activity, office.anna, day_id=two.id, title='Walk')
    with pytest.raises((Invalid, NotFound)):
        await office.run(
            building.move_activity, office.anna, id=walk.id, day_id=office.day_id, index=0
        )
    with pytest.raises((Invalid, NotFound)):
        await office.run(building.duplicate_day, office.anna, source_id=office.day_id)


async def test_readers_build_nothing(office: Office) -> None:
    attempts = (
        (building.add_day, {'proposal_id': office.proposal_id}),
        (building.add_activity, {'day_id': office.day_id}),
        (building.duplicate_day, {'source_id': office.day_id}),
        (building.duplicate_activity, {'source_id': office.boat_id}),
        (building.move_day, {'id': office.day_id, 'index': 0}),
        (building.remove, {'kind': ProposalDay, 'id': office.day_id}),
        (building.remove, {'kind': ProposalActivity, 'id': office.boat_id}),
    )
    before = await office.rows(ProposalDay), await office.rows(ProposalActivity)
    for command, fields in attempts:
        with pytest.raises(NotAllowed):
            await office.run(command, office.rita, **fields)
    assert (await office.rows(ProposalDay), await office.rows(ProposalActivity)) == before


async def test_what_is_not_there_is_said_to_be_gone(office: Office) -> None:
    for command, fields in (
        (building.add_activity, {'day_id': uuid4()}),
        (building.duplicate_day, {'source_id': uuid4()}),
        (building.move_day, {'id': uuid4(), 'index': 0}),
        (building.remove, {'kind': ProposalActivity, 'id': uuid4()}),
        (editing.edit, {'kind': ProposalDay, 'id': uuid4(), 'changes': {'title': 'x'}}),
    ):
        with pytest.raises(NotFound):
            await office.run(command, office.anna, **fields)

"""Days and activities are added, moved, copied, removed and brought back in their order."""

from uuid import uuid4

import pytest

from models import ProposalActivity, ProposalDay
from services.errors import Invalid, NotAllowed, NotFound
from services.proposals import building, editing
from tests.integration.commands.desk import Desk


async def with_days(desk: Desk, *titles: str) -> list[ProposalDay]:
    """Days after the first one, which is called Arrival."""
    return [
        await desk.run(building.add_day, desk.anna, proposal_id=desk.proposal_id, title=title)
        for title in titles
    ]


async def test_new_days_and_activities_come_last(desk: Desk) -> None:
    await with_days(desk, 'Two', 'Three')
    assert await desk.order() == ['Arrival', 'Two', 'Three']
    await desk.run(building.add_activity, desk.ben, day_id=desk.day_id, title='Walk')
    assert await desk.order(desk.day_id) == ['Room', 'Boat', 'Walk']


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
async def test_a_day_moves_to_where_it_was_put(desk: Desk, index: int, expected: list[str]) -> None:
    _, three = await with_days(desk, 'Two', 'Three')
    await desk.run(building.move_day, desk.anna, id=three.id, index=index)
    assert await desk.order() == expected


async def test_a_move_changes_one_row(desk: Desk) -> None:
    two, three = await with_days(desk, 'Two', 'Three')
    await desk.run(building.move_day, desk.anna, id=three.id, index=1)
    assert (await desk.row(ProposalDay, two.id)).revision == two.revision
    assert (await desk.row(ProposalDay, three.id)).revision == three.revision + 1


async def test_moves_never_run_out_of_room(desk: Desk) -> None:
    """Always to the narrowest place: between the first and the one moved there before."""
    names = ['Arrival', *'ABC']
    await with_days(desk, *'ABC')
    for _ in range(90):
        last = (await desk.rows(ProposalDay, title=names[-1]))[0]
        await desk.run(building.move_day, desk.anna, id=last.id, index=1)
        names = [names[0], names[-1], *names[1:-1]]
        assert await desk.order() == names


async def test_an_activity_moves_within_and_between_days(desk: Desk) -> None:
    (two,) = await with_days(desk, 'Two')
    move = building.move_activity
    await desk.run(move, desk.anna, id=desk.boat_id, day_id=desk.day_id, index=0)
    assert await desk.order(desk.day_id) == ['Boat', 'Room']
    await desk.run(move, desk.anna, id=desk.room_id, day_id=two.id, index=0)
    assert await desk.order(desk.day_id) == ['Boat']
    assert await desk.order(two.id) == ['Room']


async def test_an_activity_stays_within_its_proposal(desk: Desk) -> None:
    from services.proposals import drafting

    other = await desk.run(drafting.create, desk.anna, title='Other')
    (day,) = await desk.rows(ProposalDay, proposal_id=other.id)
    with pytest.raises(Invalid, match='stays within'):
        await desk.run(building.move_activity, desk.anna, id=desk.boat_id, day_id=day.id, index=0)


async def test_a_duplicate_comes_right_after_the_original(desk: Desk) -> None:
    await desk.run(building.duplicate_activity, desk.anna, source_id=desk.room_id)
    assert await desk.order(desk.day_id) == ['Room', 'Room', 'Boat']
    await with_days(desk, 'Two')
    copy = await desk.run(building.duplicate_day, desk.anna, source_id=desk.day_id)
    assert await desk.order() == ['Arrival', 'Arrival', 'Two']
    assert await desk.order(copy.id) == ['Room', 'Room', 'Boat']
    twins = await desk.rows(ProposalActivity, day_id=copy.id)
    assert {one.revision for one in twins} == {1}
    assert {one.price for one in twins} == {300, 50}


async def test_what_was_removed_comes_back_as_it_was(desk: Desk) -> None:
    before = await desk.row(ProposalActivity, desk.room_id)
    await desk.run(building.remove, desk.anna, kind=ProposalActivity, id=desk.room_id)
    assert await desk.order(desk.day_id) == ['Boat']
    assert (await desk.totals()).total == 0
    await desk.run(building.restore, desk.anna, kind=ProposalActivity, id=desk.room_id)
    assert await desk.order(desk.day_id) == ['Room', 'Boat']
    stamps = {'revision', 'updated_at'}
    after = await desk.row(ProposalActivity, desk.room_id)
    assert after.model_dump(exclude=stamps) == before.model_dump(exclude=stamps)


async def test_a_removed_day_takes_its_price_along_and_brings_it_back(desk: Desk) -> None:
    await desk.run(building.remove, desk.anna, kind=ProposalActivity, id=desk.boat_id)
    await desk.run(building.remove, desk.anna, kind=ProposalDay, id=desk.day_id)
    assert (await desk.totals()).total == 0
    await desk.run(building.restore, desk.anna, kind=ProposalDay, id=desk.day_id)
    assert (await desk.totals()).total == 300
    assert await desk.order(desk.day_id) == ['Room'], 'what was removed before stays removed'


async def test_nothing_is_put_into_a_day_that_was_removed(desk: Desk) -> None:
    (two,) = await with_days(desk, 'Two')
    await desk.run(building.remove, desk.anna, kind=ProposalActivity, id=desk.boat_id)
    await desk.run(building.remove, desk.anna, kind=ProposalDay, id=desk.day_id)
    with pytest.raises((Invalid, NotFound)):
        await desk.run(building.add_activity, desk.anna, day_id=desk.day_id, title='Lost')
    with pytest.raises((Invalid, NotFound)):
        await desk.run(building.restore, desk.anna, kind=ProposalActivity, id=desk.boat_id)
    walk = await desk.run(building.add_activity, desk.anna, day_id=two.id, title='Walk')
    with pytest.raises((Invalid, NotFound)):
        await desk.run(building.move_activity, desk.anna, id=walk.id, day_id=desk.day_id, index=0)
    with pytest.raises((Invalid, NotFound)):
        await desk.run(building.duplicate_day, desk.anna, source_id=desk.day_id)


async def test_readers_build_nothing(desk: Desk) -> None:
    attempts = (
        (building.add_day, {'proposal_id': desk.proposal_id}),
        (building.add_activity, {'day_id': desk.day_id}),
        (building.duplicate_day, {'source_id': desk.day_id}),
        (building.duplicate_activity, {'source_id': desk.boat_id}),
        (building.move_day, {'id': desk.day_id, 'index': 0}),
        (building.remove, {'kind': ProposalDay, 'id': desk.day_id}),
        (building.remove, {'kind': ProposalActivity, 'id': desk.boat_id}),
    )
    before = await desk.rows(ProposalDay), await desk.rows(ProposalActivity)
    for command, fields in attempts:
        with pytest.raises(NotAllowed):
            await desk.run(command, desk.rita, **fields)
    assert (await desk.rows(ProposalDay), await desk.rows(ProposalActivity)) == before


async def test_what_is_not_there_is_said_to_be_gone(desk: Desk) -> None:
    for command, fields in (
        (building.add_activity, {'day_id': uuid4()}),
        (building.duplicate_day, {'source_id': uuid4()}),
        (building.move_day, {'id': uuid4(), 'index': 0}),
        (building.remove, {'kind': ProposalActivity, 'id': uuid4()}),
        (editing.edit, {'kind': ProposalDay, 'id': uuid4(), 'changes': {'title': 'x'}}),
    ):
        with pytest.raises(NotFound):
            await desk.run(command, desk.anna, **fields)

"""Two people edit one row: other fields merge, the same field is a choice, nothing is lost."""

import asyncio
from decimal import Decimal

import pytest

from models import Proposal, ProposalActivity, ProposalVersion
from models.viewer import Operator
from services import visits
from services.errors import Conflict
from services.proposals import editing
from tests.integration.commands.desk import Desk


async def write(
    desk: Desk, who: Operator, base: dict[str, object] | None, **changes: object
) -> None:
    await desk.run(
        editing.edit, who, kind=ProposalActivity, id=desk.boat_id, changes=changes, base=base
    )


async def boat(desk: Desk) -> ProposalActivity:
    return await desk.row(ProposalActivity, desk.boat_id)


async def test_the_later_writer_of_a_field_is_shown_all_three_values(desk: Desk) -> None:
    await write(desk, desk.ben, {'price': '50', 'title': 'Boat'}, price='95')
    theirs = await boat(desk)
    with pytest.raises(Conflict) as refused:
        await write(desk, desk.anna, {'price': '50.00'}, price='92.5')
    (clash,) = refused.value.clashes
    assert (clash.field, clash.mine, clash.theirs, clash.original) == (
        'price', Decimal('92.5'), Decimal(95), Decimal('50.00'),
    )  # fmt: skip
    assert (clash.by, clash.at) == (desk.ben.user_id, theirs.updated_at)
    assert (await boat(desk)).price == 95
    await write(desk, desk.anna, {'price': clash.theirs}, price=clash.mine)
    assert (await boat(desk)).price == Decimal('92.50')


async def test_only_the_fields_that_met_are_a_choice_and_none_is_written_before(
    desk: Desk,
) -> None:
    await write(desk, desk.ben, None, title='Catamaran', note='At six')
    seen = {'title': 'Boat', 'note': '', 'description': ''}
    with pytest.raises(Conflict) as refused:
        await write(desk, desk.anna, seen, title='Schooner', note='At six', description='Calm')
    assert [clash.field for clash in refused.value.clashes] == ['title']
    assert (await boat(desk)).description == ''


async def test_edits_of_different_fields_merge_whatever_their_order(desk: Desk) -> None:
    seen = {'title': 'Boat', 'note': '', 'price': '50'}
    await asyncio.gather(
        write(desk, desk.ben, seen, title='Catamaran'),
        write(desk, desk.anna, seen, note='At six'),
        write(desk, desk.ben, seen, price='60'),
    )
    row = await boat(desk)
    assert (row.title, row.note, row.price) == ('Catamaran', 'At six', 60)


async def test_the_same_wish_twice_is_no_conflict_and_no_revision(desk: Desk) -> None:
    await write(desk, desk.ben, {'title': 'Boat'}, title='Catamaran')
    before = await boat(desk)
    await write(desk, desk.anna, {'title': 'Boat'}, title=' Catamaran ')
    assert await boat(desk) == before


async def test_what_was_seen_may_be_spelled_as_people_type_it(desk: Desk) -> None:
    async with desk.db.write(desk.anna) as session:
        untidy = {'title': ' A  boat', 'description': 'One\r\ntwo '}
        await editing.change(session, ProposalActivity, desk.boat_id, untidy)
    await write(desk, desk.ben, {'title': 'A  boat'}, title='Catamaran')
    await write(desk, desk.ben, {'description': 'One\ntwo'}, description='Three')
    assert (await boat(desk)).title == 'Catamaran'


async def test_two_at_the_same_moment_end_in_one_value_and_one_choice(desk: Desk) -> None:
    """Ten times, since either may be first."""
    for number in range(10):
        seen = {'title': (await boat(desk)).title}
        ended = await asyncio.gather(
            write(desk, desk.anna, seen, title=f'Anna {number}'),
            write(desk, desk.ben, seen, title=f'Ben {number}'),
            return_exceptions=True,
        )
        lost = [error for error in ended if error is not None]
        assert [type(error) for error in lost] == [Conflict]
        winner = f'Anna {number}' if ended[0] is None else f'Ben {number}'
        assert (await boat(desk)).title == winner


async def test_an_edit_that_changes_nothing_begins_no_version(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(visits.begin, client, user_agent='Mozilla/5.0 (iPhone) Mobile Safari')
    await write(desk, desk.anna, {'title': 'Boat'}, title='Boat')
    assert (await desk.proposal).version == 1
    assert len(await desk.rows(ProposalVersion)) == 1


async def test_dates_and_choices_of_the_proposal_clash_like_any_field(desk: Desk) -> None:
    async def set_it(who: Operator, base: dict[str, object], **changes: object) -> None:
        await desk.run(
            editing.edit, who, kind=Proposal, id=desk.proposal_id, changes=changes, base=base
        )

    await set_it(desk.ben, {'starts_on': None}, starts_on='2027-03-14')
    with pytest.raises(Conflict):
        await set_it(desk.anna, {'starts_on': None}, starts_on='2027-03-15')
    await set_it(desk.anna, {'travellers': '2'}, travellers='3')
    proposal = await desk.proposal
    assert (str(proposal.starts_on), proposal.travellers) == ('2027-03-14', 3)

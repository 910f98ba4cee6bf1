"""Two people edit one row: other fields merge, the same field is a choice, nothing is lost."""

import asyncio
from decimal import Decimal

import pytest

from models import Proposal, ProposalActivity, ProposalVersion
from models.viewer import Operator
from services.commands import rows
from services.errors import Conflict
from services.proposals import editing, visits
from tests.integration.proposals.office import Office


async def write(
    office: Office, who: Operator, base: dict[str, object] | None, **changes: object
) -> None:
    await office.run(
        editing.edit, who, kind=ProposalActivity, id=office.boat_id, changes=changes, base=base
    )


async def boat(office: Office) -> ProposalActivity:
    return await office.row(ProposalActivity, office.boat_id)


async def test_the_later_writer_of_a_field_is_shown_all_three_values(office: Office) -> None:
    await write(office, office.ben, {'price': '50', 'title': 'Boat'}, price='95')
    theirs = await boat(office)
    with pytest.raises(Conflict) as refused:
        await write(office, office.anna, {'price': '50.00'}, price='92.5')
    (clash,) = refused.value.clashes
    assert (clash.field, clash.mine, clash.theirs, clash.original) == (
        'price', Decimal('92.5'), Decimal(95), Decimal('50.00'),
    )  # fmt: skip
    assert (clash.by, clash.at) == (office.ben.user_id, theirs.updated_at)
    assert (await boat(office)).price == 95
    await write(office, office.anna, {'price': clash.theirs}, price=clash.mine)
    assert (await boat(office)).price == Decimal('92.50')


async def test_only_the_fields_that_met_are_a_choice_and_none_is_written_before(
    office: Office,
) -> None:
    await write(office, office.ben, None, title='Catamaran', note='At six')
    seen = {'title': 'Boat', 'note': '', 'description': ''}
    with pytest.raises(Conflict) as refused:
        await write(office, office.anna, seen, title='Schooner', note='At six', description='Calm')
    assert [clash.field for clash in refused.value.clashes] == ['title']
    assert (await boat(office)).description == ''


async def test_edits_of_different_fields_merge_whatever_their_order(office: Office) -> None:
    seen = {'title': 'Boat', 'note': '', 'price': '50'}
    await asyncio.gather(
        write(office, office.ben, seen, title='Catamaran'),
        write(office, office.anna, seen, note='At six'),
        write(office, office.ben, seen, price='60'),
    )
    row = await boat(office)
    assert (row.title, row.note, row.price) == ('Catamaran', 'At six', 60)


async def test_the_same_wish_twice_is_no_conflict_and_no_revision(office: Office) -> None:
    await write(office, office.ben, {'title': 'Boat'}, title='Catamaran')
    before = await boat(office)
    await write(office, office.anna, {'title': 'Boat'}, title=' Catamaran ')
    assert await boat(office) == before


async def test_what_was_seen_may_be_spelled_as_people_type_it(office: Office) -> None:
    async with office.db.write(office.anna) as session:
        kept = {'title': 'A boat', 'description': 'One\ntwo'}
        await rows.change(session, ProposalActivity, office.boat_id, kept)
    await write(office, office.ben, {'title': ' A  boat'}, title='Catamaran')
    await write(office, office.ben, {'description': 'One\r\ntwo '}, description='Three')
    assert (await boat(office)).title == 'Catamaran'


async def test_two_at_the_same_moment_end_in_one_value_and_one_choice(office: Office) -> None:
    """Ten times, since either may be first."""
    for number in range(10):
        seen = {'title': (await boat(office)).title}
        ended = await asyncio.gather(
            write(office, office.anna, seen, title=f'Anna {number}'),
            write(office, office.ben, seen, title=f'Ben {number}'),
            return_exceptions=True,
        )
        lost = [error for error in ended if error is not None]
        assert [type(error) for error in lost] == [Conflict]
        winner = f'Anna {number}' if ended[0] is None else f'Ben {number}'
        assert (await boat(office)).title == winner


async def test_an_edit_that_changes_nothing_begins_no_version(office: Office) -> None:
    client = await office.link()
    await office.run(visits.begin, client, user_agent='Mozilla/5.0 (iPhone) Mobile Safari')
    await write(office, office.anna, {'title': 'Boat'}, title='Boat')
    assert (await office.proposal).version == 1
    assert len(await office.rows(ProposalVersion)) == 1


async def test_dates_and_choices_of_the_proposal_clash_like_any_field(office: Office) -> None:
    async def set_it(who: Operator, base: dict[str, object], **changes: object) -> None:
        await office.run(
            editing.edit, who, kind=Proposal, id=office.proposal_id, changes=changes, base=base
        )

    await set_it(office.ben, {'starts_on': None}, starts_on='2027-03-14')
    with pytest.raises(Conflict):
        await set_it(office.anna, {'starts_on': None}, starts_on='2027-03-15')
    await set_it(office.anna, {'travellers': '2'}, travellers='3')
    proposal = await office.proposal
    assert (str(proposal.starts_on), proposal.travellers) == ('2027-03-14', 3)

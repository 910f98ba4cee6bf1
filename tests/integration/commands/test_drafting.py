"""New proposals: blank, from another one, from a template; archived, deleted, brought back."""

from uuid import uuid4

import pytest

from models import Proposal, ProposalActivity, ProposalDay, ProposalStatus, ShareLink
from services import organizations
from services.errors import Invalid, NotAllowed, NotFound
from services.proposals import building, drafting, editing
from tests.integration.commands.desk import Desk


async def test_a_blank_proposal_has_a_day_and_an_owner(desk: Desk) -> None:
    made = await desk.run(drafting.create, desk.ben)
    assert (made.title, made.status, made.currency) == ('Untitled proposal', 'draft', 'EUR')
    assert len(await desk.rows(ProposalDay, proposal_id=made.id)) == 1
    assert made.owner_id != (await desk.proposal).owner_id


async def test_a_copy_has_the_same_days_and_none_of_the_history(desk: Desk) -> None:
    await desk.run(building.add_day, desk.anna, proposal_id=desk.proposal_id, title='Two')
    gone = await desk.run(building.add_day, desk.anna, proposal_id=desk.proposal_id, title='Gone')
    await desk.run(building.remove, desk.anna, kind=ProposalDay, id=gone.id)
    await desk.link()
    client = await desk.run(organizations.add_contact, desk.anna, full_name='Sofia')
    copy = await desk.run(
        drafting.copy,
        desk.ben,
        source_id=desk.proposal_id,
        title='Again',
        client_id=client.id,
    )
    assert (copy.title, copy.status, copy.version) == ('Again', ProposalStatus.DRAFT, 1)
    assert (copy.sent_at, copy.client_id, copy.is_template) == (None, client.id, False)
    days = sorted(await desk.rows(ProposalDay, proposal_id=copy.id), key=lambda one: one.position)
    assert [one.title for one in days] == ['Arrival', 'Two']
    activities = await desk.rows(ProposalActivity, proposal_id=copy.id)
    assert {(one.title, one.price, one.day_id) for one in activities} == {
        ('Room', 300, days[0].id),
        ('Boat', 50, days[0].id),
    }
    assert await desk.rows(ShareLink, proposal_id=copy.id) == []


async def test_a_template_becomes_a_proposal(desk: Desk) -> None:
    template = await desk.run(
        drafting.copy, desk.anna, source_id=desk.proposal_id, title='Frame', as_template=True
    )
    assert template.is_template
    made = await desk.run(drafting.copy, desk.ben, source_id=template.id)
    assert (made.is_template, made.title) == (False, 'Frame')
    assert len(await desk.rows(ProposalActivity, proposal_id=made.id)) == 2


async def test_editing_a_copy_leaves_the_original_alone(desk: Desk) -> None:
    copy = await desk.run(drafting.copy, desk.anna, source_id=desk.proposal_id)
    (room,) = await desk.rows(ProposalActivity, proposal_id=copy.id, title='Room')
    changes = {'price': '1'}
    await desk.run(editing.edit, desk.anna, kind=ProposalActivity, id=room.id, changes=changes)
    assert (await desk.totals()).total == 300


async def test_putting_away_and_bringing_back(desk: Desk) -> None:
    for command, column in ((drafting.archive, 'archived_at'), (drafting.delete, 'deleted_at')):
        word = column.removesuffix('_at')
        await desk.run(command, desk.ben, proposal_id=desk.proposal_id)
        assert getattr(await desk.proposal, column) is not None
        await desk.run(command, desk.ben, proposal_id=desk.proposal_id, **{word: False})
        assert getattr(await desk.proposal, column) is None


async def test_what_is_deleted_or_unknown_is_not_copied(desk: Desk) -> None:
    await desk.run(drafting.delete, desk.anna, proposal_id=desk.proposal_id)
    for source_id in (desk.proposal_id, uuid4()):
        with pytest.raises(NotFound):
            await desk.run(drafting.copy, desk.anna, source_id=source_id)


async def test_readers_draft_nothing(desk: Desk) -> None:
    attempts = (
        (drafting.create, {}),
        (drafting.copy, {'source_id': desk.proposal_id}),
        (drafting.archive, {'proposal_id': desk.proposal_id}),
        (drafting.delete, {'proposal_id': desk.proposal_id}),
        (organizations.add_contact, {'full_name': 'Sofia'}),
    )
    for command, fields in attempts:
        with pytest.raises(NotAllowed):
            await desk.run(command, desk.rita, **fields)
    assert len(await desk.rows(Proposal)) == 1


async def test_a_contact_has_a_name(desk: Desk) -> None:
    with pytest.raises(Invalid, match='Full name is empty') as refused:
        await desk.run(organizations.add_contact, desk.anna, full_name='  ')
    assert refused.value.field == 'full_name'

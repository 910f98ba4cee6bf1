"""New proposals: blank, from another one, from a template; archived, deleted, brought back."""

from uuid import uuid4

import pytest

from models import Proposal, ProposalActivity, ProposalDay, ProposalStatus, ShareLink
from services.contacts.commands import CONTACT
from services.errors import Invalid, NotAllowed, NotFound
from services.proposals import building, drafting, editing
from services.proposals.editing import PROPOSAL
from services.records import commands as records
from tests.integration.proposals.office import Office


async def test_a_blank_proposal_has_a_day_and_an_owner(office: Office) -> None:
    made = await office.run(drafting.create, office.ben)
    assert (made.title, made.status, made.currency) == ('Untitled proposal', 'draft', 'EUR')
    assert len(await office.rows(ProposalDay, proposal_id=made.id)) == 1
    assert made.owner_id != (await office.proposal).owner_id


async def test_a_copy_has_the_same_days_and_none_of_the_history(office: Office) -> None:
    await office.run(building.add_day, office.anna, proposal_id=office.proposal_id, title='Two')
    gone = await office.run(
        building.add_day, office.anna, proposal_id=office.proposal_id, title='Gone'
    )
    await office.run(building.remove, office.anna, kind=ProposalDay, id=gone.id)
    await office.link()
    client = await office.run(records.add, office.anna, of=CONTACT, full_name='Sofia')
    copy = await office.run(
        drafting.copy,
        office.ben,
        source_id=office.proposal_id,
        title='Again',
        client_id=client.id,
    )
    assert (copy.title, copy.status, copy.version) == ('Again', ProposalStatus.DRAFT, 1)
    assert (copy.sent_at, copy.client_id, copy.is_template) == (None, client.id, False)
    days = sorted(await office.rows(ProposalDay, proposal_id=copy.id), key=lambda one: one.position)
    assert [one.title for one in days] == ['Arrival', 'Two']
    activities = await office.rows(ProposalActivity, proposal_id=copy.id)
    assert {(one.title, one.price, one.day_id) for one in activities} == {
        ('Room', 300, days[0].id),
        ('Boat', 50, days[0].id),
    }
    assert await office.rows(ShareLink, proposal_id=copy.id) == []


async def test_a_template_becomes_a_proposal(office: Office) -> None:
    template = await office.run(
        drafting.copy, office.anna, source_id=office.proposal_id, title='Frame', as_template=True
    )
    assert template.is_template
    made = await office.run(drafting.copy, office.ben, source_id=template.id)
    assert (made.is_template, made.title) == (False, 'Frame')
    assert len(await office.rows(ProposalActivity, proposal_id=made.id)) == 2


async def test_editing_a_copy_leaves_the_original_alone(office: Office) -> None:
    copy = await office.run(drafting.copy, office.anna, source_id=office.proposal_id)
    (room,) = await office.rows(ProposalActivity, proposal_id=copy.id, title='Room')
    changes = {'price': '1'}
    await office.run(editing.edit, office.anna, kind=ProposalActivity, id=room.id, changes=changes)
    assert (await office.totals()).total == 300


async def test_putting_away_and_bringing_back(office: Office) -> None:
    for command, fields, column in (
        (drafting.archive, {'proposal_id': office.proposal_id}, 'archived_at'),
        (records.delete, {'of': PROPOSAL, 'id': office.proposal_id}, 'deleted_at'),
    ):
        word = column.removesuffix('_at')
        await office.run(command, office.ben, **fields)
        assert getattr(await office.proposal, column) is not None
        await office.run(command, office.ben, **fields, **{word: False})
        assert getattr(await office.proposal, column) is None


async def test_what_is_deleted_or_unknown_is_not_copied(office: Office) -> None:
    await office.run(records.delete, office.anna, of=PROPOSAL, id=office.proposal_id)
    for source_id in (office.proposal_id, uuid4()):
        with pytest.raises(NotFound):
            await office.run(drafting.copy, office.anna, source_id=source_id)


async def test_readers_draft_nothing(office: Office) -> None:
    attempts = (
        (drafting.create, {}),
        (drafting.copy, {'source_id': office.proposal_id}),
        (drafting.archive, {'proposal_id': office.proposal_id}),
        (records.delete, {'of': PROPOSAL, 'id': office.proposal_id}),
        (records.add, {'of': CONTACT, 'full_name': 'Sofia'}),
    )
    for command, fields in attempts:
        with pytest.raises(NotAllowed):
            await office.run(command, office.rita, **fields)
    assert len(await office.rows(Proposal)) == 1


async def test_a_contact_has_a_name(office: Office) -> None:
    with pytest.raises(Invalid, match='Full name is empty') as refused:
        await office.run(records.add, office.anna, of=CONTACT, full_name='  ')
    assert refused.value.field == 'full_name'

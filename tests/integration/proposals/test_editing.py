"""Edits go field by field, under the editor's rights, and never over what was agreed."""

import asyncio
from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from models import Proposal, ProposalActivity, ProposalDay, ProposalStatus
from models.viewer import Anonymous, Operator
from services.commands import rows
from services.errors import AppError, Invalid, NotAllowed, NotFound
from services.proposals import editing, lifecycle
from tests.integration.proposals.office import SYSTEM, Office


async def test_an_edit_changes_the_given_field_only(office: Office) -> None:
    before = await office.proposal
    after = await office.run(
        editing.edit, office.anna, kind=Proposal, id=before.id, changes={'title': ' Azores  now '}
    )
    assert after.title == 'Azores now'
    assert after.revision == before.revision + 1
    assert after.updated_by == office.anna.user_id
    own = {'title', 'revision', 'updated_at', 'updated_by'}
    assert after.model_dump(exclude=own) == before.model_dump(exclude=own)


async def test_two_operators_keep_each_others_fields(office: Office) -> None:
    """Both have read the same revision; each writes another field at the same moment."""
    fields = {'subtitle': 'For two', 'intro': 'Hello', 'terms': 'None', 'departs_from': 'Oslo'}
    await asyncio.gather(
        *(
            office.run(
                editing.edit, who, kind=Proposal, id=office.proposal_id, changes={name: value}
            )
            for who, (name, value) in zip(
                [office.anna, office.ben] * 2, fields.items(), strict=True
            )
        )
    )
    after = await office.proposal
    assert {name: getattr(after, name) for name in fields} == fields


async def test_writing_what_is_there_already_makes_no_new_revision(office: Office) -> None:
    before = await office.proposal
    again = {'title': before.title}
    await office.run(editing.edit, office.ben, kind=Proposal, id=before.id, changes=again)
    assert (await office.proposal).revision == before.revision


@pytest.mark.parametrize(
    ('changes', 'field', 'said'),
    [
        ({'travellers': 0}, 'travellers', 'Travellers cannot be less than 1.'),
        ({'travellers': '2.5'}, 'travellers', 'Travellers needs a whole number.'),
        ({'currency': 'EURO'}, 'currency', 'A currency has three letters, like EUR.'),
        ({'starts_on': 'soon'}, 'starts_on', 'Starts on needs a date.'),
        ({'title': 'x' * 201}, 'title', 'Title is too long; 200 characters fit.'),
        ({'intro': 'x' * 20_001}, 'intro', 'Intro is too long; 20000 characters fit.'),
        ({'status': 'approved'}, 'status', 'Status does not look right.'),
        (
            {'organization_id': str(uuid4())},
            'organization_id',
            'Organization id does not look right.',
        ),
    ],
)
async def test_what_cannot_be_kept_is_refused_in_a_sentence(
    office: Office, changes: dict[str, object], field: str, said: str
) -> None:
    before = await office.proposal
    with pytest.raises(Invalid, match=said) as refused:
        await office.run(
            editing.edit, office.anna, kind=Proposal, id=office.proposal_id, changes=changes
        )
    assert refused.value.field == field
    assert await office.proposal == before


@pytest.mark.parametrize(
    ('price', 'said'),
    [
        ('-1', 'Price cannot be less than 0.'),
        ('12.345', 'EUR has two decimals; this price has more.'),
        ('much', 'Price needs a number.'),
        ('NaN', 'Price needs a number.'),
        ('1e12', 'Price is too large.'),
    ],
)
async def test_a_price_that_is_none_is_refused(office: Office, price: str, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        await office.run(
            editing.edit,
            office.anna,
            kind=ProposalActivity,
            id=office.boat_id,
            changes={'price': price},
        )


async def test_a_price_keeps_its_cents(office: Office) -> None:
    boat = await office.run(
        editing.edit,
        office.anna,
        kind=ProposalActivity,
        id=office.boat_id,
        changes={'price': '92.5'},
    )
    assert boat.price == Decimal('92.50')


async def test_a_trip_does_not_end_before_it_starts(office: Office) -> None:
    async def set_dates(**changes: object) -> None:
        await office.run(
            editing.edit, office.anna, kind=Proposal, id=office.proposal_id, changes=changes
        )

    await set_dates(starts_on=date(2027, 3, 14), ends_on=date(2027, 3, 21))
    with pytest.raises(Invalid) as refused:
        await set_dates(ends_on=date(2027, 3, 13))
    assert refused.value.field == 'ends_on'
    with pytest.raises(Invalid) as refused:
        await set_dates(starts_on=date(2027, 3, 22))
    assert refused.value.field == 'starts_on'
    await set_dates(starts_on=None)


async def test_readers_strangers_and_clients_edit_nothing(office: Office) -> None:
    client = await office.link()
    stranger = Operator(user_id=uuid4(), organization_id=office.anna.organization_id)
    parts = {
        Proposal: (office.proposal_id, 'title'),
        ProposalDay: (office.day_id, 'title'),
        ProposalActivity: (office.room_id, 'title'),
    }
    for viewer in (office.rita, stranger, client, Anonymous()):
        for kind, (id, field) in parts.items():
            with pytest.raises((NotAllowed, NotFound)):
                await office.run(editing.edit, viewer, kind=kind, id=id, changes={field: 'Mine'})


async def test_a_foreign_client_or_owner_cannot_be_named(office: Office) -> None:
    for field in ('client_id', 'owner_id'):
        with pytest.raises(AppError):
            await office.run(
                editing.edit,
                office.anna,
                kind=Proposal,
                id=office.proposal_id,
                changes={field: uuid4()},
            )


@pytest.mark.parametrize('status', ['approved', 'void', 'superseded'])
async def test_what_is_settled_is_not_edited(office: Office, status: str) -> None:
    await office.link()
    async with office.db.write(SYSTEM) as session:
        await rows.change(session, Proposal, office.proposal_id, {'status': ProposalStatus(status)})
    with pytest.raises(Invalid, match=r'\.'):
        await office.run(
            editing.edit, office.anna, kind=ProposalDay, id=office.day_id, changes={'title': 'Late'}
        )


async def test_an_edit_waits_for_a_decision_and_then_leaves_it_alone(office: Office) -> None:
    """The edit looked while the proposal was open; the decision commits first."""
    await office.link()
    async with office.db.write(office.anna) as deciding:
        await lifecycle.supersede(deciding, office.anna, proposal_id=office.proposal_id)
        edit = asyncio.create_task(
            office.run(
                editing.edit,
                office.ben,
                kind=ProposalActivity,
                id=office.room_id,
                changes={'price': '1'},
            )
        )
        _, waiting = await asyncio.wait([edit], timeout=0.3)
        assert waiting
    with pytest.raises(Invalid):
        await edit
    assert (await office.row(ProposalActivity, office.room_id)).price == 300

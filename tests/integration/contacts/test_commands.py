"""Contacts: who is meant by a name, who is new, and what two people write at once."""

from typing import Any
from uuid import uuid4

import pytest

from models import Contact
from models.viewer import Operator
from services.commands import editables
from services.contacts import commands
from services.errors import Conflict, Invalid, NotAllowed
from services.records import commands as records
from tests.integration.proposals.office import Office


async def add(office: Office, **fields: Any) -> Contact:
    fields = {'full_name': 'Sofia Lindqvist'} | fields
    made: Contact = await office.run(records.add, office.anna, of=commands.CONTACT, **fields)
    return made


async def edit(
    office: Office, row: Contact, viewer: Operator, base: dict[str, Any] | None = None, **new: Any
) -> Contact:
    edited: Contact = await office.run(
        editables.edit, viewer, of=commands.CONTACT, id=row.id, changes=new, base=base
    )
    return edited


async def test_a_client_is_found_by_name_and_asked_for_where_two_share_it(office: Office) -> None:
    zoe = await office.run(commands.client_called, office.anna, name='Zoë Müller')
    again = await office.run(commands.client_called, office.ben, name='zoe mueller')
    assert again.id == zoe.id
    for email in ('a@x.example', 'b@x.example'):
        await add(office, full_name='Kim Lee', email=email)
    with pytest.raises(Invalid, match=r'Kim Lee, a@x\.example; Kim Lee, b@x\.example'):
        await office.run(commands.client_called, office.anna, name='Kim Lee')
    kim = await office.run(commands.client_called, office.anna, name='Kim Lee, b@x.example')
    assert kim.email == 'b@x.example'


async def test_a_new_contact_is_its_makers_and_made_once(office: Office) -> None:
    id = uuid4()
    first, second = [await add(office, id=id, company='Vidal y Hijos') for _ in range(2)]
    assert first == second
    assert (first.stage, first.tags, first.company) == ('lead', (), 'Vidal y Hijos')
    (anna,) = await office.rows(Contact, owner_id=first.owner_id)
    assert anna.owner_id is not None


async def test_tags_that_two_people_change_at_once_all_count(office: Office) -> None:
    row = await add(office)
    row = await edit(office, row, office.anna, tags=['hiking', 'wine'])
    seen = {'tags': row.tags}
    await edit(office, row, office.anna, seen, tags=['wine', 'winter'])
    merged = await edit(office, row, office.ben, seen, tags=['hiking', 'wine', 'kayak'])
    assert merged.tags == ('wine', 'winter', 'kayak')


async def test_a_field_that_two_people_change_is_asked_about(office: Office) -> None:
    row = await add(office, city='Stockholm')
    await edit(office, row, office.anna, {'city': 'Stockholm'}, city='Uppsala')
    await edit(office, row, office.ben, {'stage': 'lead'}, stage='client')
    with pytest.raises(Conflict) as refused:
        await edit(office, row, office.ben, {'city': 'Stockholm'}, city='Malmö')
    (clash,) = refused.value.clashes
    assert (clash.theirs, clash.by) == ('Uppsala', office.ben.user_id)


async def test_a_deleted_contact_comes_back_as_it_was(office: Office) -> None:
    row = await add(office)
    await office.run(records.delete, office.ben, of=commands.CONTACT, id=row.id)
    assert (await office.row(Contact, row.id)).deleted_at
    await office.run(records.delete, office.ben, of=commands.CONTACT, id=row.id, deleted=False)
    assert (await office.row(Contact, row.id)).deleted_at is None


async def test_whoever_may_only_read_changes_nothing(office: Office) -> None:
    row = await add(office)
    for command, fields in (
        (records.delete, {'of': commands.CONTACT, 'id': row.id}),
        (editables.edit, {'of': commands.CONTACT, 'id': row.id, 'changes': {'city': 'Malmö'}}),
    ):
        with pytest.raises(NotAllowed):
            await office.run(command, office.rita, **fields)
    assert await office.row(Contact, row.id) == row

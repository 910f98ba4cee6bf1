"""Two contacts become one and nothing is lost; the cases are those of `data/merges.json`."""

import asyncio
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import SQLModel, select

from models import ActivityEvent, Contact, ContactChannel, ContactMerge, ContactNote, Proposal, Trip
from models.viewer import Operator
from services.commands import editables, rows
from services.contacts import channels as channels_
from services.contacts import commands, merging, notes
from services.errors import Invalid, NotAllowed
from services.proposals import drafting
from services.records import commands as records
from tests.integration.proposals.office import SYSTEM, Office

CASES: dict[str, Any] = {
    case['id']: case
    for case in json.loads((Path(__file__).parent / 'data/merges.json').read_bytes())['cases']
}


async def write(office: Office, about: Mapping[str, Any]) -> Contact:
    """A contact as a case describes it."""
    fields = {**about}
    if fields.pop('opted_out', False):
        fields['mail_consent'] = 'declined'
    made: Contact = await office.run(records.add, office.anna, of=commands.CONTACT, **fields)
    return made


async def both(office: Office, case: str) -> tuple[Contact, Contact]:
    return await write(office, CASES[case]['a']), await write(office, CASES[case]['b'])


async def merge(
    office: Office, kept: Contact, merged: Contact, viewer: Operator | None = None, **more: Any
) -> ContactMerge:
    made: ContactMerge = await office.run(
        merging.merge, viewer or office.ben, kept_id=kept.id, merged_id=merged.id, **more
    )
    return made


async def offer(office: Office, contact: Contact, **more: Any) -> Proposal:
    made: Proposal = await office.run(drafting.create, office.anna, title='Alps')
    async with office.db.write(SYSTEM) as session:
        return await rows.change(session, Proposal, made.id, {'client_id': contact.id, **more})


async def left(office: Office) -> list[Contact]:
    return [row for row in await office.rows(Contact) if row.deleted_at is None]


async def channels(office: Office, contact: Contact, kind: str) -> list[ContactChannel]:
    found = await office.rows(ContactChannel, contact_id=contact.id)
    return [row for row in found if row.deleted_at is None and row.kind == kind]


async def everything(office: Office, contact: Contact) -> str:
    """All that is written anywhere of a contact."""
    row = await office.row(Contact, contact.id)
    more = await office.rows(ContactChannel, contact_id=contact.id)
    more_notes = await office.rows(ContactNote, contact_id=contact.id)
    return ' '.join(map(str, (row.model_dump(), [m.value for m in more], more_notes)))


async def expect(office: Office, kept: Contact, case: str) -> None:
    """What the case says of the contact, and what must be found somewhere on it."""
    expected = CASES[case]['expect']
    row = await office.row(Contact, kept.id)
    for name, value in expected.get('contact', {}).items():
        if name == 'opted_out':
            assert (row.mail_consent == 'declined') is value
        else:
            found = getattr(row, name)
            assert (list(found) if name == 'tags' else found) == value, name
    said = await everything(office, kept)
    assert all(each in said for each in expected.get('also', ())), said
    if 'contacts_left' in expected:
        assert len(await left(office)) == expected['contacts_left']


async def test_what_one_has_is_kept_and_what_is_empty_is_filled(office: Office) -> None:
    a, b = await both(office, 'keep-all')
    await merge(office, a, b)
    await expect(office, a, 'keep-all')
    gone = await office.row(Contact, b.id)
    assert gone.merged_into_id == a.id
    assert gone.deleted_at is not None
    again = await merge(office, a, b)
    assert again == (await office.rows(ContactMerge))[0], 'a lost answer merges nothing twice'


async def test_fields_are_chosen_one_by_one(office: Office) -> None:
    a, b = await both(office, 'choose')
    await merge(office, a, b, take=['email', 'full_name'])
    await expect(office, a, 'choose')
    found = await channels(office, a, 'email')
    assert [one.value for one in found if one.is_primary] == ['ana@souza.example']
    assert len(found) == 2


async def test_all_that_hangs_on_one_hangs_on_the_other(office: Office) -> None:
    a, b = await both(office, 'children')
    offers = [await offer(office, b), await offer(office, b, status='superseded')]
    async with office.db.write(SYSTEM) as session:
        trip = Trip(organization_id=a.organization_id, title='Alps', contact_id=b.id)
        session.add(trip)
    await office.run(notes.write, office.ben, contact_id=b.id, text='Called about June.')
    await office.run(notes.write, office.anna, contact_id=a.id, text='Sent a card.')
    await merge(office, a, b)
    async with office.db.read(SYSTEM) as session:
        for table in SQLModel.metadata.sorted_tables:
            for column in table.columns:
                leads_to = {key.target_fullname for key in column.foreign_keys}
                if 'contacts.id' in leads_to and table.name not in OWN:
                    found = await session.exec(select(table.c.id).where(column == b.id))  # type: ignore[call-overload]
                    assert list(found) == [], f'{table.name}.{column.name}'
    theirs = await office.rows(Proposal, client_id=a.id)
    assert {one.id for one in theirs} == {one.id for one in offers}, 'a settled one goes along too'
    told = [one.kind for one in await office.rows(ActivityEvent, contact_id=a.id)]
    assert told.count('contact_noted') == 2
    assert told.count('contacts_merged') == 1
    assert told.count('contact_added') == 2
    assert 'contact_deleted' not in told
    assert told.count('proposal_changed') == len(offers), 'from before: they were given a client'


OWN = {'contacts', 'contact_channels', 'contact_merges', 'contact_pairs'}
"""What stays with the one that goes, since undoing needs it."""


async def test_a_contact_and_itself_are_refused(office: Office) -> None:
    a = await write(office, CASES['itself']['a'])
    with pytest.raises(Invalid, match='one contact already'):
        await merge(office, a, a)
    assert [row.id for row in await left(office)] == [a.id]


async def test_crossed_merges_leave_one(office: Office) -> None:
    a, b = await both(office, 'crossed')
    crossed = merge(office, a, b), merge(office, b, a, office.anna)
    answers = await asyncio.gather(*crossed, return_exceptions=True)
    (refused,) = [each for each in answers if isinstance(each, Exception)]
    assert 'was merged into another contact meanwhile' in str(refused)
    assert len(await left(office)) == CASES['crossed']['expect']['contacts_left']


async def test_who_has_opted_out_stays_out(office: Office) -> None:
    a, b = await both(office, 'opt-out-wins')
    await merge(office, a, b)
    await expect(office, a, 'opt-out-wins')
    row = await office.row(Contact, a.id)
    assert row.mail_consent_at == b.mail_consent_at


async def test_undoing_brings_both_back_and_leaves_what_came_in_since(office: Office) -> None:
    a, b = await both(office, 'undo')
    alps = await offer(office, b)
    made = await merge(office, a, b, take=['email'])
    later = await office.run(notes.write, office.ben, contact_id=a.id, text='Later.')
    await office.run(
        editables.edit, office.ben, of=commands.CONTACT, id=a.id,
        changes={'company': 'Souza', 'tags': ['vip', 'ski', 'new']},
    )  # fmt: skip
    await office.run(merging.part, office.anna, merge_id=made.id)
    first, second = await office.row(Contact, a.id), await office.row(Contact, b.id)
    for row, before in ((first, a), (second, b)):
        for name in ('full_name', 'email', 'email_key', 'phone', 'phone_key', 'city', 'notes'):
            assert getattr(row, name) == getattr(before, name), name
        assert (row.deleted_at, row.merged_into_id) == (None, None)
        assert [one.value for one in await channels(office, row, 'email')] == [before.email]
    assert (first.company, first.tags) == ('Souza', ('vip', 'new'))
    assert (await office.row(Proposal, alps.id)).client_id == b.id
    assert (await office.row(ContactNote, later.id)).contact_id == a.id
    assert len(await left(office)) == CASES['undo']['expect']['contacts_left']


async def test_a_merge_is_undone_within_thirty_days(office: Office) -> None:
    a, b = await both(office, 'undo')
    made = await merge(office, a, b)
    long_ago = datetime.now(UTC) - timedelta(days=31)
    async with office.db.write(SYSTEM) as session:
        await session.exec(update(ContactMerge).values(merged_at=long_ago))
    with pytest.raises(Invalid, match='30 days'):
        await office.run(merging.part, office.anna, merge_id=made.id)
    assert len(await left(office)) == 1


async def test_what_a_colleague_saves_of_the_one_that_went_is_not_lost(office: Office) -> None:
    a, b = await both(office, 'edit-meanwhile')
    await merge(office, a, b)
    typed = {'phone': '+447700900999'}
    with pytest.raises(Invalid, match='What you typed is still here'):
        await office.run(editables.edit, office.ben, of=commands.CONTACT, id=b.id, changes=typed)
    await office.run(channels_.add, office.ben, contact_id=a.id, value=typed['phone'])
    assert typed['phone'] in [one.value for one in await channels(office, a, 'phone')]
    assert len(await left(office)) == CASES['edit-meanwhile']['expect']['contacts_left']


async def test_three_become_one(office: Office) -> None:
    a, b = await both(office, 'three')
    c = await write(office, {**CASES['three']['b'], 'city': 'York'})
    await merge(office, a, b)
    await merge(office, a, c)
    await expect(office, a, 'three')
    assert len(await channels(office, a, 'email')) == 2


async def test_whoever_may_only_read_merges_nothing(office: Office) -> None:
    a, b = await both(office, 'keep-all')
    with pytest.raises(NotAllowed):
        await merge(office, a, b, office.rita)
    assert len(await left(office)) == 2


async def test_a_note_is_its_authors(office: Office) -> None:
    a = await write(office, CASES['itself']['a'])
    made = await office.run(notes.write, office.ben, contact_id=a.id, text=' Vegetarian. ')
    assert made.text == 'Vegetarian.'
    assert made.author_id is not None
    with pytest.raises(Invalid, match='whoever wrote it'):
        await office.run(notes.rewrite, office.anna, id=made.id, text='Eats anything.')
    with pytest.raises(Invalid, match='Write something first'):
        await office.run(notes.write, office.ben, contact_id=a.id, text='  ')
    said = await office.run(notes.rewrite, office.ben, id=made.id, text='Vegan.')
    assert (said.text, said.author_id) == ('Vegan.', made.author_id)
    gone = await office.run(notes.remove, office.anna, id=made.id)
    assert gone.deleted_at is not None

"""One change of many contacts: what it writes, what it leaves, and how it is taken back."""

from typing import Any
from uuid import UUID

import pytest

from models import ActivityEvent, Contact, ContactStage
from models.text import MOST_TAGS
from models.viewer import Operator
from services.commands import editables
from services.contacts.commands import CONTACT
from services.contacts.queries import CONTACTS, TAGS
from services.errors import Invalid
from services.records import bulk, picked
from services.records import commands as records
from services.records.picked import BulkChange, Done, Kept, Picked, SetTo, Tagged
from tests.integration.proposals.office import Office

LEAD = SetTo(Contact.stage, ContactStage.CLIENT)


async def add(office: Office, **fields: Any) -> Contact:
    made: Contact = await office.run(records.add, office.anna, of=CONTACT, **fields)
    return made


async def change(
    office: Office, of: Picked, change: BulkChange, viewer: Operator | None = None
) -> Done:
    done: Done = await office.run(
        bulk.change_picked, viewer or office.anna, read=CONTACTS, picked=of, change=change
    )
    return done


async def take_back(office: Office, done: Done) -> Kept:
    kept: Kept = await office.run(bulk.take_back, office.anna, of=CONTACT, read=CONTACTS, done=done)
    return kept


async def some(office: Office, **fields: Any) -> list[Contact]:
    return [await add(office, full_name=f'Guest {number}', **fields) for number in range(3)]


def these(*rows: Contact) -> Picked:
    return Picked(ids=frozenset(row.id for row in rows))


async def stages(office: Office, *rows: Contact) -> list[str]:
    return [(await office.row(Contact, row.id)).stage.value for row in rows]


async def test_some_rows_change_and_are_put_back(office: Office) -> None:
    first, second, third = await some(office)
    await change(office, these(second), LEAD)
    done = await change(office, these(first, second), LEAD)
    assert [row.id for row in done.rows] == [first.id], 'the other one is so already'
    assert await stages(office, first, second, third) == ['client', 'client', 'lead']
    kept = await take_back(office, done)
    assert (kept.back, kept.count) == ((first.id,), 0)
    assert await stages(office, first, second, third) == ['lead', 'client', 'lead']
    events = await office.rows(ActivityEvent, organization_id=office.anna.organization_id)
    changed, undone = [each for each in events if each.kind == 'contacts_changed'][-2:]
    assert changed.data == {'count': 1, 'fields': ['stage'], 'stage': 'client'}
    assert undone.data == {'count': 1, 'fields': ['stage'], 'undone': True}
    assert not any(each.kind == 'contact_changed' for each in events)


async def test_all_that_a_choice_shows_change_but_for_those_left_out(office: Office) -> None:
    rows = await some(office, company='Every')
    other = await add(office, full_name='Another', company='Else')
    every = Picked(ids=frozenset({rows[0].id}), every=CONTACTS.start.searched('every'))
    done = await change(office, every, LEAD)
    assert {row.id for row in done.rows} == {rows[1].id, rows[2].id}
    assert await stages(office, *rows, other) == ['lead', 'client', 'client', 'lead']


async def test_what_others_changed_since_is_kept_and_named(office: Office) -> None:
    first, second, third = await some(office)
    done = await change(office, these(first, second, third), LEAD)
    for viewer, row in ((office.ben, second), (office.anna, third)):
        await office.run(editables.edit, viewer, of=CONTACT, id=row.id, changes={'city': 'Oslo'})
    kept = await take_back(office, done)
    assert (kept.count, kept.names) == (1, ('Guest 1',))
    assert await stages(office, first, second, third) == ['lead', 'client', 'lead']


async def test_tags_come_and_go_and_every_row_has_its_own_back(office: Office) -> None:
    first = await add(office, full_name='First', tags=['wine', 'quiet'])
    second = await add(office, full_name='Second', tags=['hiking'])
    full = await add(office, full_name='Full', tags=[f'tag {n}' for n in range(MOST_TAGS)])
    retag = Tagged(Contact.tags, added=('hiking', 'spring'), removed=('wine',))
    done = await change(office, these(first, second, full), retag)
    assert done.full == 1

    async def tags() -> list[tuple[str, ...]]:
        return [(await office.row(Contact, row.id)).tags for row in (first, second)]

    assert await tags() == [('quiet', 'hiking', 'spring'), ('hiking', 'spring')]
    await take_back(office, done)
    assert await tags() == [('wine', 'quiet'), ('hiking',)]


async def test_an_owner_comes_and_goes(office: Office) -> None:
    (row, *_) = await some(office)
    done = await change(office, these(row), SetTo(Contact.owner_id, None))
    assert (await office.row(Contact, row.id)).owner_id is None
    await take_back(office, done)
    assert (await office.row(Contact, row.id)).owner_id == row.owner_id


async def test_the_picked_are_counted_by_their_tags(office: Office) -> None:
    first = await add(office, full_name='First', tags=['wine', 'counted'])
    second = await add(office, full_name='Second', tags=['wine'])
    query = CONTACTS.picked_values(office.anna.organization_id, these(first, second), TAGS)
    async with office.db.read(office.anna) as session:
        (found,) = await query.read(session)
    assert found.value == {'wine': 2, 'counted': 1}


async def test_whoever_may_only_read_and_who_is_elsewhere_changes_nothing(office: Office) -> None:
    rows = await some(office)
    stranger = Operator(user_id=UUID(int=9), organization_id=UUID(int=9))
    for viewer in (office.rita, stranger):
        assert not (await change(office, these(*rows), LEAD, viewer)).rows
    assert await stages(office, *rows) == ['lead'] * 3


async def test_more_than_can_be_done_at_once_are_refused(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = await some(office)
    monkeypatch.setattr(bulk, 'MOST_PICKED', 2)
    with pytest.raises(Invalid, match='more than 2, which is the most'):
        await change(office, these(*rows), LEAD)
    assert picked.MOST_PICKED == 50_000

"""Files become contacts: who is new, who is joined, who is refused, and the way back."""

from datetime import timedelta
from typing import Any

import pytest

from models import (
    ActivityEvent,
    Contact,
    ContactChannel,
    Import,
    ImportPart,
    ImportPolicy,
    ImportState,
)
from models.viewer import System
from services.commands import editables
from services.contacts.commands import CONTACT
from services.contacts.imports import commands, mending, receiving, sweeping, undoing, writing
from services.errors import Changed, Invalid, NotAllowed
from tests.integration.contacts.imports.desk import Desk, pieces
from tests.integration.contacts.imports.people import guests

DOUBLES = """name,email,phone,city
Zoe Muller,ZOE.MULLER@EXAMPLE.COM,07700 900171,York
Kim Carter,info@harbour.example,,Hull
Pat Lee,pat.lee@example.com,0044 7700 900173,
Lou Lee,,+44 7700 900173,
Ana Souza,ana.souza+spain@example.com,,
Axel Sou,an.asouza@example.com,,
Bruno Díaz,bruno@example.com,,
bruno diaz,Bruno@Example.com,07700 900174,
Bruno Diaz,bruno.diaz@example.com,,
Zoë Müller,zoe@elsewhere.example,,
Pat Lee,pat@other.example,+447700900173,
"""
GIVEN = (
    ('Zoë Müller', 'zoe.muller@example.com', '+447700900171', ''),
    ('Sam Carter', 'info@harbour.example', '+442079460171', 'Hull'),
    ('Pat Lee', '', '+447700900173', ''),
    ('Ana Souza', 'ana.souza@example.com', '', ''),
)


async def give(desk: Desk) -> dict[str, Contact]:
    """Who is here before."""
    async with desk.db.write(desk.anna) as session:
        rows = [
            Contact(
                organization_id=desk.anna.organization_id, full_name=name, email=email,
                email_key=email, phone=phone, phone_key=phone, city=city,
            )
            for name, email, phone, city in GIVEN
        ]  # fmt: skip
        session.add_all(rows)
        await session.flush()
        return {row.full_name: row for row in rows}


async def state(desk: Desk) -> list[tuple[Any, ...]]:
    """Everybody with their addresses and numbers, as far as people see them."""
    found = await desk.office.rows(ContactChannel)
    channels = {
        (row.contact_id, row.kind, row.value, row.is_primary)
        for row in found
        if row.deleted_at is None
    }
    people = (
        (
            row.id, row.full_name, row.email, row.phone, row.city, row.tags, row.notes,
            tuple(sorted(each[1:] for each in channels if each[0] == row.id)),
        )
        for row in await desk.contacts()
    )  # fmt: skip
    return sorted(people, key=str)


async def test_five_thousand_rows_come_to_what_they_should(desk: Desk) -> None:
    row = await desk.receive(guests(5000))
    assert row.state is ImportState.READY
    assert row.total == 5000
    assert row.counts['found'] == {'new': 4919, 'update': 51, 'refused': 30}
    assert row.counts['reasons'] == {'bad_email': 20, 'no_identity': 10}
    refused = [each.line for each in await desk.lines(row.id) if each.verdict == 'refused']
    assert refused[:4] == [137, 276, 551, 687]
    row = await desk.do(commands.start, row)
    assert (row.state, row.done) == (ImportState.DONE, 4970)
    assert row.counts['written'] == {'new': 4919, 'update': 51}
    contacts = await desk.contacts()
    assert len(contacts) == 4919
    assert sum(bool(each.phone) for each in contacts) == 984
    events = [each for each in await desk.office.rows(ActivityEvent) if 'contact' in each.kind]
    (event,) = events
    assert (event.subject, event.data['count']) == ('guests.csv', 4970)
    again = await desk.receive(guests(5000))
    assert again.counts['found'] == {'update': 4970, 'refused': 30}
    row = await desk.do(commands.undo, row)
    assert (row.state, row.done) == (ImportState.UNDONE, 0)
    assert await desk.contacts() == []


async def test_who_is_surely_here_is_joined_and_others_are_kept_apart(desk: Desk) -> None:
    given = await give(desk)
    before = await state(desk)
    row = await desk.add(DOUBLES.encode())
    assert row.counts['found'] == {'new': 2, 'twice': 6, 'update': 3}
    lines = {each.line: each for each in await desk.lines(row.id)}
    joined = {number: each.contact_id for number, each in lines.items() if each.verdict == 'update'}
    assert joined == {
        2: given['Zoë Müller'].id,
        4: given['Pat Lee'].id,
        9: lines[8].contact_id,
    }
    zoe = await desk.office.row(Contact, given['Zoë Müller'].id)
    assert (zoe.full_name, zoe.email, zoe.city) == ('Zoë Müller', 'zoe.muller@example.com', 'York')
    pat = await desk.office.row(Contact, given['Pat Lee'].id)
    assert (pat.email, pat.phone) == ('pat.lee@example.com', '+447700900173')
    bruno = await desk.office.row(Contact, joined[9])
    assert (bruno.full_name, bruno.phone_key) == ('Bruno Díaz', '+447700900174')
    assert lines[6].reason == 'email_plus'
    assert len(await desk.contacts()) == 4 + 8
    await desk.do(commands.undo, row)
    assert await state(desk) == before


async def test_what_others_touched_since_stays_and_is_named(desk: Desk) -> None:
    given = await give(desk)
    row = await desk.add(DOUBLES.encode())
    for name, id in (('Axel Sou', (await desk.named('Axel Sou')).id), ('', given['Pat Lee'].id)):
        changes = {'city': f'Faro{name and " old town"}'}
        await desk.office.run(
            editables.edit, desk.office.ben, of=CONTACT, id=id, changes=changes, base=None
        )
    row = await desk.do(commands.undo, row)
    assert row.state is ImportState.UNDONE
    assert (row.counts['kept'], row.counts['names']) == (2, ['Axel Sou', 'Pat Lee'])
    assert (await desk.named('Axel Sou')).city == 'Faro old town'
    pat = await desk.named('Pat Lee')
    assert (pat.email, pat.city) == ('pat.lee@example.com', 'Faro')
    assert len(await desk.contacts()) == 4 + 1


@pytest.mark.parametrize(
    ('policy', 'people', 'city'),
    [
        (ImportPolicy.FILL, 1, 'Hull'),
        (ImportPolicy.OVERWRITE, 1, 'Bath'),
        (ImportPolicy.LEAVE, 1, 'Hull'),
        (ImportPolicy.TWICE, 2, 'Hull'),
    ],
)
async def test_what_is_done_with_somebody_who_is_here_is_for_a_person_to_say(
    desk: Desk, policy: ImportPolicy, people: int, city: str
) -> None:
    await give(desk)
    before = await state(desk)
    file = 'name,email,city,tags\nSam Carter,info@harbour.example,Bath,"fair, ski"\n'
    row = await desk.receive(file.encode())
    row = await desk.do(commands.set_policy, row, policy=policy)
    row = await desk.do(commands.start, row)
    here = [each for each in await desk.contacts() if each.full_name == 'Sam Carter']
    assert len(here) == people
    assert here[0].city == city
    assert here[0].tags == (() if policy in ('leave', 'twice') else ('fair', 'ski'))
    if policy is not ImportPolicy.LEAVE:
        await desk.do(commands.undo, row)
    assert await state(desk) == before


async def test_an_import_that_is_stopped_has_whole_batches_and_goes_on(desk: Desk) -> None:
    row = await desk.receive(guests(300))
    of = await desk.office.run(commands.start, desk.anna, id=row.id)
    batch = await desk.office.run(writing.write_batch, desk.anna, of=of, most=100)
    assert batch.rows == 100
    await desk.office.run(commands.stop, desk.anna, id=row.id)
    assert await desk.office.run(writing.write_batch, desk.anna, of=of, most=100) is None
    assert len(await desk.contacts()) == 99  # and one double
    row = await desk.do(commands.start, row)
    assert (row.state, row.done) == (ImportState.DONE, 298)
    of = await desk.office.run(commands.undo, desk.anna, id=row.id)
    await desk.office.run(undoing.undo_batch, desk.anna, of=of, most=100)
    with pytest.raises(Changed):
        await desk.office.run(commands.start, desk.anna, id=row.id)
    await desk.work(of)
    assert await desk.contacts() == []


async def test_one_of_an_organization_goes_on_at_a_time(desk: Desk) -> None:
    first = await desk.receive(guests(3))
    second = await desk.receive(guests(5))
    await desk.office.run(commands.start, desk.anna, id=first.id)
    with pytest.raises(Invalid, match=r'Anna Keller is importing guests\.csv'):
        await desk.office.run(commands.start, desk.office.ben, id=second.id)
    await desk.work(await desk.office.row(Import, first.id))
    await desk.do(commands.start, second)
    assert len(await desk.contacts()) == 5


async def test_who_may_only_read_brings_nothing_in(desk: Desk) -> None:
    row = await desk.receive(guests(3))
    rita = desk.office.rita
    with pytest.raises(NotAllowed):
        await receiving.receive(desk.db, rita, file_name='x', body=pieces(b'x'))
    for command in (commands.start, commands.undo, commands.stop):
        with pytest.raises(NotAllowed):
            await desk.office.run(command, rita, id=row.id)


async def test_columns_that_somebody_chose_are_kept_for_the_next_file(desk: Desk) -> None:
    file = b'Wer,Wo,Stand\nAnna Muster,Ulm,A 12\n'
    row = await desk.receive(file, region='DE')
    row = await desk.do(commands.choose, row, options={'columns': {'0': 'full_name', '1': 'city'}})
    assert row.state is ImportState.READY
    await desk.do(commands.start, row)
    assert (await desk.named('Anna Muster')).city == 'Ulm'
    later = b'Wer,Wo,Stand\nBert Muster,Jena,A 13\n'
    row = await receiving.receive(desk.db, desk.anna, file_name='b.csv', body=pieces(later))
    await desk.do(commands.start, await desk.work(row))
    assert (await desk.named('Bert Muster')).city == 'Jena'


async def test_a_refused_row_is_mended_where_it_stands(desk: Desk) -> None:
    row = await desk.receive(b'Name,Email\nRosa Bianchi,rosa(at)bianchi\nEmil,emil@x.example\n')
    (refused,) = [each for each in await desk.lines(row.id) if each.verdict == 'refused']
    with pytest.raises(Invalid):
        await desk.do(mending.mend, row, row_id=refused.id, text='rosa at bianchi')
    row = await desk.do(mending.mend, row, row_id=refused.id, text='rosa@bianchi.example')
    assert row.counts['found'] == {'new': 2}
    await desk.do(commands.start, row)
    assert (await desk.named('Rosa Bianchi')).email == 'rosa@bianchi.example'


@pytest.mark.parametrize(
    ('content', 'said'),
    [(b'', 'empty'), (b'Name,Email\n', 'row'), (b'\x89PNG\r\n\x1a\n....', 'picture')],
)
async def test_a_file_that_is_none_says_why(desk: Desk, content: bytes, said: str) -> None:
    row = await desk.receive(content)
    assert (row.state, row.total) == (ImportState.FAILED, 0)
    assert said in row.problem


async def test_files_go_after_some_days_and_lines_with_the_way_back(desk: Desk) -> None:
    row = await desk.add(guests(3))
    assert row.ended_at is not None
    for days, parts, lines in ((1, 1, 3), (3, 0, 3), (20, 0, 0)):
        now = row.ended_at + timedelta(days=days)
        await desk.office.run(sweeping.sweep, System(), now=now)
        assert len(await desk.office.rows(ImportPart)) == parts
        assert len(await desk.lines(row.id)) == lines

"""Members mark, snooze and choose what is their own; the program brings back what is due."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from models.viewer import System
from services.database import Database
from services.errors import AppError, Invalid, NotFound
from services.notifications import commands, queries
from services.notifications.kinds import Channel
from services.notifications.queries import Unread
from tests.integration.notifications.conftest import Office, Sql

NOW = datetime.now(UTC)


async def waiting(database: Database, office: Office, name: str = 'anna') -> Unread:
    query = queries.unread(office.profiles[name], office.id)
    async with database.read(getattr(office, name)) as session:
        (figure,) = await query.read(session)
    return figure.value


async def test_read_and_unread_and_all(database: Database, office: Office) -> None:
    first, second = office.notify(), office.notify(kind='mention')
    theirs = office.notify('ben')
    assert await waiting(database, office) == Unread(2, clients=1, team=1)
    marked = await database.run(commands.mark, office.anna, ids=[first, theirs], read=True)
    assert marked == [first]
    assert await waiting(database, office) == Unread(1, team=1)
    await database.run(commands.mark, office.anna, ids=[first], read=False)
    assert set(await database.run(commands.mark_all_read, office.anna)) == {first, second}
    assert await waiting(database, office) == Unread()
    assert (await waiting(database, office, 'ben')).total == 1


async def test_read_only_members_mark_theirs(database: Database, office: Office) -> None:
    own = office.notify('rea')
    assert await database.run(commands.mark, office.reader, ids=[own], read=True) == [own]


async def test_opening_a_record_marks_what_names_it(
    database: Database, office: Office, sql: Sql
) -> None:
    about = office.notify(contact_id=office.contact)
    mention = office.notify(kind='mention', proposal_id=None, contact_id=office.contact)
    opened = await database.run(commands.mark_opened, office.anna, proposal_id=office.proposal)
    assert opened == [about]
    opened = await database.run(commands.mark_opened, office.anna, contact_id=office.contact)
    assert opened == [mention]
    assert not await database.run(commands.mark_opened, office.anna, proposal_id=uuid4())


async def test_what_is_snoozed_comes_back_by_itself(database: Database, office: Office) -> None:
    id = office.notify()
    hour = NOW + timedelta(hours=1)
    await database.run(commands.snooze, office.anna, ids=[id], until=hour, now=NOW)
    await database.run(commands.mark, office.anna, ids=[id], read=True)
    assert await waiting(database, office) == Unread()
    assert id not in await database.run(commands.wake_due, System(), now=NOW)
    assert id in await database.run(commands.wake_due, System(), now=hour)
    assert await waiting(database, office) == Unread(1, clients=1)
    (told,) = office.told()
    assert told['arrived_at'] == hour
    assert id not in await database.run(commands.wake_due, System(), now=hour)


async def test_a_snooze_is_taken_back(database: Database, office: Office) -> None:
    id = office.notify()
    await database.run(commands.snooze, office.anna, ids=[id], until=NOW + timedelta(days=2))
    await database.run(commands.snooze, office.anna, ids=[id], until=None)
    assert await waiting(database, office) == Unread(1, clients=1)
    for until in (NOW - timedelta(seconds=1), NOW + timedelta(days=400)):
        with pytest.raises(Invalid):
            await database.run(commands.snooze, office.anna, ids=[id], until=until)


async def test_preferences_are_kept_channel_by_channel(database: Database, office: Office) -> None:
    for channel, on in ((Channel.BROWSER, True), (Channel.IN_APP, False)):
        line = 'client_opened'
        await database.run(commands.prefer, office.anna, line=line, channel=channel, on=on)
    query = queries.preferences(office.profiles['anna'], office.id)
    async with database.read(office.anna) as session:
        (row,) = await query.read(session)
    assert (row.kind, row.in_app, row.browser) == ('client_opened', False, True)


async def test_decisions_stay_in_the_app(database: Database, office: Office) -> None:
    chosen = {'line': 'client_approved', 'on': False}
    with pytest.raises(Invalid, match='always stands in the app'):
        await database.run(commands.prefer, office.anna, channel=Channel.IN_APP, **chosen)
    await database.run(commands.prefer, office.anna, channel=Channel.BROWSER, **chosen)
    with pytest.raises(NotFound):
        await database.run(commands.prefer, office.anna, line='?', channel=Channel.IN_APP, on=True)


async def test_nobody_mutes_what_they_cannot_see(database: Database, office: Office) -> None:
    with pytest.raises(AppError):
        await database.run(commands.mute, office.anna, proposal_id=uuid4(), muted=True)


async def test_notices_reach_every_organization_and_end(database: Database, office: Office) -> None:
    end = NOW + timedelta(hours=1)
    await database.run(commands.announce, System(), sentence=' We move at ten. ', ends_at=end)
    query = queries.notices(office.id)
    async with database.read(office.reader) as session:
        assert [row.sentence for row in await query.read(session)] == ['We move at ten.']
    await database.run(commands.wake_due, System(), now=end)
    async with database.read(office.reader) as session:
        assert not await query.read(session)
    with pytest.raises(Invalid):
        await database.run(commands.announce, System(), sentence=' ')
    assert await database.run(commands.withdraw, System()) == 0

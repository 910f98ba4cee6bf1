"""Who is told what, in the transaction of the act, whoever acts by whatever way."""

import json
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from models import NotificationKind
from models.viewer import Viewer
from services.database import Database
from services.notifications import commands
from services.notifications.kinds import PREFERENCES, Channel, usual
from services.proposals import comments
from tests.conftest import TestDatabase
from tests.integration.notifications.conftest import Office, Sql

APPROVES = """insert into proposal_approvals
    (organization_id, proposal_id, share_link_id, decision, name, consent)
    values (%s, %s, %s, %s, 'Sofia', true)"""
NOTES = 'insert into contact_notes (organization_id, contact_id, text) values (%s, %s, %s)'


@pytest.fixture
def act(shared: TestDatabase) -> Any:
    """A statement under somebody's claims."""

    def run(viewer: Viewer, statement: str, *values: Any) -> None:
        with psycopg.connect(shared.url) as connection:
            connection.execute('select set_config(%s, %s, true)', ('role', viewer.role))
            connection.execute(
                'select set_config(%s, %s, true)', ('request.jwt.claims', viewer.claims)
            )
            connection.execute(statement, values)

    return run


def visit(office: Office, sql: Sql, **more: Any) -> None:
    more = {'share_link_id': office.client.share_link_id, 'browser': uuid4().hex, **more}
    sql.add('proposal_views', proposal_id=office.proposal, **more)


async def ask(database: Database, office: Office, body: str = 'Is it free?') -> UUID:
    return await database.run(
        comments.add,
        office.client,
        proposal_id=office.proposal,
        organization_id=office.id,
        body=body,
        author_name='Sofia',
    )


async def test_a_clients_question_is_told_to_whoever_looks_after_it(
    database: Database, office: Office
) -> None:
    comment = await ask(database, office)
    (told,) = office.told()
    assert told['kind'] == 'client_commented'
    assert (told['actor_kind'], told['actor_name']) == ('client', 'Sofia')
    assert told['subject'] == 'Madeira'
    assert told['data']['text'] == 'Is it free?'
    assert told['link'] == f'/proposals/{office.proposal}#comment-{comment}'
    assert (told['in_app'], told['browser']) == (True, True)
    assert told['event_id'] is not None
    assert office.kinds('ben') == []


async def test_who_looks_after_the_client_is_told_as_well(
    database: Database, office: Office, sql: Sql
) -> None:
    sql('update contacts set owner_id = %s where id = %s', office.profiles['ben'], office.contact)
    await ask(database, office)
    assert office.kinds('anna') == office.kinds('ben') == ['client_commented']


async def test_where_nobody_looks_after_it_everybody_is_told(
    database: Database, office: Office, sql: Sql
) -> None:
    sql('update proposals set owner_id = null where id = %s', office.proposal)
    await ask(database, office)
    assert {len(office.told(name)) for name in office.profiles} == {1}


async def test_colleagues_are_not_told_what_colleagues_answer(
    database: Database, office: Office
) -> None:
    await database.run(
        comments.add,
        office.ben,
        proposal_id=office.proposal,
        organization_id=office.id,
        body='I think so.',
    )
    assert office.kinds() == []


def test_an_opening_is_told_the_first_time_and_after_a_week_of_silence(
    office: Office, sql: Sql
) -> None:
    visit(office, sql, verdict='machine')
    assert office.kinds() == []
    visit(office, sql)
    visit(office, sql)
    (first,) = office.told()
    assert first['kind'] == 'client_opened'
    assert first['actor_name'] == 'Sofia Lindqvist'  # no link was presented
    assert 'silent_days' not in first['data']
    sql(
        "update activity_events set occurred_at = now() - interval '9 days 2 hours'"
        ' where proposal_id = %s',
        office.proposal,
    )
    visit(office, sql)
    assert office.kinds() == ['client_opened', 'client_opened']
    assert sorted(row['data'].get('silent_days', 0) for row in office.told()) == [0, 9]


@pytest.mark.parametrize('decision', ['approved', 'declined'])
def test_a_decision_reaches_even_who_muted_the_proposal(
    office: Office, sql: Sql, act: Any, decision: str
) -> None:
    sql.add(
        'muted_proposals',
        organization_id=office.id,
        profile_id=office.profiles['anna'],
        proposal_id=office.proposal,
    )
    visit(office, sql)
    assert office.kinds() == []
    decided = (office.id, office.proposal, office.client.share_link_id, decision)
    act(office.client, APPROVES, *decided)
    (told,) = office.told()
    assert told['kind'] == f'client_{decision}'
    assert told['data']['version'] == 1


async def test_a_proposal_that_is_heard_again_tells_again(
    database: Database, office: Office
) -> None:
    muted = {'proposal_id': office.proposal}
    await database.run(commands.mute, office.anna, **muted, muted=True)
    await ask(database, office)
    assert office.kinds() == []
    await database.run(commands.mute, office.anna, **muted, muted=False)
    await ask(database, office)
    assert office.kinds() == ['client_commented']


async def test_what_somebody_turned_off_is_not_made(database: Database, office: Office) -> None:
    line = 'client_commented'
    for channel in Channel:
        await database.run(commands.prefer, office.anna, line=line, channel=channel, on=False)
    await ask(database, office)
    assert office.kinds() == []
    await database.run(commands.prefer, office.anna, line=line, channel=Channel.BROWSER, on=True)
    await ask(database, office)
    (told,) = office.told()
    assert (told['in_app'], told['browser']) == (False, True)


def test_the_database_and_the_program_agree_on_what_is_usual(sql: Sql) -> None:
    for kind in NotificationKind:
        (found,) = sql('select * from tradewind.reaches(%s, %s)', uuid4(), kind)
        assert found == {str(channel): usual(kind, channel) for channel in Channel}
    assert len({each for line in PREFERENCES for each in line.kinds}) >= len(PREFERENCES)


def test_what_happened_long_ago_is_history_and_tells_nobody(office: Office, sql: Sql) -> None:
    sql(
        "select tradewind.add_event(%s, 'proposal_approved', 'Madeira', proposal_id => %s,"
        " occurred_at => now() - interval '2 days')",
        *(office.id, office.proposal),
    )
    assert office.kinds() == []


def test_an_import_is_told_to_whoever_began_it(office: Office, act: Any) -> None:
    data = json.dumps({'count': 26, 'link': '/contacts/import/1'})
    statement = "select tradewind.add_event(%s, 'contacts_imported', 'guests.csv', data => %s)"
    act(office.ben, statement, office.id, data)
    (told,) = office.told('ben')
    assert told['kind'] == 'import_finished'
    assert told['link'] == '/contacts/import/1'
    assert office.kinds('anna') == []


def test_a_mention_is_read_out_of_the_text(sql: Sql) -> None:
    ids = [uuid4(), uuid4()]
    said = f'@[Ben]({"member:" + str(ids[0])}) and @[A](member:{ids[1]}) or (member:{uuid4()})'
    (found,) = sql('select tradewind.mentioned(%s) as ids', said)
    assert set(found['ids']) == set(ids)


def test_who_is_mentioned_in_a_note_is_told_once(office: Office, sql: Sql, act: Any) -> None:
    ben, rea = office.profiles['ben'], office.profiles['rea']
    anna = office.profiles['anna']
    said = f'Ask @[Ben](member:{ben}), @[Anna](member:{anna}) and @[Ben](member:{ben})'
    act(office.anna, NOTES, office.id, office.contact, said)
    (told,) = office.told('ben')
    assert told['kind'] == 'mention'
    assert (told['actor_kind'], told['actor_name']) == ('member', 'Anna')
    assert told['subject'] == 'Sofia Lindqvist'
    assert told['data']['text'] == 'Ask Ben, Anna and Ben'
    assert told['link'].startswith(f'/contacts/{office.contact}#note-')
    assert office.kinds('anna') == [], 'who wrote it'
    act(office.anna, "update contact_notes set text = text || ' today'")
    assert len(office.told('ben')) == 1
    more = f"update contact_notes set text = text || '@[Rea](member:{rea})'"
    act(office.anna, more)
    assert office.kinds('rea') == ['mention']
    assert len(office.told('ben')) == 1


def test_nobody_of_another_organization_is_mentioned(office: Office, sql: Sql, act: Any) -> None:
    other = uuid4()
    sql.add('organizations', id=other, organization_id=other, name='Elsewhere')
    kari = sql.add('profiles', organization_id=other, user_id=uuid4(), full_name='Kari')
    act(office.anna, NOTES, office.id, office.contact, f'@[Kari](member:{kari})')
    assert sql('select from notifications where profile_id = %s', kari) == []

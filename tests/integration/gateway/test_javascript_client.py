"""supabase-js, unchanged, against the gateway: changes, broadcast, presence, tokens."""

import re
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from tests.conftest import TestGateway
from tests.eventually import S
from tests.integration.gateway.conftest import Connect, Sql, Token
from tests.integration.gateway.javascript import JavaScript, javascript

ANNA, BEN = str(UUID(int=1)), str(UUID(int=2))


def changes(table: str, event: str = '*', **more: str) -> list[dict[str, str]]:
    return [{'event': event, 'schema': 'public', 'table': table, **more}]


@pytest.fixture
async def service(gateway: TestGateway) -> AsyncIterator[JavaScript]:
    async with javascript(gateway.url, gateway.service_role_key) as client:
        yield client


@pytest.fixture
async def visitor(gateway: TestGateway) -> AsyncIterator[JavaScript]:
    async with javascript(gateway.url, gateway.anon_key) as client:
        yield client


async def test_it_hears_changes_of_all_kinds(service: JavaScript, sql: Sql):
    await service.join('a', changes=[*changes('todos', filter='id=lt.9'), *changes('notes')])
    assert (await service.heard('system'))['message'] == 'Subscribed to PostgreSQL'

    await sql.execute("insert into todos values (1, 'a', null, 1.50, true)")
    await sql.execute('insert into todos values (9)')
    await sql.execute("update todos set title = 'b' where id = 1; delete from todos where id = 1")

    insert, update, delete = [await service.heard('change') for _ in range(3)]
    assert (insert['eventType'], insert['old'], insert['errors']) == ('INSERT', {}, None)
    assert insert['new']['price'] == 1.5
    assert (update['new']['title'], update['old']) == ('b', {'id': 1})
    assert (delete['eventType'], delete['old'], delete['new']) == ('DELETE', {'id': 1}, {})


async def test_row_level_security_follows_its_token(visitor: JavaScript, sql: Sql, token: Token):
    await visitor.call('setAuth', token=token(ANNA))
    await visitor.join('a', changes=changes('notes'))
    await visitor.heard('system')
    await sql.execute('insert into notes (owner) values (%s), (%s)', (BEN, ANNA))
    assert (await visitor.heard('change'))['new']['owner'] == ANNA

    await visitor.call('setAuth', token=token(BEN))
    assert (await visitor.heard('system'))['status'] == 'ok'
    await sql.execute('insert into notes (owner) values (%s), (%s)', (ANNA, BEN))
    assert (await visitor.heard('change'))['new']['owner'] == BEN


async def test_a_user_who_signs_up_hears_own_rows(visitor: JavaScript, sql: Sql):
    account = {'email': 'a@b.example', 'password': 'over the hills'}
    user = (await visitor.call('signUp', **account))['user']
    await visitor.join('a', changes=changes('notes'))
    await visitor.heard('system')

    await sql.execute('insert into notes (owner) values (%s), (%s)', (ANNA, user))

    assert (await visitor.heard('change'))['new']['owner'] == user


async def test_broadcasts_with_self_and_ack(service: JavaScript, visitor: JavaScript):
    await service.join('a', config={'broadcast': {'self': True, 'ack': True}})
    await visitor.join('a')

    answer = await service.call('send', channel='a', event='move', payload={'x': 1})
    raw = await service.call('send', channel='a', event='raw', payload={'bytes': [0, 255]})

    assert (answer, raw) == ('ok', 'ok')
    for client in (service, visitor):
        assert (await client.heard('broadcast'))['payload'] == {'x': 1}
        binary = await client.heard('broadcast')
        assert (binary['event'], binary['payload']) == ('raw', {'bytes': [0, 255]})


async def test_broadcasts_to_and_from_a_client_of_the_first_version(
    service: JavaScript, connect: Connect
):
    wire = await connect()
    await wire.join('a')
    await service.join('a')
    body = {'type': 'broadcast', 'event': 'move', 'payload': {'x': 2}}

    await service.call('send', channel='a', event='move', payload={'x': 1})
    assert (await wire.event('broadcast'))['payload'] == {**body, 'payload': {'x': 1}}

    await wire.send('realtime:a', 'broadcast', body, ref=None)
    assert (await service.heard('broadcast'))['payload'] == {'x': 2}


async def test_broadcasts_by_http(service: JavaScript, visitor: JavaScript):
    await visitor.join('a')

    sent = await service.call('httpSend', channel='a', event='move', payload={'x': 1})

    assert sent == {'success': True}
    assert (await visitor.heard('broadcast'))['payload'] == {'x': 1}


async def test_presence(service: JavaScript, visitor: JavaScript):
    for name, client in (('anna', service), ('ben', visitor)):
        await client.join('a', config={'presence': {'key': name}}, presence=True)
        assert await client.heard('sync') == {}

    assert await service.call('track', channel='a', payload={'page': 1}) == 'ok'
    assert (await visitor.heard('join'))['newPresences'][0]['page'] == 1
    state = await visitor.heard('sync')
    assert [it['page'] for it in state['anna']] == [1]

    assert await service.call('track', channel='a', payload={'page': 2}) == 'ok'
    assert [it['page'] for it in (await visitor.heard('sync'))['anna']] == [2]
    assert await service.call('untrack', channel='a') == 'ok'
    assert await visitor.heard('sync') == {}


async def test_a_private_channel_is_denied_with_the_reason(visitor: JavaScript):
    await visitor.call('join', channel='a', config={'private': True})

    said = await visitor.heard('status')

    assert said['status'] == 'CHANNEL_ERROR'
    assert 'Unauthorized: You do not have permissions to read' in said['error']


async def test_the_service_joins_a_private_channel(service: JavaScript):
    await service.join('a', config={'private': True, 'broadcast': {'self': True}})

    await service.call('send', channel='a', event='move', payload={'x': 1})

    assert (await service.heard('broadcast'))['payload'] == {'x': 1}


async def test_leaving_and_joining_again(service: JavaScript, sql: Sql):
    for number in range(3):
        await service.join('a', changes=changes('todos'))
        await service.heard('system')
        await sql.execute('insert into todos values (%s)', (number,))
        assert (await service.heard('change'))['new']['id'] == number
        assert await service.call('leave', channel='a') == 'ok'
        assert (await service.heard('status'))['status'] == 'CLOSED'


async def test_an_expired_token_closes_the_channel(visitor: JavaScript, token: Token):
    await visitor.call('setAuth', token=token(ANNA, life_s=2 * S))
    await visitor.join('a')

    message = (await visitor.heard('system'))['message']
    assert re.fullmatch(r'Token has expired \d seconds ago', message)

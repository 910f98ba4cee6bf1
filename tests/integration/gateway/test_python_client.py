"""realtime 2.34, unchanged, against the gateway: changes, broadcast, presence, tokens."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import pytest
from realtime import AsyncRealtimeChannel, AsyncRealtimeClient, RealtimeSubscribeStates

from tests.conftest import TestGateway
from tests.eventually import S, eventually
from tests.integration.gateway.conftest import Sql, Token

ANNA, BEN = str(UUID(int=1)), str(UUID(int=2))
SUBSCRIBED = RealtimeSubscribeStates.SUBSCRIBED

Client = Callable[..., Awaitable[AsyncRealtimeClient]]


@dataclass
class Heard:
    """What a channel's callbacks were given."""

    states: list[RealtimeSubscribeStates] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    systems: list[str] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)
    broadcasts: list[dict[str, Any]] = field(default_factory=list)
    presence: list[str] = field(default_factory=list)

    def state(self, state: RealtimeSubscribeStates, error: Exception | None) -> None:
        self.states.append(state)
        self.errors.append(str(error))


@pytest.fixture
async def client(gateway: TestGateway) -> AsyncIterator[Client]:
    async with AsyncExitStack() as stack:

        async def make(key: str = gateway.service_role_key) -> AsyncRealtimeClient:
            made = AsyncRealtimeClient(f'{gateway.url}/realtime/v1', key)
            stack.push_async_callback(made.close)
            await made.connect()
            return made

        yield make


async def join(
    client: AsyncRealtimeClient,
    name: str,
    *tables: str,
    watches: bool = False,
    **config: Any,
) -> tuple[AsyncRealtimeChannel, Heard]:
    """Subscribe, and wait until changes flow when any are wanted."""
    params: Any = {'config': {'broadcast': None, 'presence': None, 'private': False, **config}}
    channel, heard = client.channel(name, params), Heard()
    for table in tables:
        channel.on_postgres_changes(
            '*', callback=heard.changes.append, table=table, schema='public'
        )
    channel.on_broadcast('*', heard.broadcasts.append)
    channel.on_system(lambda payload: heard.systems.append(payload.message))
    if watches:
        channel.on_presence_sync(lambda: heard.presence.append('sync'))
        channel.on_presence_join(lambda key, *_: heard.presence.append(f'join {key}'))
        channel.on_presence_leave(lambda key, *_: heard.presence.append(f'leave {key}'))
    await channel.subscribe(heard.state)
    if tables:
        await eventually(lambda: heard.systems or heard.errors[1:])
    return channel, heard


async def test_it_hears_changes_of_all_kinds(client: Client, sql: Sql):
    _, heard = await join(await client(), 'a', 'todos', 'notes')
    assert heard.systems == ['Subscribed to PostgreSQL']

    await sql.execute("insert into todos values (1, 'a', null, 1.50, true)")
    await sql.execute("update todos set title = 'b'; delete from todos")

    await eventually(lambda: len(heard.changes) == 3)
    insert, update, delete = (it['data'] for it in heard.changes)
    assert [it['type'] for it in (insert, update, delete)] == ['INSERT', 'UPDATE', 'DELETE']
    assert insert['record']['title'] == 'a'
    assert (update['record']['title'], update['old_record']) == ('b', {'id': 1})
    assert delete['old_record'] == {'id': 1}


async def test_row_level_security_follows_its_token(
    client: Client, gateway: TestGateway, sql: Sql, token: Token
):
    realtime = await client(gateway.anon_key)
    await realtime.set_auth(token(ANNA))
    _, heard = await join(realtime, 'a', 'notes')
    await sql.execute('insert into notes (owner) values (%s), (%s)', (BEN, ANNA))
    await eventually(lambda: len(heard.changes) == 1)

    await realtime.set_auth(token(BEN))
    await eventually(lambda: len(heard.systems) == 2)
    await sql.execute('insert into notes (owner) values (%s), (%s)', (ANNA, BEN))
    await eventually(lambda: len(heard.changes) == 2)

    assert [it['data']['record']['owner'] for it in heard.changes] == [ANNA, BEN]


async def test_broadcasts_with_self_and_ack(client: Client):
    anna, heard = await join(await client(), 'a', broadcast={'self': True, 'ack': True})
    _, other = await join(await client(), 'a')
    answers: list[str] = []

    push = await anna.push('broadcast', {'type': 'broadcast', 'event': 'move', 'payload': {'x': 1}})
    push.receive('ok', lambda _: answers.append('ok'))

    await eventually(lambda: answers and heard.broadcasts and other.broadcasts)
    assert heard.broadcasts == other.broadcasts == [{'event': 'move', 'payload': {'x': 1}}]


async def test_presence_from_join_to_the_loss_of_the_socket(client: Client):
    anna_client = await client()
    anna, _ = await join(anna_client, 'a', presence={'key': 'anna', 'enabled': True})
    ben, heard = await join(await client(), 'a', watches=True)
    await eventually(lambda: heard.presence == ['sync'])

    await anna.track({'page': 1})
    await eventually(lambda: heard.presence[2:])
    assert heard.presence == ['sync', 'join anna', 'sync']
    assert [it['page'] for it in ben.presence_state()['anna']] == [1]

    await anna_client.close()
    await eventually(lambda: heard.presence[3:] == ['leave anna', 'sync'])
    assert ben.presence_state() == {}


async def test_a_private_channel_is_denied_with_the_reason(client: Client, gateway: TestGateway):
    _, heard = await join(await client(gateway.anon_key), 'a', private=True)
    service, opened = await join(await client(), 'a', private=True)

    assert heard.states == [RealtimeSubscribeStates.CHANNEL_ERROR]
    assert 'Unauthorized: You do not have permissions to read' in heard.errors[0]
    assert opened.states == [SUBSCRIBED]
    assert service.is_joined


async def test_an_expired_token_closes_the_channel(
    client: Client, gateway: TestGateway, token: Token
):
    realtime = await client(gateway.anon_key)
    await realtime.set_auth(token(ANNA, life_s=2 * S))

    _, heard = await join(realtime, 'a')

    await eventually(lambda: RealtimeSubscribeStates.CLOSED in heard.states)
    assert 'Token has expired' in heard.errors[1]


async def test_a_table_that_is_not_published_is_an_error(client: Client):
    _, heard = await join(await client(), 'a', 'hidden')

    assert heard.states[:2] == [SUBSCRIBED, RealtimeSubscribeStates.CHANNEL_ERROR]
    assert 'Please check Realtime is enabled' in heard.errors[1]


async def test_http_send_needs_no_subscription(client: Client):
    _, heard = await join(await client(), 'a')
    sender = (await client()).channel('a')

    await sender.http_send('move', {'x': 1})

    await eventually(lambda: heard.broadcasts == [{'event': 'move', 'payload': {'x': 1}}])


async def test_many_channels_join_at_once(client: Client, sql: Sql):
    realtime = await client()
    joined = await asyncio.gather(*(join(realtime, f'a#{n}', 'todos') for n in range(50)))

    await sql.execute('insert into todos values (1)')

    await eventually(lambda: all(len(heard.changes) == 1 for _, heard in joined))

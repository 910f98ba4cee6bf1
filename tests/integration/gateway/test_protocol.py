"""Handshake, heartbeat, join, leave and tokens, frame by frame."""

import re
import time
from contextlib import suppress
from itertools import product

import jwt
import pytest
import websockets

from tests.conftest import TestGateway
from tests.eventually import S, eventually
from tests.integration.gateway.conftest import Connect, Sql, Token
from tests.integration.gateway.wire import address

TODOS = {'event': '*', 'schema': 'public', 'table': 'todos'}


async def test_a_heartbeat_is_answered_with_its_ref_or_null(connect: Connect):
    for vsn in (1, 2):
        wire = await connect(vsn=vsn)
        reply = await wire.push('phoenix', 'heartbeat', {})
        assert reply['payload'] == {'status': 'ok', 'response': {}}

        await wire.send('phoenix', 'heartbeat', {}, ref=None)
        assert (await wire.event('phx_reply'))['ref'] is None


@pytest.mark.parametrize(
    ('claims', 'secret', 'reason'),
    [
        (None, '', 'API key is missing'),
        ({'role': 'anon', 'exp': 1}, '', 'Token has expired'),
        ({'role': 'anon'}, '', 'Fields `role` and `exp` are required in JWT'),
        ({'role': 'anon', 'exp': 9e9}, 'x' * 64, 'Failed to validate JWT signature'),
        ('nonsense', '', 'The token provided is not a valid JWT'),
    ],
)
async def test_a_bad_key_is_refused_before_the_upgrade(
    gateway: TestGateway, claims: object, secret: str, reason: str
):
    key = claims or ''
    if isinstance(claims, dict):
        key = jwt.encode(claims, secret or gateway.jwt_secret, 'HS256')

    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(address(gateway.url, str(key), 1), proxy=None)

    assert refused.value.response.status_code == 401
    assert refused.value.response.body == f'{{"error":"{reason}"}}'.encode()


async def test_an_unknown_version_is_refused_before_the_upgrade(gateway: TestGateway):
    with pytest.raises(websockets.InvalidStatus) as refused:
        await websockets.connect(address(gateway.url, gateway.anon_key, 3), proxy=None)

    assert refused.value.response.status_code == 403


async def test_a_frame_of_five_megabytes_passes_and_a_larger_one_ends_the_socket(
    connect: Connect,
):
    wire = await connect()
    await wire.join('a', broadcast={'ack': True})
    frame = {'type': 'broadcast', 'event': 'e', 'payload': {'a': 'x' * 4_900_000}}

    reply = await wire.push('realtime:a', 'broadcast', frame)
    assert reply['payload']['response'] == 'payload_size_exceeded'

    with suppress(websockets.ConnectionClosed):  # the refusal may come before the end of the frame
        await wire.send('realtime:a', 'broadcast', {**frame, 'b': 'x' * 200_000}, ref=None)
    await wire.socket.wait_closed()
    assert wire.socket.close_code == 1009


async def test_a_join_echoes_its_bindings_with_ids_then_says_when_changes_flow(connect: Connect):
    for vsn in (1, 2):
        wire = await connect(vsn=vsn)
        filtered = {**TODOS, 'event': 'INSERT', 'filter': 'id=eq.1', 'extra': [1]}

        reply = await wire.join('a', TODOS, filtered, TODOS)

        first, second, third = reply['payload']['response']['postgres_changes']
        assert reply['payload']['status'] == 'ok'
        assert first == {**TODOS, 'id': first['id']} == third
        assert second == {**filtered, 'id': second['id']}
        assert first['id'] != second['id']
        assert (await wire.event('system'))['payload'] == {
            'extension': 'postgres_changes',
            'status': 'ok',
            'message': 'Subscribed to PostgreSQL',
            'channel': 'a',
        }


async def test_a_join_without_bindings_has_an_empty_list_and_no_system_message(connect: Connect):
    wire = await connect()

    reply = await wire.join('a')

    assert reply['payload'] == {'status': 'ok', 'response': {'postgres_changes': []}}
    assert await wire.settled() == []


async def test_a_join_is_read_leniently(connect: Connect):
    wire = await connect()
    payloads = [
        {},
        None,
        {'config': None},
        {'config': {'broadcast': None, 'presence': None, 'postgres_changes': None}},
        {'config': {'broadcast': 7, 'postgres_changes': [None], 'private': 'FALSE'}},
    ]

    for number, payload in enumerate(payloads):
        reply = await wire.push(f'realtime:{number}', 'phx_join', payload)
        assert reply['payload']['status'] == 'ok'


async def test_what_cannot_be_joined(connect: Connect):
    wire = await connect()

    for topic, reason in (
        ('other:a', 'unmatched topic'),
        ('realtime:', 'TopicNameRequired: You must provide a topic name'),
    ):
        reply = await wire.push(topic, 'phx_join', {})
        assert reply['payload'] == {'status': 'error', 'response': {'reason': reason}}

    reply = await wire.join('a', broadcast={'replay': {'since': 1}})
    assert reply['payload']['response']['reason'] == (
        'UnableToReplayMessages: Replay is not allowed for public channels'
    )


async def test_leaving_closes_and_an_unknown_topic_is_unmatched(connect: Connect):
    for vsn in (1, 2):
        wire = await connect(vsn=vsn)
        join_ref = (await wire.join('a'))['ref']

        reply = await wire.push('realtime:a', 'phx_leave', {})
        assert reply['payload'] == {'status': 'ok', 'response': {}}
        close = await wire.event('phx_close')
        assert (close['ref'], close['payload']) == (join_ref, {})

        reply = await wire.push('realtime:a', 'broadcast', {})
        assert reply['payload']['response'] == {'reason': 'unmatched topic'}
        reply = await wire.push('realtime:a', 'phx_leave', {})
        assert reply['payload']['status'] == 'ok'


async def test_joining_twice_answers_the_new_and_then_closes_the_old(connect: Connect):
    wire = await connect()
    old = (await wire.join('a'))['ref']

    new = (await wire.join('a'))['ref']

    close = await wire.event('phx_close')
    assert (close['ref'], new != old) == (old, True)
    assert (await wire.push('realtime:a', 'presence', {'event': 'untrack'}))['payload']


async def test_malformed_frames_are_dropped_and_the_socket_stays(connect: Connect):
    for vsn, frame in product((1, 2), ('{', '[]', '{"topic":1}', b'\x07', b'', '[' * 9999)):
        wire = await connect(vsn=vsn)
        await wire.socket.send(frame)
        assert await wire.settled() == []


async def test_a_private_channel_opens_for_the_service_only(
    connect: Connect, gateway: TestGateway, token: Token
):
    service, anonymous = await connect(), await connect(gateway.anon_key)

    assert (await service.join('a', private=True))['payload']['status'] == 'ok'
    for key in (None, token('11111111-1111-1111-1111-111111111111')):
        reply = await anonymous.join('a', private=True, token=key)
        assert reply['payload'] == {
            'status': 'error',
            'response': {
                'reason': 'Unauthorized: You do not have permissions to read from this '
                'Channel topic: a'
            },
        }


async def test_a_join_with_an_expired_token_is_refused(connect: Connect, token: Token):
    wire = await connect()

    payload = (await wire.join('a', token=token('a', life_s=-5)))['payload']

    assert payload['status'] == 'error'
    assert re.fullmatch(
        'InvalidJWTToken: Token has expired [5-9] seconds ago', payload['response']['reason']
    )


async def test_a_joins_new_style_key_means_the_sockets_own(connect: Connect):
    wire = await connect()

    assert (await wire.join('a', token='sb_publishable_x'))['payload']['status'] == 'ok'


async def test_a_channel_ends_when_its_token_does(connect: Connect, token: Token):
    wire = await connect()
    await wire.join('a', token=token('a', life_s=2 * S))

    system = await wire.event('system')
    close = await wire.event('phx_close')

    assert re.fullmatch(r'Token has expired \d seconds ago', system['payload'].pop('message'))
    assert system['payload'] == {'extension': 'system', 'status': 'error', 'channel': 'a'}
    assert close['payload'] == {}
    assert (await wire.push('phoenix', 'heartbeat', {}))['payload']['status'] == 'ok'


async def test_a_fresh_token_keeps_the_channel_and_is_never_answered(
    connect: Connect, token: Token
):
    wire = await connect()
    life_s = 2 * S
    fresh = {'access_token': token('a')}
    start = time.monotonic()
    await wire.join('a', token=token('a', life_s=life_s))

    await wire.send('realtime:a', 'access_token', fresh, ref='9')
    await wire.send('realtime:a', 'access_token', {'access_token': None}, ref='10')

    await eventually(lambda: time.monotonic() > start + life_s + 0.2)
    assert await wire.settled() == []


async def test_a_bad_token_shuts_the_channel_down(connect: Connect, token: Token):
    wire = await connect()
    await wire.join('a')

    stale = {'access_token': token('a', life_s=-3)}
    await wire.send('realtime:a', 'access_token', stale, ref=None)

    system = await wire.event('system')
    assert re.fullmatch('Token has expired [3-9] seconds ago', system['payload']['message'])
    await wire.event('phx_close')


async def test_losing_the_right_to_a_private_channel_ends_it(connect: Connect, token: Token):
    wire = await connect()
    await wire.join('a', private=True)

    await wire.send('realtime:a', 'access_token', {'access_token': token('a')}, ref=None)

    system = await wire.event('system')
    assert system['payload']['message'] == (
        'You no longer have permission to read from this Channel topic: a'
    )
    await wire.event('phx_close')


async def test_channels_per_socket_are_limited(connect: Connect):
    wire = await connect()
    for number in range(100):
        await wire.join(str(number))

    reply = await wire.join('one-more')

    assert reply['payload']['response'] == {'reason': 'ChannelRateLimitReached: Too many channels'}


@pytest.mark.parametrize(
    ('binding', 'text'),
    [
        (
            {'event': 'INSERT', 'schema': 'public', 'table': 'hidden'},
            'Unable to subscribe to changes with given parameters. Please check Realtime is '
            'enabled for the given connect parameters: '
            '[event: INSERT, schema: public, table: hidden, filters: [], select: nil]',
        ),
        ({'event': '*'}, 'No subscription params provided. '),
        ({'event': '*', 'table': 'todos', 'filter': 'id=eq.1'}, 'No subscription params provided'),
        ({**TODOS, 'filter': 'id'}, 'Error parsing `filter` params: '),
        ({**TODOS, 'filter': 7}, 'Error parsing `filter` params: '),
        (
            {**TODOS, 'filter': 'nope=eq.1'},
            'Unable to subscribe to changes with given parameters. An exception happened so '
            'please check your connect parameters: [event: *, schema: public, table: todos, '
            'filters: [{"nope", "eq", "1"}], select: nil]. Exception: '
            'invalid column for filter nope',
        ),
        ({**TODOS, 'filter': 'id=eq.x'}, 'invalid input syntax for type integer: "x"'),
        ({**TODOS, 'filter': 'title=match.('}, 'invalid regular expression'),
        ({**TODOS, 'filter': 'title=like.%\\'}, 'must not end with'),
        ({**TODOS, 'filter': 'title=not.ilike.%\\\\\\'}, 'must not end with'),
        ({**TODOS, 'filter': 'owner=like.a%'}, 'operator does not exist'),
        ({**TODOS, 'filter': 'title=is.true'}, 'boolean column'),
        ({**TODOS, 'select': ['nope']}, 'invalid column for select nope'),
        ({**TODOS, 'table': '*', 'select': ['id']}, '`select`'),
    ],
)
async def test_a_subscription_that_cannot_be_says_why_and_the_channel_stays(
    connect: Connect, binding: dict[str, object], text: str
):
    wire = await connect()

    await wire.join('a', binding, broadcast={'ack': True})

    payload = (await wire.event('system'))['payload']
    assert (payload['extension'], payload['status']) == ('postgres_changes', 'error')
    assert text in payload['message']
    assert (await wire.push('realtime:a', 'broadcast', {}))['payload']['status'] == 'ok'


async def test_a_column_without_the_right_cannot_be_filtered(
    connect: Connect, gateway: TestGateway, sql: Sql
):
    wire = await connect(gateway.anon_key)

    await wire.join('a', {**TODOS, 'filter': 'secret=eq.x'})

    message = (await wire.event('system'))['payload']['message']
    assert message.endswith('Exception: invalid column for filter secret')

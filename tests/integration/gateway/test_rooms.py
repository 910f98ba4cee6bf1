"""Broadcast and presence between bare sockets of both versions, and broadcasts by HTTP."""

import json
from typing import Any

import httpx
import pytest

from tests.conftest import TestGateway
from tests.integration.gateway.conftest import Connect, Token
from tests.integration.gateway.wire import Wire

ROOM = 'realtime:room'
MOVE = {'type': 'broadcast', 'event': 'move', 'payload': {'x': 1, 'y': [2.5, None]}}


def pushed(event: str, body: bytes, encoding: int) -> bytes:
    """Kind 3 as supabase-js encodes it."""
    names = [b'', b'', ROOM.encode(), event.encode(), b'']
    return bytes([3, *map(len, names), encoding]) + b''.join(names) + body


def fanned_out(event: str, body: bytes, encoding: int) -> bytes:
    """Kind 4."""
    return bytes([4, len(ROOM), len(event), 0, encoding]) + f'{ROOM}{event}'.encode() + body


async def broadcasts(wire: Wire) -> list[Any]:
    return [it['payload'] for it in await wire.settled() if it['event'] == 'broadcast']


@pytest.mark.parametrize('vsn', [1, 2])
async def test_a_broadcast_reaches_the_others_and_not_its_sender(connect: Connect, vsn: int):
    sender, old, new = await connect(vsn=vsn), await connect(), await connect(vsn=2)
    for wire in (sender, old, new):
        await wire.join('room')

    await sender.send(ROOM, 'broadcast', MOVE, ref='9')
    await sender.settled()

    assert await broadcasts(sender) == []
    for wire in (old, new):
        frame = await wire.event('broadcast')
        assert (frame['payload'], frame['ref'], frame.get('join_ref')) == (MOVE, None, None)


async def test_self_and_ack(connect: Connect):
    wire = await connect()
    await wire.join('room', broadcast={'self': True, 'ack': 'true'})

    reply = await wire.push(ROOM, 'broadcast', MOVE)

    assert reply['payload'] == {'status': 'ok', 'response': {}}
    assert (await wire.event('broadcast'))['payload'] == MOVE


async def test_a_broadcast_too_large_is_refused_with_a_string(connect: Connect):
    wire, other = await connect(), await connect()
    await wire.join('room', broadcast={'ack': True})
    await other.join('room')

    reply = await wire.push(ROOM, 'broadcast', {**MOVE, 'payload': {'a': 'x' * 3_100_000}})

    assert reply['payload'] == {'status': 'error', 'response': 'payload_size_exceeded'}
    assert await other.settled() == []


async def test_binary_pushes_fan_out_untouched_and_as_objects_to_vsn_1(connect: Connect):
    sender, old, new = await connect(vsn=2), await connect(), await connect(vsn=2)
    for wire in (sender, old, new):
        await wire.join('room')

    await sender.socket.send(pushed('raw', b'\x00\xff', 0))
    await sender.socket.send(pushed('move', b'{"x": 1.0}', 1))
    await sender.socket.send(pushed('move', b'{not json', 1))
    await sender.settled()
    await new.settled()

    assert await broadcasts(old) == [{'type': 'broadcast', 'event': 'move', 'payload': {'x': 1.0}}]
    assert [it for it in new.raw if isinstance(it, bytes)] == [
        fanned_out('raw', b'\x00\xff', 0),
        fanned_out('move', b'{"x": 1.0}', 1),
    ]


async def test_public_and_private_rooms_of_one_name_are_two(connect: Connect):
    private, public = await connect(), await connect()
    await private.join('room', private=True)
    await public.join('room')

    await public.send(ROOM, 'broadcast', MOVE, ref=None)
    await private.send(ROOM, 'broadcast', MOVE, ref=None)
    await private.settled()

    assert await broadcasts(public) == []
    assert await broadcasts(private) == []


async def test_a_lone_surrogate_from_one_client_does_no_harm_to_another(connect: Connect):
    sender, other = await connect(), await connect(vsn=2)
    for wire in (sender, other):
        await wire.join('room')

    payload = {'type': 'broadcast', 'event': 'e', 'payload': {'a': '\ud800'}}
    await sender.send(ROOM, 'broadcast', payload, ref=None)

    assert (await other.event('broadcast'))['payload'] == payload


async def test_a_batch_by_http_reaches_its_rooms(connect: Connect, gateway: TestGateway):
    public, private = await connect(), await connect(vsn=2)
    await public.join('room')
    await private.join('room', private=True)
    message = {'topic': 'room', 'event': 'move', 'payload': MOVE['payload']}
    url = f'{gateway.url}/realtime/v1/api/broadcast'

    async with httpx.AsyncClient() as http:

        async def post(key: str, *messages: Any) -> httpx.Response:
            body = {'messages': list(messages)}
            return await http.post(url, json=body, headers={'Authorization': f'Bearer {key}'})

        first = await post(gateway.service_role_key, message, {**message, 'private': True})
        second = await post(gateway.anon_key, {**message, 'private': True})
        empty = await post(gateway.anon_key)
        wrong = await post(gateway.anon_key, {'topic': 'room', 'payload': []})
        nobody = await http.post(url, json={'messages': [message]})
        by_key = await http.post(
            url, json={'messages': [message]}, headers={'apikey': gateway.anon_key}
        )

    assert (first.status_code, first.content) == (202, b'')
    assert (second.status_code, by_key.status_code) == (202, 202)
    assert (empty.status_code, wrong.status_code) == (422, 422)
    assert wrong.json() == {
        'errors': {'messages': [{'event': ["can't be blank"], 'payload': ['is invalid']}]}
    }
    assert (nobody.status_code, nobody.json()) == (401, {'message': 'Unauthorized'})
    assert await broadcasts(public) == [MOVE, MOVE]
    assert await broadcasts(private) == [MOVE]


async def test_a_single_event_by_http(connect: Connect, gateway: TestGateway):
    old, new = await connect(), await connect(vsn=2)
    await old.join('room')
    await new.join('room')
    url = f'{gateway.url}/realtime/v1/api/broadcast/room/events/move'
    key = {'Authorization': f'Bearer {gateway.anon_key}'}
    binary, text = {'Content-Type': 'application/octet-stream'}, {'Content-Type': 'text/plain'}

    async with httpx.AsyncClient() as http:
        answers = [
            await http.post(url, json={'x': 1}, headers=key),
            await http.post(url, content=b'\x01', headers={**key, **binary}),
            await http.post(url, content=b'a', headers={**key, **text}),
            await http.post(url, json={'x': 1}),
            await http.post(url + '?private=true', json={'x': 1}, headers=key),
            await http.post(url, content=b'{', headers={**key, 'Content-Type': 'application/json'}),
        ]

    assert [it.status_code for it in answers] == [202, 202, 415, 401, 403, 422]
    expected = {'type': 'broadcast', 'event': 'move', 'payload': {'x': 1}}
    assert await broadcasts(old) == [expected]
    await new.settled()
    frames = [it for it in new.raw if isinstance(it, bytes)]
    assert [json.loads(frames[0].removeprefix(fanned_out('move', b'', 1)))] == [{'x': 1}]
    assert frames[1] == fanned_out('move', b'\x01', 0)


async def test_presence_from_join_to_leave(connect: Connect):
    anna, ben = await connect(), await connect(vsn=2)
    await anna.join('room', presence={'enabled': True, 'key': 'anna'})
    assert (await anna.event('presence_state'))['payload'] == {}

    track = {'type': 'presence', 'event': 'track', 'payload': {'page': 1}}
    reply = await anna.push(ROOM, 'presence', track)
    assert reply['payload'] == {'status': 'ok', 'response': {}}
    diff = (await anna.event('presence_diff'))['payload']
    (meta,) = diff['joins']['anna']['metas']
    assert (meta['page'], diff['leaves']) == (1, {})

    await ben.join('room', presence={'enabled': True, 'key': 'ben'})
    assert (await ben.event('presence_state'))['payload'] == {'anna': {'metas': [meta]}}

    await anna.push(ROOM, 'presence', track)  # the same again says nothing
    track['payload'] = {'page': 2}
    await anna.push(ROOM, 'presence', track)
    diff = (await ben.event('presence_diff'))['payload']
    (moved,) = diff['joins']['anna']['metas']
    assert (moved['page'], moved['phx_ref_prev']) == (2, meta['phx_ref'])
    assert diff['leaves'] == {'anna': {'metas': [meta]}}

    await anna.push(ROOM, 'presence', {'event': 'UNTRACK', 'payload': {}})
    diff = (await ben.event('presence_diff'))['payload']
    assert diff == {'joins': {}, 'leaves': {'anna': {'metas': [moved]}}}

    await anna.push(ROOM, 'presence', track)
    await ben.event('presence_diff')
    await anna.socket.close()
    assert list((await ben.event('presence_diff'))['payload']['leaves']) == ['anna']


async def test_one_key_on_two_sockets_has_two_metas(connect: Connect):
    wires = [await connect() for _ in range(2)]
    for number, wire in enumerate(wires):
        await wire.join('room', presence={'key': 'anna'})
        await wire.push(ROOM, 'presence', {'event': 'track', 'payload': {'tab': number}})

    watcher = await connect()
    await watcher.join('room', presence={'enabled': True})

    state = (await watcher.event('presence_state'))['payload']
    assert sorted(it['tab'] for it in state['anna']['metas']) == [0, 1]


async def test_a_presence_that_is_no_map_is_refused(connect: Connect):
    wire = await connect()
    await wire.join('room')

    wrong = await wire.push(ROOM, 'presence', {'event': 'track', 'payload': [1]})
    unknown = await wire.push(ROOM, 'presence', {'event': 'dance'})

    reason = {'reason': 'Presence track payload must be a map'}
    assert wrong['payload'] == {'status': 'error', 'response': reason}
    assert unknown['payload'] == {'status': 'error', 'response': {}}


async def test_the_sixth_presence_call_in_half_a_minute_ends_the_channel(connect: Connect):
    wire = await connect()
    await wire.join('room')
    for number in range(5):
        await wire.push(ROOM, 'presence', {'event': 'track', 'payload': {'n': number}})

    await wire.send(ROOM, 'presence', {'event': 'untrack'}, ref='99')

    message = (await wire.event('system'))['payload']['message']
    assert message == 'Client presence rate limit exceeded'
    await wire.event('phx_close')


async def test_leaving_a_channel_ends_its_presence(connect: Connect, token: Token):
    anna, ben = await connect(), await connect()
    await ben.join('room')
    await anna.join('room', presence={'key': 'anna'}, token=token('a'))
    await anna.push(ROOM, 'presence', {'event': 'track', 'payload': {}})

    await anna.push(ROOM, 'phx_leave', {})

    await ben.event('presence_diff')
    diff = (await ben.event('presence_diff'))['payload']
    assert (diff['joins'], list(diff['leaves'])) == ({}, ['anna'])

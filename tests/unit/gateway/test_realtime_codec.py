"""Frames of both protocol versions, there and back."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.local.gateway.realtime.codec import (
    BINARY,
    JSON,
    MalformedFrame,
    Message,
    UserBroadcast,
    decode,
    encode,
    encode_user_broadcast,
    parse_vsn,
)

names = st.text(max_size=40)
refs = st.none() | st.text(min_size=1, max_size=20)
payloads = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=10,
)
messages = st.builds(Message, names, names, payloads, refs, refs)


def push(join_ref: str, ref: str, topic: str, body: UserBroadcast) -> bytes:
    """Kind 3, as a client encodes it."""
    parts = [join_ref.encode(), ref.encode(), topic.encode(), body.event.encode(), body.metadata]
    return bytes([3, *map(len, parts), body.encoding]) + b''.join(parts) + body.body


@given(messages)
def test_vsn_2_frames_survive_the_way_there_and_back(message: Message):
    assert decode(encode(message, 2), 2) == message


@given(messages)
def test_vsn_1_frames_carry_four_keys_and_no_join_ref(message: Message):
    frame = json.loads(encode(message, 1))

    assert list(frame) == ['topic', 'event', 'payload', 'ref']
    assert frame['payload'] == message.payload


def test_vsn_1_takes_a_join_ref_and_does_without():
    bare = '{"topic":"t","event":"e","payload":{},"ref":null}'
    full = '{"topic":"t","event":"e","payload":{},"ref":"2","join_ref":"1"}'

    assert decode(bare, 1) == Message('t', 'e', {}, None, None)
    assert decode(full, 1) == Message('t', 'e', {}, '2', '1')


@pytest.mark.parametrize(
    ('frame', 'vsn'),
    [
        ('', 1),
        ('{', 1),
        ('[]', 1),
        ('{"topic":"t","event":"e","payload":{}}', 1),
        ('{"topic":1,"event":"e","payload":{},"ref":null}', 1),
        ('{"topic":"t","event":"e","payload":NaN,"ref":null}', 1),
        ('[' * 100_000, 2),
        ('{}', 2),
        ('[null,null,"t","e"]', 2),
        ('[null,null,null,"e",{}]', 2),
        (b'', 2),
        (b'\x03\x01\x01\x01', 2),
        (b'\x03\x01\x01\x01\x01\x00\x01ab', 2),
        (b'\x04\x00\x00\x00\x00\x00\x00', 2),
        (b'\x03\x00\x00\x01\x00\x00\x01\xff', 2),
        (b'\x03\x00\x00\x00\x00\x00\x02', 2),
    ],
)
def test_nonsense_is_malformed(frame: str | bytes, vsn: int):
    with pytest.raises(MalformedFrame):
        decode(frame, vsn)


@given(st.binary(max_size=60))
def test_no_bytes_break_the_decoder(frame: bytes):
    try:
        decode(frame, 2)
    except MalformedFrame:
        return


def test_a_binary_push_is_a_broadcast_with_its_bytes_untouched():
    body = UserBroadcast('move', b'\x00\xff{', BINARY, b'{"a":1}')

    message = decode(push('1', '', 'realtime:ä', body), 2)

    assert message == Message('realtime:ä', 'broadcast', body, None, '1')


def test_a_binary_fan_out_has_the_layout_of_kind_4():
    frame = encode_user_broadcast('realtime:a', UserBroadcast('move', b'{}', JSON))

    assert frame == b'\x04\x0a\x04\x00\x01realtime:amove{}'


def test_a_name_longer_than_its_length_byte_is_refused():
    with pytest.raises(MalformedFrame):
        encode_user_broadcast('t' * 256, UserBroadcast('e', b''))


@pytest.mark.parametrize(('text', 'vsn'), [(None, 1), ('1.0.0', 1), ('2.0.0', 2)])
def test_versions(text: str | None, vsn: int):
    assert parse_vsn(text) == vsn


def test_an_unknown_version_is_refused():
    with pytest.raises(ValueError, match='unknown vsn'):
        parse_vsn('3.0.0')

"""Frames of vsn 1.0.0 and 2.0.0 to messages and back, without any I/O: the line in's last word.

vsn 1: `{"topic":…,"event":…,"payload":…,"ref":…}`, text only, never a join_ref outwards.
vsn 2: `[join_ref, ref, topic, event, payload]`, and binary kinds 3 (user broadcast, inwards)
and 4 (the same, outwards).
Source: https://github.com/supabase/realtime-js/blob/master/src/lib/serializer.ts
"""

import json
from dataclasses import dataclass, field
from typing import Any, Literal

Vsn = Literal[1, 2]
Frame = str | bytes

PUSH = 3
FANOUT = 4
BINARY = 0
JSON = 1
_FIELDS = 5
_MAX_BYTE = 255


class MalformedFrame(ValueError):
    """A frame that no client of the protocol would send; it is dropped, the socket stays."""


@dataclass(frozen=True, slots=True)
class Message:
    """One frame, of either direction and version."""

    topic: str
    event: str
    payload: Any
    """A JSON value, or `UserBroadcast` for a binary frame."""
    ref: Any = None
    join_ref: Any = None


@dataclass(frozen=True, slots=True)
class UserBroadcast:
    """The body of a binary broadcast; its bytes are passed on untouched."""

    event: str
    body: bytes = field(repr=False)
    encoding: int = JSON
    metadata: bytes = b''


def parse_vsn(value: str | None) -> Vsn:
    """Version asked for in the URL; none means 1. Raises: ValueError for one nobody speaks."""
    major = (value or '1.0.0').split('.')[0]
    if major == '1':
        return 1
    if major == '2':
        return 2
    raise ValueError(f'unknown vsn {value!r}')


def loads(text: str | bytes) -> Any:
    """Strict JSON. Raises: MalformedFrame."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise MalformedFrame(str(error)) from error


def dumps(value: Any) -> str:
    """Compact JSON in ASCII, since a lone surrogate from one client must not break another."""
    return json.dumps(value, separators=(',', ':'))


def decode(frame: Frame, vsn: Vsn) -> Message:
    """Raises: MalformedFrame."""
    if isinstance(frame, bytes):
        return _decode_push(frame)
    parsed = loads(frame)
    message = _from_object(parsed) if vsn == 1 else _from_array(parsed)
    if not isinstance(message.topic, str) or not isinstance(message.event, str):
        raise MalformedFrame('topic and event must be strings')
    return message


def encode(message: Message, vsn: Vsn) -> str:
    """A text frame of `message`, whose payload must be a JSON value."""
    return encode_raw(message, dumps(message.payload), vsn)


def encode_raw(message: Message, payload_json: str, vsn: Vsn) -> str:
    """The same with a payload that is JSON text already, so that a fan-out encodes it once."""
    topic, event = dumps(message.topic), dumps(message.event)
    if vsn == 1:
        return (
            f'{{"topic":{topic},"event":{event},"payload":{payload_json}'
            f',"ref":{dumps(message.ref)}}}'
        )
    return f'[{dumps(message.join_ref)},{dumps(message.ref)},{topic},{event},{payload_json}]'


def encode_user_broadcast(topic: str, broadcast: UserBroadcast) -> bytes:
    """Kind 4. Raises: MalformedFrame when a name is longer than its one byte of length."""
    names = (topic.encode(), broadcast.event.encode(), broadcast.metadata)
    if any(len(name) > _MAX_BYTE for name in names):
        raise MalformedFrame('a name is longer than 255 bytes')
    header = bytes([FANOUT, *(len(name) for name in names), broadcast.encoding])
    return b''.join((header, *names, broadcast.body))


def _decode_push(frame: bytes) -> Message:
    header = 2 + _FIELDS
    if len(frame) < header or frame[0] != PUSH or frame[6] not in (BINARY, JSON):
        raise MalformedFrame('not a binary user broadcast')
    names, at = [], header
    for size in frame[1 : 1 + _FIELDS]:
        names.append(frame[at : at + size])
        at += size
    if at > len(frame):
        raise MalformedFrame('shorter than its header says')
    try:
        join_ref, ref, topic, event = (name.decode() for name in names[:4])
    except UnicodeDecodeError as error:
        raise MalformedFrame('a name is not UTF-8') from error
    body = UserBroadcast(event, frame[at:], frame[6], names[4])
    return Message(topic, 'broadcast', body, ref or None, join_ref or None)


def _from_object(parsed: Any) -> Message:
    if not isinstance(parsed, dict) or not parsed.keys() >= {'topic', 'event', 'payload', 'ref'}:
        raise MalformedFrame('expected an object with topic, event, payload and ref')
    return Message(
        parsed['topic'], parsed['event'], parsed['payload'], parsed['ref'], parsed.get('join_ref')
    )


def _from_array(parsed: Any) -> Message:
    if not isinstance(parsed, list) or len(parsed) != _FIELDS:
        raise MalformedFrame('expected [join_ref, ref, topic, event, payload]')
    join_ref, ref, topic, event, payload = parsed
    return Message(topic, event, payload, ref, join_ref)


def _refuse_constant(name: str) -> None:
    raise ValueError(f'{name} is not JSON')

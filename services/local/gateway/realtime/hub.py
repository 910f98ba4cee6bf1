"""Rooms: who is joined to which topic in this process, what they say and who is present."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from .codec import (
    BINARY,
    Frame,
    MalformedFrame,
    Message,
    UserBroadcast,
    Vsn,
    dumps,
    encode,
    encode_raw,
    encode_user_broadcast,
    loads,
)
from .presence import Metas, Presence

RoomKey = tuple[str, bool]
"""Topic and whether it is private: two worlds of one name."""


class Member(Protocol):
    """A joined channel, as a room sees it."""

    @property
    def vsn(self) -> Vsn: ...

    def deliver(self, frame: Frame) -> None: ...


class Fanout:
    """One message for many members, encoded once for each version that is there."""

    def __init__(self, topic: str, event: str, payload: Any) -> None:
        self._message = Message(topic, event, payload)

    def frame(self, vsn: Vsn) -> Frame | None:
        """None when the message cannot be said in that version."""
        return self._object if vsn == 1 else self._array

    @cached_property
    def _object(self) -> Frame | None:
        return encode(self._message, 1)

    @cached_property
    def _array(self) -> Frame | None:
        return encode(self._message, 2)


class UserFanout(Fanout):
    """A binary broadcast: kind 4 for vsn 2, an object for vsn 1 when it is JSON."""

    def __init__(self, topic: str, broadcast: UserBroadcast) -> None:
        super().__init__(topic, 'broadcast', None)
        self._broadcast = broadcast
        if broadcast.encoding != BINARY:
            loads(broadcast.body)  # what is no JSON must not reach those who will parse it

    @cached_property
    def _object(self) -> Frame | None:
        if self._broadcast.encoding == BINARY:
            return None
        return encode_raw(self._message, self._payload, 1)

    @cached_property
    def _array(self) -> Frame | None:
        try:
            return encode_user_broadcast(self._message.topic, self._broadcast)
        except MalformedFrame:  # a name too long for kind 4 still fits into an array
            return None if self._broadcast.encoding == BINARY else self._text

    @property
    def _text(self) -> str:
        return encode_raw(self._message, self._payload, 2)

    @cached_property
    def _payload(self) -> str:
        broadcast = self._broadcast
        body = dumps(loads(broadcast.body))
        meta = f',"meta":{dumps(loads(broadcast.metadata))}' if broadcast.metadata else ''
        return f'{{"type":"broadcast","event":{dumps(broadcast.event)},"payload":{body}{meta}}}'


@dataclass(slots=True, eq=False)
class Room:
    """Members of one topic."""

    topic: str
    _members: dict[Member, None] = field(default_factory=dict)
    _presence: Presence = field(default_factory=Presence)

    def __len__(self) -> int:
        return len(self._members)

    def enter(self, member: Member) -> None:
        self._members[member] = None

    def leave(self, member: Member) -> None:
        """Its presence goes with it."""
        self._members.pop(member, None)
        self.untrack(member)

    def send(self, fanout: Fanout, *, but: Member | None = None) -> None:
        for member in self._others(but):
            if (frame := fanout.frame(member.vsn)) is not None:
                member.deliver(frame)

    def present(self) -> Metas:
        return self._presence.state()

    def track(self, member: Member, key: str, fields: dict[str, Any]) -> None:
        self._announce(self._presence.track(member, key, fields))

    def untrack(self, member: Member) -> None:
        self._announce(self._presence.untrack(member))

    def _announce(self, diff: dict[str, Metas] | None) -> None:
        if diff:
            self.send(Fanout(self.topic, 'presence_diff', diff))

    def _others(self, but: Member | None) -> Iterator[Member]:
        yield from [member for member in self._members if member is not but]


class Hub:
    """All rooms of the gateway; a room lives while somebody is in it."""

    def __init__(self) -> None:
        self._rooms: dict[RoomKey, Room] = {}

    def enter(self, topic: str, is_private: bool, member: Member) -> Room:
        room = self._rooms.setdefault((topic, is_private), Room(topic))
        room.enter(member)
        return room

    def leave(self, room: Room, is_private: bool, member: Member) -> None:
        room.leave(member)
        if not len(room):
            self._rooms.pop((room.topic, is_private), None)

    def send(self, topic: str, is_private: bool, fanout: Fanout) -> None:
        """What comes from outside of the room, by REST."""
        if room := self._rooms.get((topic, is_private)):
            room.send(fanout)

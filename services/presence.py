"""Who is looking at what: kept here, shown at once, told to the app's other processes.

Serves both lines without the database: nothing about a viewer is ever stored.
"""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.channel import Channel
from services.fence import fenced
from services.status import Unsubscribe

log = logging.getLogger(__name__)


class PersonKind(StrEnum):
    OPERATOR = 'operator'
    CLIENT = 'client'


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who looks; many tabs with one `key` are one person."""

    key: str
    name: str
    kind: PersonKind = PersonKind.OPERATOR
    color: int = 1
    """Tint 1 to 6 of the design."""
    portrait: str = ''
    """Local address of a picture, or empty."""


ViewersHandler = Callable[[tuple[Person, ...]], None]
Topics = Mapping[str, tuple[Person, ...]]


class PresenceService:
    """Viewers by topic; `channel` joins the app's processes, without it this one is alone."""

    def __init__(self, channel: Channel | None = None) -> None:
        self._channel = channel
        self._here: dict[str, dict[object, Person]] = {}
        """This process's viewers, one entry per open page."""
        self._elsewhere: dict[str, Topics] = {}
        """Viewers of other processes, by process."""
        self._numbers: dict[str, int] = {}
        """Last message taken from each process: what is older is dropped."""
        self._number = 0
        self._handlers: dict[str, dict[object, ViewersHandler]] = {}
        if channel is not None:
            channel.on_broadcast('viewers', self._on_viewers)
            channel.on_broadcast('hello', self._on_hello)
            channel.on_presence(self._on_trackers)
            channel.on_join(self._on_join)

    def enter(self, topic: str, person: Person) -> Unsubscribe:
        """Show `person` on `topic` until the returned `leave()` is called."""
        token = object()
        self._here.setdefault(topic, {})[token] = person
        self._on_change(topic)

        def leave() -> None:
            viewers = self._here.get(topic, {})
            if viewers.pop(token, None) is None:
                return
            if not viewers:
                self._here.pop(topic, None)
            self._on_change(topic)

        return leave

    def viewers(self, topic: str) -> tuple[Person, ...]:
        """Everybody on `topic`, once each, in the order of arrival here, then elsewhere."""
        people = list(self._here.get(topic, {}).values())
        for topics in self._elsewhere.values():
            people += topics.get(topic, ())
        once: dict[str, Person] = {}
        for person in people:
            once.setdefault(person.key, person)
        return tuple(once.values())

    def on_change(self, topic: str, handler: ViewersHandler) -> Unsubscribe:
        """Call `handler(viewers)` whenever the people on `topic` change."""
        token = object()
        self._handlers.setdefault(topic, {})[token] = fenced(handler)

        def unsubscribe() -> None:
            handlers = self._handlers.get(topic, {})
            handlers.pop(token, None)
            if not handlers:
                self._handlers.pop(topic, None)

        return unsubscribe

    def _on_change(self, topic: str) -> None:
        self._announce([topic])
        if self._channel is not None:
            self._number += 1
            self._channel.broadcast('viewers', self._message([topic], whole=False))
            self._channel.track(self._whole)

    def _announce(self, topics: Iterable[str]) -> None:
        for topic in topics:
            people = self.viewers(topic)
            for handler in list(self._handlers.get(topic, {}).values()):
                handler(people)

    # between processes

    def _message(self, topics: Iterable[str], *, whole: bool) -> dict[str, Any]:
        """`{"process": "…", "number": 7, "whole": false, "topics": {"proposal:…": [{…}]}}`."""
        assert self._channel is not None
        told = {}
        for topic in topics:
            people = {person.key: person for person in self._here.get(topic, {}).values()}
            told[topic] = [_fields(person) for person in people.values()]
        process = self._channel.process
        return {'process': process, 'number': self._number, 'whole': whole, 'topics': told}

    def _whole(self) -> dict[str, Any]:
        return self._message(self._here, whole=True)

    def _on_hello(self, _: Mapping[str, Any]) -> None:
        assert self._channel is not None
        self._channel.broadcast('viewers', self._whole())

    def _on_join(self) -> None:
        """We may have missed what others said, and they us."""
        assert self._channel is not None
        self._channel.broadcast('hello', {'process': self._channel.process})
        self._channel.broadcast('viewers', self._whole())
        self._channel.track(self._whole)

    def _on_viewers(self, message: Mapping[str, Any]) -> None:
        """Take what another process said, unless we know something newer of it."""
        process, number, whole = message['process'], message['number'], message['whole']
        last = self._numbers.get(process, -1)
        if number < last or (number == last and not whole):
            return
        told = {
            topic: tuple(_person(person) for person in people)
            for topic, people in message['topics'].items()
        }
        before = self._elsewhere.get(process, {})
        topics = told if whole else {**before, **told}
        topics = {topic: people for topic, people in topics.items() if people}
        self._numbers[process] = number
        self._elsewhere[process] = topics
        changed = {*before, *topics}
        self._announce([topic for topic in changed if before.get(topic) != topics.get(topic)])

    def _on_trackers(self, trackers: Mapping[str, Mapping[str, Any]]) -> None:
        """A process that died has left the trackers; those present say what they have."""
        assert self._channel is not None
        for process in self._elsewhere.keys() - trackers.keys():
            gone = self._elsewhere.pop(process)
            self._numbers.pop(process, None)
            self._announce(gone)
        for process, message in trackers.items():
            if process != self._channel.process and 'topics' in message:
                self._on_viewers(message)


def _fields(person: Person) -> dict[str, Any]:
    return {
        'key': person.key,
        'name': person.name,
        'kind': person.kind.value,
        'color': person.color,
        'portrait': person.portrait,
    }


def _person(fields: Mapping[str, Any]) -> Person:
    return Person(
        key=str(fields['key']),
        name=str(fields['name']),
        kind=PersonKind(fields['kind']),
        color=int(fields['color']),
        portrait=str(fields['portrait']),
    )

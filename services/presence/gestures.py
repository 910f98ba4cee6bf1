"""What people do in passing: writing, pointing. Told at once, forgotten by itself, never stored.

Serves both lines. Whoever stops for long, or whose end was not heard, is taken out here.
"""

import asyncio
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from services.presence.messages import Cursor, Passing, Spot, Typing
from services.presence.people import Person
from services.presence.throttle import Throttle
from services.realtime.process_channel import Channel
from services.signals import TopicSignals, Unsubscribe

Handler = TypeVar('Handler')
WritersHandler = Callable[[tuple[Person, ...]], None]
CursorsHandler = Callable[[Sequence[Cursor]], None]
SEND_EVERY_S = 0.05
WRITING_S = 6.5
"""A browser repeats itself every 2 s and ends after 4 s of silence; this is for those cut off."""


class Gestures:
    """By topic; `is_wanted(topic)` says whether others point there too, in other processes."""

    def __init__(
        self,
        channel: Channel | None = None,
        *,
        is_wanted: Callable[[str], bool] = lambda _: True,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._channel = channel
        self._is_wanted = is_wanted
        self._clock = clock
        self._writers: dict[str, dict[str, tuple[Person, float]]] = {}
        """Who writes and until when that is believed, by topic and person."""
        self._typing: dict[tuple[str, str], Typing] = {}
        """What was not told yet; the last one of each person wins."""
        self._cursors: dict[tuple[str, str], Cursor] = {}
        self._arrived: dict[tuple[str, str], Cursor] = {}
        self._beat = Throttle(self._send, every_s=SEND_EVERY_S)
        self._expiry: asyncio.TimerHandle | None = None
        self._wrote: TopicSignals[[tuple[Person, ...]]] = TopicSignals()
        self._pointed: TopicSignals[[Sequence[Cursor]]] = TopicSignals()
        if channel is not None:
            channel.on_broadcast('passing', self._on_passing)

    def write(self, topic: str, person: Person, is_on: bool) -> None:
        """Say that somebody writes there, again every few seconds, or that they have stopped."""
        if not is_on and person.key not in self._writers.get(topic, {}):
            return
        typing = Typing(topic=topic, person=person, is_on=is_on)
        self._take_typing(typing)
        self._typing[topic, person.key] = typing
        self._beat.soon()

    def writers(self, topic: str) -> tuple[Person, ...]:
        """Who writes there now, longest first."""
        return tuple(person for person, _ in self._writers.get(topic, {}).values())

    def point(self, topic: str, person: Person, spot: Spot | None) -> None:
        """Say where somebody points; None when they point nowhere any more."""
        self._cursors[topic, person.key] = Cursor(topic=topic, person=person, spot=spot)
        self._beat.soon()

    def on_writers(self, topic: str, handler: WritersHandler) -> Unsubscribe:
        """Call `handler(writers)` whenever others write, or have stopped."""
        return self._wrote.subscribe(topic, handler)

    def on_cursors(self, topic: str, handler: CursorsHandler) -> Unsubscribe:
        """Call `handler(cursors)` with those that moved, at most every 50 ms."""
        return self._pointed.subscribe(topic, handler)

    def expire(self) -> None:
        """Take out those who were not heard of for long."""
        now, changed = self._clock(), []
        for topic, writers in list(self._writers.items()):
            over = [key for key, (_, until) in writers.items() if until <= now]
            for key in over:
                del writers[key]
            if over:
                changed.append(topic)
        for topic in changed:
            self._announce(topic)
        self._watch_expiry()

    def _watch_expiry(self) -> None:
        if self._expiry is not None:
            self._expiry.cancel()
            self._expiry = None
        untils = [until for each in self._writers.values() for _, until in each.values()]
        if untils:
            wait_s = max(0.0, min(untils) - self._clock())
            self._expiry = asyncio.get_running_loop().call_later(wait_s, self.expire)

    def _announce(self, topic: str) -> None:
        people = self.writers(topic)
        if not people:
            self._writers.pop(topic, None)
        self._wrote.emit(topic, people)

    def _take_typing(self, typing: Typing) -> None:
        writers = self._writers.setdefault(typing.topic, {})
        before = typing.person.key in writers
        if typing.is_on:
            writers[typing.person.key] = (typing.person, self._clock() + WRITING_S)
        else:
            writers.pop(typing.person.key, None)
        if before is not typing.is_on:
            self._announce(typing.topic)
        self._watch_expiry()

    def _show_cursors(self, cursors: Sequence[Cursor]) -> None:
        by_topic: dict[str, list[Cursor]] = {}
        for cursor in cursors:
            by_topic.setdefault(cursor.topic, []).append(cursor)
        for topic, moved in by_topic.items():
            self._pointed.emit(topic, moved)

    # between processes

    def _send(self) -> None:
        typing, self._typing = self._typing, {}
        cursors, self._cursors = self._cursors, {}
        arrived, self._arrived = self._arrived, {}
        self._show_cursors([*arrived.values(), *cursors.values()])
        if self._channel is None:
            return
        message = Passing(
            process=self._channel.process,
            typing=tuple(typing.values()),
            cursors=tuple(one for one in cursors.values() if self._is_wanted(one.topic)),
        )
        if message.typing or message.cursors:
            self._channel.broadcast('passing', message.model_dump(mode='json'))

    def _on_passing(self, payload: Mapping[str, Any]) -> None:
        message = Passing.model_validate(payload)
        for typing in message.typing:
            self._take_typing(typing)
        for cursor in message.cursors:
            self._arrived[cursor.topic, cursor.person.key] = cursor
        if message.cursors:
            self._beat.soon()

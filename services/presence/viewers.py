"""Who is looking at what: kept here, shown at once, told to the app's other processes.

Serves both lines without the database: nothing about a viewer is ever stored.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from services.presence.gestures import Gestures
from services.presence.messages import Viewers
from services.presence.people import Person, merged
from services.presence.process_liveness import ProcessLiveness
from services.presence.throttle import Throttle
from services.realtime.process_channel import Channel
from services.signals import TopicSignals, Unsubscribe

ViewersHandler = Callable[[tuple[Person, ...]], None]
Topics = Mapping[str, tuple[Person, ...]]
SEND_EVERY_S = 0.05


class PresenceEntry:
    """One open page's place on a topic: `change` it, call it to leave."""

    def __init__(self, person: Person, show: Callable[[Person | None], None]) -> None:
        self.person = person
        self._show = show
        self._is_over = False

    def change(self, **fields: Any) -> None:
        """Show the same person otherwise: `stay.change(idle=True)`."""
        person = replace(self.person, **fields)
        if person != self.person and not self._is_over:
            self.person = person
            self._show(person)

    def __call__(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._show(None)


class PresenceService:
    """Viewers by topic; `channel` joins the app's processes, without it this one is alone."""

    def __init__(self, channel: Channel | None = None) -> None:
        self._channel = channel
        self.gestures = Gestures(channel, is_wanted=self._is_anybody_elsewhere)
        """What passes by itself: who writes, who points where."""
        self._here: dict[str, dict[object, Person]] = {}
        """This process's viewers, one entry per open page."""
        self._elsewhere: dict[str, Topics] = {}
        """Viewers of other processes, by process."""
        self._numbers: dict[str, int] = {}
        """Last message taken from each process: what is older is dropped."""
        self._number = 0
        self._untold: set[str] = set()
        """Topics whose change the other processes have not heard yet."""
        self._beat = Throttle(self._send_changes, every_s=SEND_EVERY_S)
        self._changed: TopicSignals[[tuple[Person, ...]]] = TopicSignals()
        self._alive = ProcessLiveness(channel, self._on_silence) if channel is not None else None
        if channel is not None:
            channel.on_broadcast('viewers', self._on_viewers)
            channel.on_broadcast('hello', lambda _: self._send_all())
            channel.on_presence(self._on_trackers)
            channel.on_join(self._on_join)

    def enter(self, topic: str, person: Person) -> PresenceEntry:
        """Show `person` on `topic` until the returned stay is called."""
        token = object()

        def show(person: Person | None) -> None:
            viewers = self._here.setdefault(topic, {})
            if person is None:
                viewers.pop(token, None)
            else:
                viewers[token] = person
            if not viewers:
                self._here.pop(topic, None)
            self._on_change(topic)

        show(person)
        return PresenceEntry(person, show)

    def viewers(self, topic: str) -> tuple[Person, ...]:
        """Everybody on `topic`, once each, in the order of arrival here, then elsewhere."""
        people = list(self._here.get(topic, {}).values())
        for process, topics in self._elsewhere.items():
            if not self._is_silent(process):
                people += topics.get(topic, ())
        return merged(people)

    def on_change(self, topic: str, handler: ViewersHandler) -> Unsubscribe:
        """Call `handler(viewers)` whenever the people on `topic` change."""
        return self._changed.subscribe(topic, handler)

    def _on_change(self, topic: str) -> None:
        self._announce([topic])
        if self._channel is not None:
            self._untold.add(topic)
            self._beat.soon()
            self._channel.track(self._whole)

    def _announce(self, topics: Iterable[str]) -> None:
        for topic in topics:
            self._changed.emit(topic, self.viewers(topic))

    # between processes

    def _is_silent(self, process: str) -> bool:
        return self._alive is not None and self._alive.is_silent(process)

    def _on_silence(self, process: str) -> None:
        self._announce(self._elsewhere.get(process, ()))

    def _is_anybody_elsewhere(self, topic: str) -> bool:
        return any(topic in topics for topics in self._elsewhere.values())

    def _send_changes(self) -> None:
        assert self._channel is not None
        topics, self._untold = self._untold, set()
        self._number += 1
        self._channel.broadcast('viewers', self._message(topics, whole=False))

    def _send_all(self) -> None:
        assert self._channel is not None
        self._channel.broadcast('viewers', self._whole())

    def _message(self, topics: Iterable[str], *, whole: bool) -> dict[str, Any]:
        assert self._channel is not None
        told = {topic: merged(self._here.get(topic, {}).values()) for topic in topics}
        message = Viewers(
            process=self._channel.process, number=self._number, whole=whole, topics=told
        )
        return message.model_dump(mode='json')

    def _whole(self) -> dict[str, Any]:
        return self._message(self._here, whole=True)

    def _on_join(self) -> None:
        """We may have missed what others said, and they us."""
        assert self._channel is not None
        self._channel.broadcast('hello', {'process': self._channel.process})
        self._send_all()
        self._channel.track(self._whole)

    def _on_viewers(self, payload: Mapping[str, Any]) -> None:
        """Take what another process said, unless we know something newer of it."""
        message = Viewers.model_validate(payload)
        process = message.process
        last = self._numbers.get(process, -1)
        if message.number < last or (message.number == last and not message.whole):
            return
        if self._alive is not None and process not in self._elsewhere:
            self._alive.meet(process)
        elif self._alive is not None and message.number > last:
            self._alive.hear(process)
        before = self._elsewhere.get(process, {})
        topics = message.topics if message.whole else {**before, **message.topics}
        topics = {topic: people for topic, people in topics.items() if people}
        self._numbers[process] = message.number
        self._elsewhere[process] = topics
        changed = {*before, *topics}
        self._announce([topic for topic in changed if before.get(topic) != topics.get(topic)])

    def _on_trackers(self, trackers: Mapping[str, Mapping[str, Any]]) -> None:
        """A process that died has left the trackers; those present say what they have."""
        assert self._channel is not None
        assert self._alive is not None
        for process in self._elsewhere.keys() - trackers.keys():
            gone = self._elsewhere.pop(process)
            self._numbers.pop(process, None)
            self._alive.forget(process)
            self._announce(gone)
        for process, payload in trackers.items():
            if process != self._channel.process and 'topics' in payload:
                self._on_viewers(payload)

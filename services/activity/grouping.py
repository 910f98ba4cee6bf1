"""Entries of a feed: what one did again and again stands there once. Pure; line in, step 5.

The same actor and kind within ten minutes of the one before are one entry, whatever others did in
between. An event that is told late takes its place by when it happened.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from services.activity.events import Event

WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a feed."""

    events: tuple[Event, ...]
    """Newest first."""

    @property
    def id(self) -> UUID:
        """Of the event that began it, so that the entry stays the same as it grows."""
        return self.events[-1].id

    @property
    def latest(self) -> Event:
        return self.events[0]

    @property
    def at(self) -> datetime:
        return self.latest.occurred_at

    @property
    def kind(self) -> str:
        return self.latest.kind

    @property
    def count(self) -> int:
        """How many things were done: four fields, a thousand contacts, three visits."""
        return sum(event.count for event in self.events)


def grouped(events: Iterable[Event]) -> tuple[Entry, ...]:
    """Entries, newest first; in whatever order events come, and each once."""
    once = {event.id: event for event in events}
    groups: list[list[Event]] = []
    latest: dict[Hashable, list[Event]] = {}
    for event in sorted(once.values(), key=_moment):
        who = (event.actor_kind, event.actor_id, event.by, event.kind)
        group = latest.get(who)
        if group is None or event.occurred_at - group[-1].occurred_at > WITHIN:
            group = latest[who] = []
            groups.append(group)
        group.append(event)
    entries = (Entry(tuple(reversed(group))) for group in groups)
    return tuple(sorted(entries, key=lambda entry: _moment(entry.latest), reverse=True))


def _moment(event: Event) -> tuple[datetime, str]:
    return event.occurred_at, str(event.id)

"""Pointers of colleagues over a page, where they point, whatever the width. Both lines.

One element for all of them: a move is one small message to the script of those pages that show
cursors, never an element. Nothing is stored; whoever leaves takes their cursor along.
"""

import itertools
from collections.abc import Sequence
from typing import Any

from nicegui import events

from components.engine.tree import call_in_browser
from components.engine.visibility import Visibility
from components.live.element import LiveElement
from components.presence.attendance import Attendance
from components.presence.messages import Point, parse
from services.naming import called
from services.presence import Cursor, Person, PersonKind, PresenceService, Spot


class Cursors(LiveElement, component='cursors.js'):
    """Put it into the content that cursors are over; the browser says whether it wants any."""

    def __init__(self, presence: PresenceService, topic: str, me: Person) -> None:
        super().__init__('')  # the tag is the component's own
        self._presence = presence
        self._topic = topic
        self._me = me
        self._numbers: dict[str, int] = {}
        """Of people whose cursor the browser knows; shorter than their keys."""
        self._count = itertools.count(1)
        self._is_shown = False
        self._is_watched = False
        self.on('shown', self._on_shown)
        self.on('point', self._on_point)
        self.on_end(presence.gestures.on_cursors(topic, self._on_cursors))
        self.on_end(presence.on_change(topic, self._on_viewers))
        self.on_end(lambda: self._point(None))

    def attend(self, attendance: Attendance) -> None:
        """Take the own cursor away whenever this page is left."""
        attendance.on_leave(lambda: self._point(None))
        self._on_viewers(self._presence.viewers(self._topic))

    # out

    def _on_point(self, event: events.GenericEventArguments) -> None:
        point = parse(Point, event.args)
        if point is not None:
            self._point(None if point.at is None else Spot(at=point.at, x=point.x, y=point.y))

    def _point(self, spot: Spot | None) -> None:
        if self._is_watched or spot is None:
            self._presence.gestures.point(self._topic, self._me, spot)

    # in

    def _on_shown(self, event: events.GenericEventArguments) -> None:
        self._is_shown = event.args is True
        self._numbers.clear()

    def _on_viewers(self, people: Sequence[Person]) -> None:
        """Cursors go with their owners; and nobody's pointer is told where nobody else is."""
        others = {
            person.key
            for person in people
            if person.kind is PersonKind.OPERATOR and person.key != self._me.key
        }
        gone = [[self._numbers.pop(key)] for key in self._numbers.keys() - others]
        if gone:
            self._send(gone)
        if self._is_watched is not bool(others):
            self._is_watched = bool(others)
            self.props['watched'] = self._is_watched

    def _on_cursors(self, cursors: Sequence[Cursor]) -> None:
        if not self._is_shown or Visibility.of(self.client).is_hidden:
            return
        if not self.client.has_socket_connection:
            return  # messages would pile up until it is back
        messages = [self._message(one) for one in cursors if one.person.key != self._me.key]
        self._send([one for one in messages if one != [0]])

    def _message(self, cursor: Cursor) -> list[Any]:
        """`[3, "<row>", 0.5, 0.25]`, with name and colour the first time; `[3]` in the end.

        `[0]` is the end of somebody who was not shown.
        """
        person, spot = cursor.person, cursor.spot
        if spot is None:
            return [self._numbers.pop(person.key, 0)]
        where: list[Any] = [spot.at, round(spot.x, 4), round(spot.y, 4)]
        if person.key in self._numbers:
            return [self._numbers[person.key], *where]
        number = self._numbers[person.key] = next(self._count)
        return [number, *where, called(person.name), person.color]

    def _send(self, messages: list[list[Any]]) -> None:
        if messages:
            call_in_browser(self, 'show', messages)

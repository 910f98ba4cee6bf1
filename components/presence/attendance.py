"""One open page's part in presence: there while its socket is, idle when nobody touches it.

Both lines, without the database. A closed tab leaves at once when its browser says so, else after
a short grace, since a socket that is lost often comes back within a second.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from nicegui import events

from components.live.element import LiveElement
from components.presence.messages import Attend, parse
from services.presence import Person, PresenceEntry, PresenceService

GRACE_S = 5.0
LINGER_S = 3.0


class Attendance:
    """Belongs to an element whose script sends `attend`; `enter` once the page is really open."""

    def __init__(
        self, element: LiveElement, presence: PresenceService, *, grace_s: float = GRACE_S
    ) -> None:
        self._element = element
        self._presence = presence
        self._grace_s = grace_s
        self._wanted: dict[str, Person] = {}
        """Who to be, by topic, whenever this page is open."""
        self._stays: dict[str, PresenceEntry] = {}
        self._lingering: set[str] = set()
        self._is_away = False
        self._is_idle = False
        self._writes: tuple[str, Person] | None = None
        self._grace: asyncio.TimerHandle | None = None
        self._on_leave: list[Callable[[], object]] = []
        self.on_section: Callable[[str], object] = _nothing
        """Called with the id of what came into view."""
        self.on_focus: Callable[[str], object] = _nothing
        """Called with the name of the field that has the focus; empty when none has."""
        self.admits: Callable[[], bool] = lambda: True
        """Whether one more sign of the browser is heard."""
        element.on('attend', self._on_attend)
        element.client.on_disconnect(self._on_disconnect)
        element.client.on_connect(self._on_connect)
        element.on_end(self._on_end)

    def enter(self, topic: str, person: Person, *, lingers: bool = False) -> None:
        """Be seen on a topic for as long as the page is open.

        `lingers` is for topics of many pages: whoever goes from one to the next is not seen to
        leave and come back.
        """
        self.exit(topic)
        if lingers:
            self._lingering.add(topic)
        self._wanted[topic] = person
        if not self._is_away:
            self._step_in(topic)

    def exit(self, topic: str) -> None:
        """Be seen there no more."""
        self._wanted.pop(topic, None)
        if stay := self._stays.pop(topic, None):
            stay()

    def change(self, topic: str, **fields: Any) -> None:
        """Be seen otherwise: `attendance.change(topic, place=day_id)`."""
        if person := self._wanted.get(topic):
            self._wanted[topic] = replace(person, **fields)
        if stay := self._stays.get(topic):
            stay.change(**fields)

    def write_on(self, topic: str, person: Person) -> None:
        """Tell that topic while somebody writes into a `data-writing` field of this page."""
        self._writes = (topic, person)

    def on_leave(self, handler: Callable[[], object]) -> None:
        """Call `handler()` whenever this page is left, for now or for good."""
        self._on_leave.append(handler)

    def withdraw(self) -> None:
        """Be seen nowhere until `enter` is called again."""
        self._leave()
        self._wanted.clear()
        self._writes = None

    # connection

    def _step_in(self, topic: str) -> None:
        if topic not in self._stays and not self._element.is_deleted:
            stay = self._stays[topic] = self._presence.enter(topic, self._wanted[topic])
            stay.change(idle=self._is_idle)

    def _return(self) -> None:
        self._stop_grace()
        self._is_away = False
        for topic in self._wanted:
            self._step_in(topic)

    def _leave(self) -> None:
        self._stop_grace()
        self._write(False)
        for handler in self._on_leave:
            handler()
        stays, self._stays = self._stays, {}
        loop = asyncio.get_running_loop() if stays else None
        for topic, stay in stays.items():
            if loop and topic in self._lingering:
                loop.call_later(LINGER_S, stay)
            else:
                stay()

    def _go(self) -> None:
        self._is_away = True
        self._leave()

    def _on_disconnect(self) -> None:
        if self._element.client.has_socket_connection:
            return  # an old socket, reaped after the browser had come back on a new one
        if self._grace is None and not self._is_away and not self._element.is_deleted:
            self._write(False)
            self._grace = asyncio.get_running_loop().call_later(self._grace_s, self._go)

    def _on_connect(self) -> None:
        if not self._element.is_deleted:
            self._return()

    def _on_end(self) -> None:
        self._go()
        self._wanted.clear()
        # whoever listens here holds this in turn
        self._on_leave.clear()
        self.on_section = self.on_focus = _nothing
        self.admits = lambda: True

    def _stop_grace(self) -> None:
        if self._grace is not None:
            self._grace.cancel()
            self._grace = None

    # what the browser says

    def _on_attend(self, event: events.GenericEventArguments) -> None:
        message = parse(Attend, event.args)
        if message is None:
            return
        if message.kind == 'leaving':
            self._go()
            return
        if not self.admits():
            return
        if self._is_away:
            self._return()  # the browser kept the page and came back to it
        if message.kind == 'idle':
            self._is_idle = message.is_on
            for stay in self._stays.values():
                stay.change(idle=message.is_on)
        elif message.kind == 'writing':
            self._write(message.is_on)
        elif message.kind == 'focus':
            self.on_focus(message.section)
        else:
            self.on_section(message.section)

    def _write(self, is_on: bool) -> None:
        if self._writes:
            self._presence.gestures.write(*self._writes, is_on)


class Attending(LiveElement, component='attending.js'):
    """Invisible; the attendance of a page of the workspace."""

    def __init__(self, presence: PresenceService) -> None:
        super().__init__('')  # the tag is the component's own
        self.attendance = Attendance(self, presence)


def _nothing(_: str) -> None:
    """What is done where nobody listens."""

"""The client as a reader: counted as a visit once, present while they look, unless they hide.

Begins the line out: a visit is a row, presence is not.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from nicegui import background_tasks, events

from components.engine.directions import isolated
from components.live.element import LiveElement
from components.presence import Attendance
from components.proposals.public.messages import Reading, parse
from components.proposals.public.sources import Sources
from models import ShareLink, ViewVerdict
from models.viewer import LinkHolder
from services.core import Services
from services.errors import AppError
from services.link_limits import LinkLimits
from services.presence import Person
from services.proposals import visits
from services.proposals.topics import client, clients_here, proposal_viewers, proposal_writers

log = logging.getLogger(__name__)


class VisitTracker(LiveElement, component='visit_tracker.js'):
    """The switch "Hide that I am reading", and what it stands for."""

    def __init__(
        self,
        services: Services,
        viewer: LinkHolder,
        link: ShareLink,
        *,
        limits: LinkLimits,
        user_agent: str,
    ) -> None:
        super().__init__('')  # the tag is the component's own
        self._services = services
        self._limits = limits
        self._viewer = viewer
        self._label = link.label
        self._user_agent = user_agent
        self._visit: UUID | None = None
        self._browser = ''
        self._is_counted = False
        self._counting = asyncio.Lock()
        self._has_left = False
        self._looked_at: int | None = None
        """Version whose changes they have seen, until the visit notes it."""
        self._is_seen = False
        self._section = ''
        self._typed = ''
        self._came_at = datetime.now(UTC)
        self._progress: Callable[[str], int] = lambda _: 0
        self._spell: Callable[[str], tuple[str, str]] = lambda _: ('', '')
        """Turns what is in view into `(title, words)`."""
        self._attendance = Attendance(self, services.presence)
        self._attendance.on_section = self._on_section
        self._attendance.admits = self._may_show
        self.on('reading', self._on_reading)
        self.on('looked', self._on_looked, args=[])
        self.on('left', self._on_left, args=[])
        self.on_end(self._on_end)

    def look_at(self, sources: Sources) -> None:
        """Tell what they have in view, and anew when that or their link is called otherwise."""
        self._spell, self._progress = sources.spell, sources.progress
        for query in (sources.proposal, sources.days):
            self.on_end(query.subscribe(lambda _: self._show_place()))
        self.on_end(sources.links.subscribe(lambda _: self._rename(sources.links.rows)))

    async def _on_reading(self, event: events.GenericEventArguments) -> None:
        reading = parse(Reading, event.args)
        if reading is None:
            return
        if not reading.seen:
            self._hide()
            return
        if not self._may_show():
            return
        self._typed = reading.name
        self._browser = reading.browser
        self._show()
        if visits.verdict(self._user_agent) is ViewVerdict.MACHINE:
            await self._count()  # it says so itself; no hand will follow

    async def _on_looked(self) -> None:
        """A hand moved, or the page was in view for some seconds."""
        self._has_left = False
        if self._is_seen:
            await self._count()

    async def _count(self) -> None:
        """Count the visit, once, and what they have looked at; done when it is stored."""
        async with self._counting:
            if not self._is_counted:
                self._is_counted = True
                await self._begin()
            await self._note()

    async def _begin(self) -> None:
        if not self._limits.may_note_visit(self._viewer.share_link_id):
            log.info('a visit was not recorded: too many of this link')
            return
        try:
            self._visit = await self._services.run(
                visits.begin, self._viewer, user_agent=self._user_agent, browser=self._browser
            )
        except AppError as error:
            log.warning('a visit was not recorded: %s', error)

    def _may_show(self) -> bool:
        return self._limits.may_show(self._viewer.share_link_id)

    @property
    def _person(self) -> Person:
        return client(self._viewer, self._typed, label=self._label)

    def _show(self) -> None:
        viewer, attendance, person = self._viewer, self._attendance, self._person
        self._is_seen = True
        for topic, where in self._places():
            attendance.enter(topic, replace(person, **where))
        attendance.write_on(proposal_writers(viewer.proposal_id), person)

    def _hide(self) -> None:
        """From here on nothing about them is told or stored, not even when they leave."""
        self._is_seen = False
        self._visit = self._looked_at = None
        self._section = ''
        self._attendance.withdraw()

    def _on_section(self, section: str) -> None:
        self._section = section
        self._show_place()

    def _rename(self, links: Sequence[ShareLink]) -> None:
        if links and links[0].label != self._label:
            self._label = links[0].label
            self._show_place()
            if self._is_seen:
                self._attendance.write_on(proposal_writers(self._viewer.proposal_id), self._person)

    def _show_place(self) -> None:
        if self._is_seen:
            who = {'name': self._person.name, 'label': self._label}
            for topic, where in self._places():
                self._attendance.change(topic, **who, **where)

    def _places(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        """Where the operator sees them, and what they read there."""
        viewer = self._viewer
        title, words = self._spell(self._section)
        place = self._section if words else ''
        both = ' · '.join(isolated(part) for part in (title, words) if part)
        return (
            (proposal_viewers(viewer.proposal_id), {'place': place, 'words': words}),
            (
                clients_here(viewer.organization_id),
                {
                    'place': str(viewer.proposal_id),
                    'words': both,
                    'progress': self._progress(self._section),
                    'since': self._came_at,
                },
            ),
        )

    async def _on_left(self) -> None:
        """Their browser goes to another page, or to this one anew, which goes on with the visit."""
        self._has_left = True
        if self._visit:
            await self._end_visit(self._visit)

    def _on_end(self) -> None:
        if self._visit and not self._has_left:
            background_tasks.create(self._end_visit(self._visit), name='end visit')

    async def acknowledge(self, version: int) -> None:
        """Note that they have seen what changed, with their visit; never for who reads unseen."""
        self._looked_at = version
        if self._is_seen:
            await self._count()

    async def _note(self) -> None:
        if self._visit is None or self._looked_at is None:
            return
        version, self._looked_at = self._looked_at, None
        try:
            await self._services.run(
                visits.acknowledge, self._viewer, visit_id=self._visit, version=version
            )
        except AppError as error:
            log.warning('an acknowledgement was not recorded: %s', error)

    async def _end_visit(self, visit_id: UUID) -> None:
        try:
            await self._services.run(visits.end, self._viewer, visit_id=visit_id)
        except AppError as error:
            log.warning('the end of a visit was not recorded: %s', error)

"""The client as a reader: counted as a visit once, present while they look, unless they hide.

Begins the line out: a visit is a row, presence is not.
"""

import logging
from uuid import UUID

from nicegui import background_tasks, events

from components.live_element import LiveElement
from components.public.wire import Reading, parse
from models import ShareLink
from models.viewer import LinkHolder
from services import visits
from services.core import Services
from services.errors import AppError
from services.presence import Person, PersonKind
from services.status import Unsubscribe

log = logging.getLogger(__name__)

CLIENT_COLOR = 4


class Reader(LiveElement, component='reader.js'):
    """The switch "Hide that I am reading", and what it stands for."""

    def __init__(
        self, services: Services, viewer: LinkHolder, link: ShareLink, *, user_agent: str
    ) -> None:
        super().__init__('')  # the tag is the component's own
        self._services = services
        self._viewer = viewer
        self._label = link.label
        self._user_agent = user_agent
        self._visit: UUID | None = None
        self._is_counted = False
        self._leave: Unsubscribe | None = None
        self._reading = Reading(seen=False, name='')
        self.on('reading', self._on_reading)
        # a socket that is lost takes the reader with it, and brings them back
        self.client.on_disconnect(self._step_out)
        self.client.on_connect(self._step_in)
        self.on_end(self._on_end)

    async def _on_reading(self, event: events.GenericEventArguments) -> None:
        reading = parse(Reading, event.args)
        if reading is None:
            return
        self._reading = reading
        if not reading.seen:
            self._step_out()
            return
        self._step_in()
        if not self._is_counted:
            self._is_counted = True
            try:
                self._visit = await self._services.run(
                    visits.begin, self._viewer, user_agent=self._user_agent
                )
            except AppError as error:
                log.warning('a visit was not recorded: %s', error)

    def _step_in(self) -> None:
        if self._leave or not self._reading.seen or self.is_deleted:
            return
        person = Person(
            key=f'link:{self._viewer.share_link_id}',
            name=(self._reading.name or self._label)[:200],
            kind=PersonKind.CLIENT,
            color=CLIENT_COLOR,
        )
        self._leave = self._services.presence.enter(topic(self._viewer.proposal_id), person)

    def _step_out(self) -> None:
        leave, self._leave = self._leave, None
        if leave:
            leave()

    def _on_end(self) -> None:
        self._step_out()
        if self._visit:
            background_tasks.create(self._end_visit(self._visit), name='end visit')

    async def _end_visit(self, visit_id: UUID) -> None:
        try:
            await self._services.run(visits.end, self._viewer, visit_id=visit_id)
        except AppError as error:
            log.warning('the end of a visit was not recorded: %s', error)


def topic(proposal_id: UUID) -> str:
    """Where everybody who looks at a proposal meets."""
    return f'proposal:{proposal_id}'

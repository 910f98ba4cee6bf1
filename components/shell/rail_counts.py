"""How many there are at each place, on every page: one figure for an organization. Line in, 6."""

from collections.abc import Callable
from typing import Any

from components.live.element import LiveElement
from components.shell.frame import Frame
from services.accounts.members import Member
from services.core import Services
from services.dashboard.counters import contact_figures
from services.dashboard.counting import Calendar
from services.dashboard.pipeline import waiting
from services.realtime.live import Figure, Query


class RailCounts(LiveElement):
    """Has nothing to show of its own: `with shell.here: RailCounts(…)`."""

    def __init__(self, shell: Frame, services: Services, member: Member) -> None:
        super().__init__('span')
        self.classes('t-hidden')
        self._shell = shell
        self._services = services
        self._viewer = member.viewer
        organization_id = member.viewer.organization_id
        contacts = contact_figures(organization_id, Calendar(time_zone=member.time_zone))
        self._count('proposals', 'waiting for you', waiting(organization_id), lambda found: found)
        self._count('contacts', 'contacts', contacts, lambda found: found.total)

    def _count(
        self, place: str, meaning: str, query: Query[Figure[Any]], number: Callable[..., int]
    ) -> None:
        live = self.watch(self._services.live, query, self._viewer)

        def show(_: object = None) -> None:
            count = next((number(row.value) for row in live.rows), 0)
            self._shell.show_count(place, count, meaning)

        self.follow(live, show)
        show()

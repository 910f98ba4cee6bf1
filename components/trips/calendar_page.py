"""The page of the calendar: one month at a time, live, each with an address of its own. Line in."""

from collections.abc import Callable

from nicegui import ui

from components.kit.icons import icon
from components.kit.markup import box, text
from components.live.element import LiveElement
from components.presence import Attending
from components.realtime.badge import LiveBadge
from components.shell.frame import Frame, head_end, page_head
from components.shell.live_page import LiveScreen
from components.trips.calendar import Month, Shown, draw
from components.trips.list_page import place_ways
from components.view.element import ViewElement
from components.view.view import View
from services import time_zones
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.core import Services
from services.trips import queries


class CalendarPage(LiveElement, LiveScreen):
    """`CalendarPage(services, member, shell, month)`; without a month this one."""

    skeleton: Callable[[], ui.element] | None = None

    def __init__(
        self, services: Services, member: Member, shell: Frame, month: Month | None = None
    ) -> None:
        super().__init__('div')
        self._services = services
        self._member = member
        self._today = time_zones.today(member.time_zone)
        self._month = month or Month(self._today.replace(day=1))
        organization_id = member.viewer.organization_id
        query = queries.trips_between(self._month.start, self._month.end, organization_id)
        self._trips = self.watch(services.live, query, member.viewer)

    @property
    def root(self) -> LiveElement:
        return self

    async def ready(self) -> None:
        await self._trips.ready()

    def title(self) -> str:
        return f'{self._month.name} · Trips · Tradewind'

    def fill(self) -> None:
        with self:
            with page_head('Trips'):
                LiveBadge(self._services.realtime, self._trips)
                with head_end():
                    place_ways('Calendar')
            self._place_months()
            view = View(draw, self._shown())
            self.on_end(view.stop)
            ViewElement(view, acts={})
            self._attendance = Attending(self._services.presence).attendance
        self.follow(self._trips, lambda _: view.show(self._shown()))

    def enter(self) -> None:
        """Be seen at work."""
        topic = workspace(self._member.viewer.organization_id)
        self._attendance.enter(topic, colleague(self._member), lingers=True)

    def _shown(self) -> Shown:
        return Shown(self._month, self._today, tuple(self._trips.rows))

    def _place_months(self) -> None:
        month = self._month
        with box('t-row t-month__bars'):
            text(month.name, 't-h2', 'h2')
            with box('t-row t-month__go', 'nav', aria_label='Months'):
                _step(month.moved(-1), 'Month before', 'arrow-left', 'ArrowLeft')
                text('Today', 't-btn t-btn--secondary t-btn--sm', 'a', href='/trips/calendar')
                _step(month.moved(1), 'Month after', 'arrow-right', 'ArrowRight')


def _step(month: Month, label: str, symbol: str, key: str) -> None:
    address = f'/trips/calendar?month={month.first:%Y-%m}'
    look = 't-btn t-btn--ghost t-btn--icon t-btn--sm'
    with box(look, 'a', href=address, aria_label=f'{label}, {month.name}', data_key=key):
        icon(symbol)

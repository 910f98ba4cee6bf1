"""The page of the list of trips: a new one by hand, and the way to the calendar. Both lines."""

from typing import Any
from uuid import UUID

from components.kit.icons import icon
from components.kit.markup import box, text
from components.live.actions import Actions
from components.live.form_dialog import FormDialog
from components.records.list_page import PlainListPage
from components.trips.list import TRIPS
from services.trips import commands

WAYS = (('List', '/trips', 'menu'), ('Calendar', '/trips/calendar', 'calendar-days'))


class TripsPage(PlainListPage):
    """`TripsPage(TRIPS, services, member, shell, lists)`"""

    def place_ways(self) -> None:
        place_ways('List')

    def open_new(self) -> None:
        FormDialog('New trip', TRIPS.new, self._create)

    async def _create(self, *, id: UUID, **typed: Any) -> None:
        """Make it and open it. Raises: `AppError`."""
        actions = Actions(self.services, self.member.viewer, self)
        made = await actions.run(commands.plan, id=id, **typed)
        self.client.open(f'/trips/{made.id}')


def place_ways(chosen: str) -> None:
    """Place the switch between list and calendar."""
    with box('t-seg t-seg--ways', 'nav', aria_label='Ways to look at trips'):
        for label, address, symbol in WAYS:
            current = 'page' if label == chosen else None
            with box('', 'a', href=address, aria_current=current, title=label):
                icon(symbol, 14)
                text(label, 't-no-phone')

"""The trips of an organization, live: `/trips`, `/trips/calendar`, `/trips/{id}`."""

from datetime import date
from functools import partial
from typing import Annotated

from fastapi import Depends, Response
from nicegui import Client, ui

from components.shell.live_page import live_page
from components.trips.calendar import Month
from components.trips.calendar_page import CalendarPage
from components.trips.list import TRIPS
from components.trips.list_page import TripsPage
from components.trips.record import TripPage
from models.fields import FIRST_YEAR, LAST_YEAR
from pages.guard import Guard
from pages.live_routes import list_route, record_route
from services.accounts.members import Member
from services.core import Services


def register(services: Services, guard: Guard) -> None:
    """Make the pages; the calendar before any trip, whose id it is not."""
    list_route(services, guard, 'trips', partial(TripsPage, TRIPS))

    @ui.page('/trips/calendar', title='Trips · Tradewind', response_timeout=15)
    async def calendar(
        client: Client, member: Annotated[Member, Depends(guard)], month: str = ''
    ) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda shell: CalendarPage(services, member, shell, month_named(month)),
            place='trips',
        )

    record_route(services, guard, 'trips', TripPage)


def month_named(named: str) -> Month | None:
    """`2027-03`; None for what names no month of our time."""
    try:
        first = date.fromisoformat(f'{named}-01')
    except ValueError:
        return None
    # whole weeks are shown, so the first and the last month have neighbours
    return Month(first) if FIRST_YEAR < first.year < LAST_YEAR else None

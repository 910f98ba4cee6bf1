"""Until when somebody may put something off, by the clock of their organization. Pure."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from services.time_zones import zone

AFTERNOON = time(14)
MORNING = time(8, 30)
HOUR = timedelta(hours=1)
WEEK_DAYS = 7


class Snooze(NamedTuple):
    """One choice."""

    name: str
    label: str
    symbol: str
    until: datetime
    """In the organization's zone."""


def choices(now: datetime, time_zone: str) -> tuple[Snooze, ...]:
    """In an hour, this afternoon, on Monday morning; what is over already is left out."""
    there = zone(time_zone)
    here = now.astimezone(there)
    # an hour of real time, also where clocks are changed meanwhile
    hour = (now + HOUR).astimezone(there)
    afternoon = datetime.combine(here, AFTERNOON, there)
    monday = datetime.combine(here + timedelta(days=WEEK_DAYS - here.weekday()), MORNING, there)
    found = (
        Snooze('hour', 'In an hour', 'clock', hour),
        Snooze('afternoon', 'This afternoon', 'sun', afternoon),
        Snooze('monday', 'Monday', 'calendar-days', monday),
    )
    return tuple(each for each in found if each.until > now)


def until(snoozed: datetime, now: datetime, time_zone: str) -> str:
    """`till 14:00`, `till Mon 08:30`, `till 4 Dec`"""
    there = zone(time_zone)
    end, here = snoozed.astimezone(there), now.astimezone(there)
    days = (end.date() - here.date()).days
    if days <= 0:
        return f'till {end:%H:%M}'
    if days < WEEK_DAYS:
        return f'till {end:%a %H:%M}'
    return f'till {end.day} {end:%b}'

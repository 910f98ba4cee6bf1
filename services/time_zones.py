"""Days where an organization is: one rule for "last day", as `tradewind.is_past` says it in SQL."""

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from models.organization import ANYWHERE

TICK = timedelta(microseconds=1)


@lru_cache(1024)
def zone(name: str) -> ZoneInfo:
    """The zone of that name; anywhere on earth for one that nobody knows here."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(ANYWHERE)


@lru_cache(1)
def names() -> list[str]:
    """Zones to choose from, by region and city."""
    return sorted(name for name in available_timezones() if '/' in name or name == 'UTC')


def day_at(moment: datetime, time_zone: str) -> date:
    """The date there at that moment."""
    return moment.astimezone(zone(time_zone)).date()


def today(time_zone: str, *, now: datetime | None = None) -> date:
    return day_at(now or datetime.now(UTC), time_zone)


def is_past(day: date | None, time_zone: str, *, now: datetime | None = None) -> bool:
    """Whether a last day is over there; never for none."""
    return day is not None and day < today(time_zone, now=now)


def end_of(day: date, time_zone: str) -> datetime:
    """The first moment of the next day there."""
    return datetime.combine(day + timedelta(days=1), time(), zone(time_zone)).astimezone(UTC)


def last_day(end: datetime, time_zone: str) -> date:
    """The day that ends then: midnight belongs to the day before."""
    return day_at(end - TICK, time_zone)

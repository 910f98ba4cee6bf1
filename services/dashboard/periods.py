"""Today, this month and the last days where an organization is; pure, step 5 of the line in.

Days and months are those of its calendar: a day may have 23 hours, or none. `Periods` says where
they begin, so that the database counts between these moments (`services/dashboard/counting.py`) and
Python between the same; nobody else does such arithmetic.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Generic, TypeVar

from services import time_zones

DAYS = 14
"""What a small line shows, and what it is compared with before that."""
DAY = timedelta(days=1)
Amount = TypeVar('Amount', int, Decimal)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Generic[Amount]):
    """What fell into each period."""

    today: Amount
    yesterday: Amount
    this_month: Amount
    last_month: Amount
    days: tuple[Amount, ...]
    """Twice as many as are shown, the last is today."""

    @property
    def spark(self) -> tuple[Amount, ...]:
        """The last days, oldest first."""
        return self.days[-DAYS:]

    @property
    def period(self) -> Amount:
        """In these days."""
        return sum(self.spark, self.today - self.today)

    @property
    def period_before(self) -> Amount:
        """In as many days before them."""
        return sum(self.days[:-DAYS], self.today - self.today)

    @property
    def change(self) -> int | None:
        """In whole percent; None where there was nothing before."""
        return change(self.period, self.period_before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Periods:
    """The calendar of a time zone at one moment."""

    time_zone: str
    today: date
    bounds: tuple[datetime, ...]
    """Where days begin, in order, of all that is counted; the last is the end of today. A moment's
    *stretch* is how many of them it is not before."""

    @classmethod
    def at(cls, now: datetime, time_zone: str) -> 'Periods':
        today = time_zones.day_at(now, time_zone)
        days = [today + DAY - DAY * back for back in range(2 * DAYS + 1)]
        first = today.replace(day=1)
        begins = {begin(day, time_zone) for day in (*days, first, month_before(first))}
        return cls(time_zone=time_zone, today=today, bounds=tuple(sorted(begins)))

    @property
    def days(self) -> list[date]:
        """All that are counted, oldest first."""
        return [self.today - DAY * back for back in reversed(range(2 * DAYS))]

    @property
    def months(self) -> tuple[datetime, datetime]:
        """Where the last and this month begin."""
        first = self.today.replace(day=1)
        return begin(month_before(first), self.time_zone), begin(first, self.time_zone)

    @property
    def ends(self) -> datetime:
        """When today is over."""
        return self.bounds[-1]

    @property
    def hours(self) -> float:
        """How long today is."""
        return (self.ends - begin(self.today, self.time_zone)) / timedelta(hours=1)

    def stretch(self, moment: datetime) -> int:
        """As `width_bucket(moment, bounds)`."""
        return bisect_right(self.bounds, moment)

    def counted(self, amounts: Mapping[int, Amount], nothing: Amount) -> Counted[Amount]:
        """Of what each stretch has."""

        def within(first: date, last: date) -> Amount:
            found = range(
                self.stretch(begin(first, self.time_zone)),
                self.stretch(begin(last + DAY, self.time_zone)),
            )
            return sum((amounts.get(each, nothing) for each in found), nothing)

        first = self.today.replace(day=1)
        return Counted(
            today=within(self.today, self.today),
            yesterday=within(self.today - DAY, self.today - DAY),
            this_month=within(first, self.today),
            last_month=within(month_before(first), first - DAY),
            days=tuple(within(day, day) for day in self.days),
        )


def count(moments: Iterable[datetime], time_zone: str, now: datetime) -> Counted[int]:
    """Count moments; those that are still to come are in no period."""
    periods = Periods.at(now, time_zone)
    amounts: dict[int, int] = {}
    for moment in moments:
        if moment <= now:
            stretch = periods.stretch(moment)
            amounts[stretch] = amounts.get(stretch, 0) + 1
    return periods.counted(amounts, 0)


def change(now: Decimal | int, before: Decimal | int) -> int | None:
    """In whole percent, half away from nothing; None where there was nothing before."""
    if not before:
        return None
    percent = (Decimal(now) - Decimal(before)) * 100 / abs(Decimal(before))
    return int(percent.to_integral_value(ROUND_HALF_UP))


def begin(day: date, time_zone: str) -> datetime:
    """The first moment of a day there."""
    return time_zones.end_of(day - DAY, time_zone)


def month_before(first: date) -> date:
    """The first day of the month before the one that begins then."""
    return (first - DAY).replace(day=1)


def greeting(now: datetime, time_zone: str) -> str:
    """`Good morning`, by the clock there."""
    hour = now.astimezone(time_zones.zone(time_zone)).hour
    if 5 <= hour < 12:
        return 'Good morning'
    return 'Good afternoon' if 12 <= hour < 18 else 'Good evening'


def next_quarter(now: datetime) -> datetime:
    """The next moment at which a greeting or a date may be another one, in any zone."""
    quarter = now.astimezone(UTC).replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    return quarter + timedelta(minutes=15)

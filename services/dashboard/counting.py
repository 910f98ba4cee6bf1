"""How the database counts by local days: between the moments that `periods.py` names. Step 5.

A statement says of each stretch between two of them how much is in it. It is counted anew each
time, by an index; nothing is ever added to what was counted before.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Select, func, literal

from models.base import Utc
from services.dashboard.periods import Periods
from services.realtime.live import Figure, Query, figure_of

Clock = Callable[[], datetime]
AT_MOST_EVERY_S = 0.7
"""So that no second holds more than two frames, though some come late."""
LEAST_S = 0.05
LONGEST_S = 3600.0
"""A clock may be set: what is right until midnight is read once an hour."""


def clock() -> datetime:
    return datetime.now(UTC)


def stretch(at: Any, periods: Periods) -> ColumnElement[int]:
    """In which stretch a moment is, as `Periods.stretch` says it."""
    bounds = literal(list(periods.bounds), ARRAY(Utc))
    found: ColumnElement[int] = func.width_bucket(at, bounds)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The local days of one organization, by a clock."""

    time_zone: str
    now: Clock = clock

    @property
    def periods(self) -> Periods:
        """As they are now."""
        return Periods.at(self.now(), self.time_zone)

    def by_day(self, make: Callable[[Periods], Select[Any]]) -> Callable[[], Select[Any]]:
        """A statement that is made once a day, since making it takes longer than reading."""
        once = lru_cache(maxsize=1)(make)
        return lambda: (once if self.now is clock else make)(self.periods)

    def until(self) -> ColumnElement[datetime]:
        """Up to when is counted: by the database's own clock, since by another one that is slow
        what was just written would be still to come."""
        return func.now() if self.now is clock else literal(self.now(), Utc)

    def is_counted(self, at: Any, periods: Periods) -> tuple[ColumnElement[bool], ...]:
        """Whether a moment is in any period."""
        return at >= periods.bounds[0], at <= self.until()

    def lasts_s(self, coming: datetime | None = None) -> float:
        """For how long what is counted now is right: until midnight, or the next stamped moment
        that is still to come."""
        ends, now = self.periods.ends, self.now()
        left = ((min(ends, coming) if coming else ends) - now).total_seconds()
        return max(LEAST_S, min(left, LONGEST_S))

    def figure(
        self, name: str, organization_id: UUID, *statements: Any, **more: Any
    ) -> Query[Figure[Any]]:
        """A figure that follows this calendar. A burst of changes is read at once and once more
        at its end, and in between as often as eyes can follow."""
        return figure_of(
            name,
            organization_id,
            self.time_zone,
            *statements,
            at_most_every_s=AT_MOST_EVERY_S,
            lasts_s=lambda value: self.lasts_s(getattr(value, 'coming', None)),
            **more,
        )

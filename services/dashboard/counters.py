"""The counters of the dashboard, and the counts of the rail: recounted by SQL, one row each.

Step 5 of the line in. All members of an organization share them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import accumulate
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func
from sqlmodel import col, select

from models import ActivityEvent, Contact
from services.contacts.queries import CONTACTS
from services.dashboard.counting import Calendar, stretch
from services.dashboard.periods import Counted, Periods
from services.realtime.live import Figure, Label, Query


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFigures:
    """How many there are, and how many came."""

    total: int = 0
    added: Counted[int] | None = None
    coming: datetime | None = None
    """When the next one is stamped that is stamped in the future."""

    @property
    def line(self) -> tuple[int, ...]:
        """How many of them were there at the end of each day."""
        added = self.added.spark if self.added else ()
        return tuple(accumulate(added, initial=self.total - sum(added)))[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFigures:
    """How much happened."""

    counted: Counted[int] | None = None
    coming: datetime | None = None


def contact_figures(organization_id: UUID, calendar: Calendar) -> Query[Figure[ContactFigures]]:
    """Counted of those whom the list of contacts shows."""
    living = CONTACTS.conditions(organization_id, CONTACTS.start)
    everybody = select(func.count()).select_from(Contact).where(*living)
    counted, coming = counted_by_day(col(Contact.created_at), living, calendar)

    def value(total: Sequence[int], days: Sequence[Any], coming: Sequence[Any]) -> ContactFigures:
        added = calendar.periods.counted({each: number for each, number in days}, 0)
        return ContactFigures(total=total[0], added=added, coming=coming[0])

    return calendar.figure(
        'contact_figures', organization_id, everybody, counted, coming,
        value=value, label=Label('Contacts', 'users'), tables=('contacts',),
    )  # fmt: skip


def event_figures(organization_id: UUID, calendar: Calendar) -> Query[Figure[EventFigures]]:
    """All that happened, as the feed tells it."""
    of_organization = (col(ActivityEvent.organization_id) == organization_id,)
    counted, coming = counted_by_day(col(ActivityEvent.occurred_at), of_organization, calendar)

    def value(days: Sequence[Any], coming: Sequence[Any]) -> EventFigures:
        counts = calendar.periods.counted({each: number for each, number in days}, 0)
        return EventFigures(counted=counts, coming=coming[0])

    return calendar.figure(
        'event_figures', organization_id, counted, coming,
        value=value, label=Label('Events', 'history'), tables=('activity_events',),
    )  # fmt: skip


def counted_by_day(
    at: Any, conditions: Sequence[ColumnElement[bool]], calendar: Calendar
) -> tuple[Any, Any]:
    """Statements: how many rows each stretch has, and when the next one comes that is to come."""

    def counted(periods: Periods) -> Select[Any]:
        where = stretch(at, periods).label('stretch')
        found: Any = select(where, func.count()).where(*conditions)
        counted: Select[Any] = found.where(*calendar.is_counted(at, periods)).group_by('stretch')
        return counted

    def coming(_: Periods) -> Select[Any]:
        return select(func.min(at)).where(*conditions, at > calendar.until())

    return calendar.by_day(counted), calendar.by_day(coming)

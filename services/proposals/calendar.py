"""A proposal as a calendar file: the trip and each of its days, read under the viewer's claims."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from models import Proposal, ProposalActivity, ProposalDay, ProposalStatus
from models.viewer import Viewer
from services.database import Database
from services.proposals import queries
from services.proposals.totals import counts

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """What the file is made of."""

    proposal: Proposal
    days: Sequence[ProposalDay]
    activities: Sequence[ProposalActivity]


async def trip(
    database: Database, viewer: Viewer, proposal_id: UUID, organization_id: UUID
) -> Trip | None:
    """The proposal as this viewer sees it; None when it is not theirs to see."""
    async with database.read(viewer) as session:
        found = await queries.proposal(proposal_id, organization_id).read(session)
        if not found:
            return None
        return Trip(
            proposal=found[0],
            days=await queries.days(proposal_id, organization_id).read(session),
            activities=await queries.activities(proposal_id, organization_id).read(session),
        )


def ics(trip: Trip) -> bytes | None:
    """The file; None for a trip without a date."""
    start = trip.proposal.starts_on
    if start is None:
        return None
    from icalendar import Calendar  # noqa: PLC0415  (rarely asked for, and slow to import)

    calendar = Calendar()
    calendar.add('prodid', '-//Tradewind//Proposals//EN')
    calendar.add('version', '2.0')
    calendar.add('method', 'PUBLISH')
    planned = _after(start, len(trip.days) - 1) or start
    end = trip.proposal.ends_on or planned
    title = trip.proposal.title or 'Your trip'
    calendar.add_component(_event(trip, trip.proposal, (start, end), title, trip.proposal.subtitle))
    for index, day in enumerate(trip.days):
        when = _after(start, index)
        if when is None or when > end:
            break  # the trip is over: it ends before its days do
        title = day.title or f'Day {index + 1}'
        calendar.add_component(_event(trip, day, (when, when), title, _described(trip, day)))
    content: bytes = calendar.to_ical()
    return content


def _event(
    trip: Trip,
    row: Proposal | ProposalDay,
    dates: tuple[date, date],
    title: str,
    description: str,
) -> 'Event':
    """All day from first to last; the same row is the same event when it is loaded again."""
    from icalendar import Event  # noqa: PLC0415

    event = Event()
    event.add('uid', f'{row.id}@tradewind')
    event.add('dtstamp', row.updated_at or datetime.now(UTC))
    event.add('sequence', row.revision)
    event.add('summary', title)
    event.add('dtstart', dates[0])
    # the day after the last one, as the format has it; one day where the calendar ends
    if after := _after(dates[1], 1):
        event.add('dtend', after)
    is_settled = trip.proposal.status is ProposalStatus.APPROVED
    event.add('status', 'CONFIRMED' if is_settled else 'TENTATIVE')
    event.add('transp', 'TRANSPARENT')
    if description:
        event.add('description', description)
    return event


def _after(start: date, days: int) -> date | None:
    """So many days later; None where no calendar goes that far."""
    return start + timedelta(days=max(days, 0)) if days <= (date.max - start).days else None


def _described(trip: Trip, day: ProposalDay) -> str:
    """The day's prose, then what is included or chosen."""
    lines = [
        f'• {activity.title}'
        for activity in trip.activities
        if activity.day_id == day.id and counts(activity)
    ]
    return '\n\n'.join(part for part in (day.body, '\n'.join(lines)) if part)

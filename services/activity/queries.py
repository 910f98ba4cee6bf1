"""What screens read of what happened: the feed, a timeline, everything. Line in, step 5."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, DateTime, func, or_, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ActivityEvent, Contact, Profile, Proposal
from services import time_zones
from services.activity import state as chosen
from services.activity.events import Event, read_events, select_events
from services.activity.kinds import PARTS, Part
from services.activity.state import State
from services.realtime.live import (
    Dependency,
    Figure,
    Label,
    Query,
    SharedBy,
    Window,
    by,
    figure_of,
    window_of,
)
from services.realtime.live.queries import all_rows, private_name

KEYS = (by(ActivityEvent.occurred_at, descending=True), by(ActivityEvent.id))
OF_FEED = 100
"""Events of which the feed makes its entries."""
OFFERED = 20
"""Contacts and proposals that are offered to filter by: those of which was heard last."""
LABEL = Label('Activity', 'history')
NAMES = (
    Dependency(table='contacts', held_by='contact_id'),
    Dependency(table='contacts', held_by='actor_id'),
    Dependency(table='proposals', held_by='proposal_id'),
)
"""Whoever is named otherwise now is named otherwise at once."""
EVENTS = Dependency(table='activity_events', key='id')
Counts = Mapping[Part, int]


class Of(StrEnum):
    """Whose timeline."""

    CONTACT = 'contact_id'
    PROPOSAL = 'proposal_id'
    TRIP = 'trip_id'


class Offered(NamedTuple):
    """Something to filter by."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCounts:
    """What stands around the list of everything."""

    total: int = 0
    by_part: Counts
    kinds: frozenset[str] = frozenset()
    """Those there are."""
    members: tuple[Offered, ...] = ()
    contacts: tuple[Offered, ...] = ()
    proposals: tuple[Offered, ...] = ()


UNCOUNTED = EventCounts(by_part={})


def latest_events(organization_id: UUID) -> Query[Event]:
    """The newest, for the feed."""
    return window_of(
        'activity_feed',
        organization_id,
        '',
        select_events(organization_id),
        id=ActivityEvent.id,
        window=Window(keys=KEYS, limit=OF_FEED),
        read=read_events,
        label=LABEL,
        depends_on=(EVENTS, *NAMES),
    )


def events(organization_id: UUID, state: State, time_zone: str) -> Query[Event]:
    """A stretch of what somebody chose to look at."""
    conditions = _conditions(organization_id, state, time_zone)
    return window_of(
        'activity_list',
        organization_id,
        f'{state.name} {time_zone}',
        select_events(organization_id).where(*conditions),
        id=ActivityEvent.id,
        window=state.window(KEYS),
        read=read_events,
        label=LABEL,
        depends_on=(EVENTS, *NAMES),
    )


def found(organization_id: UUID, state: State, time_zone: str) -> Query[Figure[int]]:
    """How many there are of it."""
    counted = (
        select(func.count())
        .select_from(ActivityEvent)
        .where(
            col(ActivityEvent.organization_id) == organization_id,
            *_conditions(organization_id, state, time_zone),
        )
    )
    return figure_of(
        'activity_found', organization_id, f'{state.choice.name} {time_zone}', counted,
        value=lambda rows: int(rows[0][0]), label=Label('Counts', 'list-filter'),
        tables=('activity_events',),
    )  # fmt: skip


def newer_than(event_id: UUID, organization_id: UUID) -> Query[Figure[tuple[datetime | None, int]]]:
    """When an event was, None where there is none such, and how many came after it."""
    mine = col(ActivityEvent.organization_id) == organization_id
    when = select(col(ActivityEvent.occurred_at)).where(mine, col(ActivityEvent.id) == event_id)
    newer = (
        select(func.count())
        .select_from(ActivityEvent)
        .where(mine, col(ActivityEvent.occurred_at) > when.scalar_subquery())
    )
    return figure_of(
        'activity_place', organization_id, str(event_id), when, newer,
        value=lambda at, count: (at[0][0] if at else None, int(count[0][0])), label=LABEL,
        tables=('activity_events',),
    )  # fmt: skip


def counts(organization_id: UUID) -> Query[Figure[EventCounts]]:
    """Of everything, and who and what can be filtered by."""
    mine = col(ActivityEvent.organization_id) == organization_id
    kinds = select(col(ActivityEvent.kind), func.count()).where(mine).group_by(ActivityEvent.kind)
    members = (
        select(col(Profile.id), col(Profile.full_name))
        .where(col(Profile.organization_id) == organization_id)
        .order_by(col(Profile.full_name), col(Profile.id))
    )

    def value(by_kind: Sequence[Any], *offered: Sequence[Any]) -> EventCounts:
        parts = _parts(by_kind)
        named = [tuple(Offered(id, name) for id, name, *_ in each) for each in offered]
        return EventCounts(
            total=parts[Part.ALL], by_part=parts, kinds=frozenset(kind for kind, _ in by_kind),
            members=named[0], contacts=named[1], proposals=named[2],
        )  # fmt: skip

    return figure_of(
        'activity_counts', organization_id, '', kinds, members,
        _heard_of(Contact, Contact.full_name, ActivityEvent.contact_id, mine),
        _heard_of(Proposal, Proposal.title, ActivityEvent.proposal_id, mine),
        value=value, label=Label('Counts', 'list-filter'), tables=('activity_events',),
    )  # fmt: skip


def contact_timeline(
    contact_id: UUID, organization_id: UUID, part: Part = Part.ALL, most: int = chosen.STEP
) -> Query[Event]:
    """What happened with one contact, those that were merged into it included."""
    return _timeline(Of.CONTACT, contact_id, organization_id, part, most)


def proposal_timeline(
    proposal_id: UUID, organization_id: UUID, part: Part = Part.ALL, most: int = chosen.STEP
) -> Query[Event]:
    """What happened around one proposal."""
    return _timeline(Of.PROPOSAL, proposal_id, organization_id, part, most)


def contact_parts(contact_id: UUID, organization_id: UUID) -> Query[Figure[Counts]]:
    """How many events there are of each part, and of all."""
    return _timeline_parts(Of.CONTACT, contact_id, organization_id)


def proposal_parts(proposal_id: UUID, organization_id: UUID) -> Query[Figure[Counts]]:
    """The same around one proposal."""
    return _timeline_parts(Of.PROPOSAL, proposal_id, organization_id)


def _timeline(of: Of, id: UUID, organization_id: UUID, part: Part, most: int) -> Query[Event]:
    conditions = [_belongs(of, id)]
    if part is not Part.ALL:
        conditions.append(col(ActivityEvent.kind).in_(sorted(PARTS[part])))
    return window_of(
        'activity_timeline',
        organization_id,
        f'{of} {id} {part} {most}',
        select_events(organization_id).where(*conditions),
        id=ActivityEvent.id,
        window=Window(keys=KEYS, limit=most),
        read=read_events,
        label=Label('Timeline', 'history'),
        depends_on=(replace(EVENTS, column=of.value, value=str(id)), *NAMES, *_merges(of, id)),
    )


def _timeline_parts(of: Of, id: UUID, organization_id: UUID) -> Query[Figure[Counts]]:
    counted = (
        select(col(ActivityEvent.kind), func.count())
        .where(col(ActivityEvent.organization_id) == organization_id, _belongs(of, id))
        .group_by(ActivityEvent.kind)
    )

    async def read(session: AsyncSession) -> Sequence[Figure[Counts]]:
        return [Figure(value=_parts(await all_rows(session, counted)))]

    return Query(
        name=private_name('activity_parts', organization_id, f'{of} {id}'),
        organization_id=organization_id,
        read=read,
        label=Label('Counts', 'list-filter'),
        shared_by=SharedBy.ORGANIZATION,
        depends_on=(
            Dependency(table='activity_events', column=of.value, value=str(id)),
            *_merges(of, id),
            Dependency(table='profiles'),
        ),
    )


# conditions


def _conditions(
    organization_id: UUID, state: State, time_zone: str
) -> tuple[ColumnElement[bool], ...]:
    """What tab and filters let through."""
    at, filters = col(ActivityEvent.occurred_at), state.filters
    found: list[ColumnElement[bool]] = []
    if state.tab != Part.ALL:
        found.append(col(ActivityEvent.kind).in_(sorted(PARTS[state.tab])))
    if kinds := chosen.values(filters, 'kind'):
        found.append(col(ActivityEvent.kind).in_(kinds))
    for name, column in (
        ('member', ActivityEvent.actor_id),
        ('contact', ActivityEvent.contact_id),
        ('proposal', ActivityEvent.proposal_id),
        ('event', ActivityEvent.id),
    ):
        if some := chosen.ids(filters, name):
            found.append(col(column).in_(some))
    for first in chosen.days(filters, 'from'):
        found.append(at >= time_zones.end_of(first - timedelta(days=1), time_zone))
    for last in chosen.days(filters, 'to'):
        found.append(at < time_zones.end_of(last, time_zone))
    if lengths := chosen.numbers(filters, 'last'):
        # by the day of each reading: what is open at midnight goes on with the new day
        today = func.tradewind.today(organization_id, type_=Date)
        before = func.tradewind.end_of(today - max(lengths) - 1, time_zone, type_=DateTime(True))
        found.append(at >= before)
    return tuple(found)


def _belongs(of: Of, id: UUID) -> ColumnElement[bool]:
    column = col(getattr(ActivityEvent, of.value))
    merged = getattr(Contact, 'merged_into_id', None)
    if of is not Of.CONTACT or merged is None:
        return column == id
    return or_(column == id, column.in_(select(col(Contact.id)).where(merged == id)))


def _merges(of: Of, id: UUID) -> tuple[Dependency, ...]:
    """When contacts are merged what happened with all of them is read anew."""
    if of is not Of.CONTACT:
        return ()
    return (Dependency(table='contacts', column='id', value=str(id)),)


def _heard_of(table: Any, name: Any, column: Any, mine: ColumnElement[bool]) -> Any:
    """Those of which was heard last."""
    latest = (
        select(col(column).label('id'), func.max(ActivityEvent.occurred_at).label('at'))
        .where(mine, col(column).is_not(None))
        .group_by(column)
        .subquery()
    )
    return (
        select(col(table.id), col(name), latest.c.at)
        .join(latest, latest.c.id == table.id)
        .order_by(latest.c.at.desc(), col(table.id))
        .limit(OFFERED)
    )


def _parts(by_kind: Sequence[Any]) -> Counts:
    of_kind = dict(tuple(each) for each in by_kind)
    parts = {part: sum(of_kind.get(kind, 0) for kind in kinds) for part, kinds in PARTS.items()}
    return {Part.ALL: sum(of_kind.values()), **parts}

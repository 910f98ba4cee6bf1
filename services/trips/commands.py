"""What is done with trips: started from what was approved, made ready item by item.

Line out, step B. To delete and to bring back are the same for all records:
`services/records/commands.py`.
"""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Proposal, ProposalStatus, Trip, TripFields, TripItem, TripItemFields
from models.text import clean_line
from models.viewer import Operator
from services.commands import rows
from services.commands.editables import Editable
from services.commands.fields import validated
from services.commands.ordering import place
from services.contacts.commands import client_called
from services.errors import Invalid, NotFound
from services.proposals.editing import lock_proposal
from services.proposals.ordering import activities_in, days_in
from services.proposals.totals import counts
from services.records.commands import add
from services.retry import idempotent

UNTITLED = 'Untitled trip'


def check_dates(trip: Trip, values: Mapping[str, Any]) -> None:
    """Rules between fields. Raises: `Invalid`."""
    starts = values.get('starts_on', trip.starts_on)
    ends = values.get('ends_on', trip.ends_on)
    if starts and ends and starts > ends:
        field = 'ends_on' if 'ends_on' in values else 'starts_on'
        raise Invalid('The trip ends before it starts.', field=field)


async def _before_edit(session: AsyncSession, trip: Trip, changes: Mapping[str, Any]) -> None:
    check_dates(trip, changes)


async def _lock_trip_of(session: AsyncSession, item: TripItem) -> None:
    await _lock_trip(session, item.trip_id)


TRIP = Editable(
    table=Trip,
    fields=TripFields,
    name='trip',
    cells=frozenset({'title'}),
    before_edit=_before_edit,
)
TRIP_ITEM = Editable(
    table=TripItem,
    fields=TripItemFields,
    name='item',
    cells=frozenset({'title', 'supplier'}),
    lock_above=_lock_trip_of,
)


@idempotent
async def plan(
    session: AsyncSession, viewer: Operator, *, id: UUID, contact: str = '', **typed: Any
) -> Trip:
    """A trip by hand; `contact` is a name, or a line of `services.contacts.lookup.told_apart`.

    Raises: `Invalid`.
    """
    given = {name: value for name, value in typed.items() if value != ''}
    values = validated(TripFields, {'title': '', **given})
    check_dates(Trip(**values), values)
    name = clean_line(contact)
    client = await client_called(session, viewer, name=name) if name else None
    contact_id = client.id if client else None
    return await add(session, viewer, of=TRIP, id=id, contact_id=contact_id, **values)


@idempotent
async def start(session: AsyncSession, viewer: Operator, *, proposal_id: UUID, id: UUID) -> Trip:
    """The trip of an approved proposal, with what was chosen as things to confirm.

    Where there is one already, that one: two people may start it at once.
    Raises: `Invalid` for what is not approved.
    """
    proposal = await lock_proposal(session, proposal_id)
    if made := await _trip_of(session, proposal_id):
        return made
    if proposal.status is not ProposalStatus.APPROVED or proposal.deleted_at is not None:
        raise Invalid('A trip starts once the proposal is approved.')
    days = await days_in(session, proposal_id)
    trip = await rows.add(
        session,
        Trip(
            id=id,
            organization_id=proposal.organization_id,
            title=proposal.title or UNTITLED,
            contact_id=proposal.client_id,
            proposal_id=proposal_id,
            starts_on=proposal.starts_on,
            ends_on=_last_day(proposal, len(days)),
            travellers=proposal.travellers,
            owner_id=proposal.owner_id or await rows.profile_id(session, viewer),
        ),
    )
    chosen = [
        activity
        for day in days
        for activity in await activities_in(session, day.id)
        if counts(activity) and activity.title
    ]
    session.add_all(
        TripItem(
            organization_id=trip.organization_id,
            trip_id=trip.id,
            title=activity.title,
            position=number,
        )
        for number, activity in enumerate(chosen, 1)
    )
    await session.flush()
    return trip


@idempotent
async def add_item(
    session: AsyncSession, viewer: Operator, *, trip_id: UUID, id: UUID, **typed: Any
) -> TripItem:
    """One more thing to confirm, at the end; repeating it adds no second one."""
    values = validated(TripItemFields, typed)
    trip = await _lock_trip(session, trip_id)
    made = await rows.created_before(session, TripItem, id)
    if made is not None:
        return made
    return await rows.add(
        session, TripItem(id=id, organization_id=trip.organization_id, trip_id=trip_id, **values)
    )


@idempotent
async def move_item(session: AsyncSession, viewer: Operator, *, id: UUID, index: int) -> TripItem:
    """Put an item at this place among those of its trip, 0 is first."""
    item = await rows.get_row(session, TripItem, id)
    await _lock_trip(session, item.trip_id)
    found = await session.exec(
        select(TripItem)
        .where(
            TripItem.trip_id == item.trip_id, col(TripItem.deleted_at).is_(None), TripItem.id != id
        )
        .order_by(col(TripItem.position), col(TripItem.id))
    )
    position = await place(session, list(found), index)
    return await rows.change(session, TripItem, id, {'position': position})


async def _lock_trip(session: AsyncSession, trip_id: UUID) -> Trip:
    """Held before any of its items. Raises: `NotFound`, `NotAllowed`."""
    if await session.get(Trip, trip_id) is None:
        raise NotFound
    return await rows.lock_row(session, Trip, trip_id)


async def _trip_of(session: AsyncSession, proposal_id: UUID) -> Trip | None:
    living = col(Trip.proposal_id) == proposal_id, col(Trip.deleted_at).is_(None)
    return (await session.exec(select(Trip).where(*living))).first()


def _last_day(proposal: Proposal, days: int) -> Any:
    if proposal.ends_on or not (proposal.starts_on and days):
        return proposal.ends_on
    return proposal.starts_on + timedelta(days=days - 1)

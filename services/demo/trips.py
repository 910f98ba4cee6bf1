"""Rows of one demo trip: dates counted from now, or those of the proposal that was approved."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from models import Trip, TripItem
from services import time_zones
from services.demo.people import People, key_id
from services.demo.rows import ProposalRows
from services.demo.shapes import DemoTrip


class TripRows:
    """The rows of one trip."""

    def __init__(self, people: People, demo: DemoTrip, proposals: Iterable[ProposalRows]) -> None:
        self._people = people
        self._demo = demo
        self._of = next((one for one in proposals if one.demo.key == demo.proposal), None)
        self.trip = self._trip()

    @property
    def _today(self) -> date:
        return time_zones.day_at(self._people.now, self._people.demo.time_zone)

    def _id(self, *parts: object) -> UUID:
        return key_id(self._people.demo.key, 'trip', self._demo.key, *parts)

    def _in_days(self, days: int) -> date:
        return self._today + timedelta(days=days)

    def _trip(self) -> Trip:
        demo, key = self._demo, self._people.demo.key
        approved = self._of.proposal if self._of else None
        return Trip(
            id=self._id(),
            organization_id=self._people.organization_id,
            title=approved.title if approved else demo.title,
            contact_id=approved.client_id if approved else key_id(key, 'contact', demo.contact),
            proposal_id=approved.id if approved else None,
            owner_id=key_id(key, 'member', demo.owner),
            starts_on=approved.starts_on if approved else self._in_days(demo.leaves_in),
            ends_on=(
                approved.ends_on if approved else self._in_days(demo.leaves_in + demo.days - 1)
            ),
            state=demo.state,
            travellers=approved.travellers if approved else demo.travellers,
            notes=demo.notes,
        )

    def items(self) -> list[TripItem]:
        return [
            TripItem(
                id=self._id('item', number),
                organization_id=self._people.organization_id,
                trip_id=self.trip.id,
                title=item.title,
                supplier=item.supplier,
                is_confirmed=item.is_confirmed,
                due_on=None if item.due is None else self._in_days(item.due),
                position=number,
            )
            for number, item in enumerate(self._demo.items, 1)
        ]

"""The itinerary: the days of a proposal as a timeline."""

from collections.abc import Collection
from uuid import UUID

from components.engine.light import Light
from components.kit.keyed import Keyed
from components.proposals.public.day import Day
from components.proposals.public.offer import Offer
from components.proposals.public.option import Choose
from models import ProposalActivity, ProposalDay


class Days(Light):
    """Call the `show…` that fits the rows that changed."""

    def __init__(self, offer: Offer, choose: Choose) -> None:
        super().__init__('div')
        self.classes('p-days')
        self._days: Keyed[ProposalDay, Day] = Keyed(self, lambda day: Day(day, offer, choose))
        self.show_days(offer, ())

    def show_days(self, offer: Offer, changed: Collection[UUID]) -> None:
        """Insert, move and remove days; only `changed` ones are shown anew."""
        self._days.show(offer.days)
        for index, day in enumerate(offer.days):
            part = self._days.parts[day.id]
            part.place(index, offer)
            if day.id in changed:
                part.show_day(day)

    def show_activities(
        self, offer: Offer, changed: Collection[UUID], day_ids: Collection[UUID]
    ) -> None:
        """The same for the activities of these days."""
        for day_id in day_ids:
            if part := self._days.parts.get(day_id):
                part.show_activities(offer, changed)

    def show_rows(self, offer: Offer, rows: Collection[ProposalActivity]) -> None:
        """Only these activities changed, and none of them changed its place."""
        for row in rows:
            if part := self._days.parts.get(row.day_id):
                part.show_row(row, offer)

    def show_all(self, offer: Offer) -> None:
        """Travellers, currency, dates or rights changed: every price and date may."""
        self.show_days(offer, ())
        every = {activity.id for activity in offer.activities}
        self.show_activities(offer, every, [day.id for day in offer.days])

"""One day of the itinerary: its date, its prose, what is included, what may be chosen."""

from collections.abc import Collection
from uuid import UUID

from components.engine.light import Part, Text
from components.kit.files import picture
from components.kit.format import day_date
from components.kit.keyed import Keyed
from components.kit.markup import box, show
from components.proposals.public.included import Included
from components.proposals.public.offer import Offer
from components.proposals.public.option import Choose, Option
from components.proposals.public.paragraphs import Paragraphs
from models import ProposalActivity, ProposalDay


class Day(Part):
    """Call `place` when its number may differ, `show_day` and `show_activities` for its rows."""

    def __init__(self, day: ProposalDay, offer: Offer, choose: Choose) -> None:
        super().__init__('section')
        self.classes('p-day').props('data-enter')
        self.props['data-day'] = str(day.id)
        self.day_id = day.id
        with self:
            with box('p-day__n'):
                with box(tag='small'):
                    Text('Day')
                with box(tag='b'):
                    self._number = Text()
            with box('p-day__body'):
                with box('p-day__over'):
                    self._date = Text()
                with box(tag='h3', data_glow=True):
                    self._title = Text()
                with box('p-day__text') as words:
                    self._body = Paragraphs(words, day.body)
                self._picture = box('p-pic t-hidden')
                with self._picture:
                    self._image = box(tag='img', alt='', loading='lazy')
                self._included: Keyed[ProposalActivity, Included] = Keyed(
                    box('p-inc', 'ul'), lambda row: Included(row, offer)
                )
                self._options: Keyed[ProposalActivity, Option] = Keyed(
                    box('p-opts'), lambda row: Option(row, offer, choose)
                )
        self.show_day(day)
        self.show_activities(offer, ())

    def place(self, index: int, offer: Offer) -> None:
        """Say which day of the trip this is, 0 is first."""
        number, when = str(index + 1), offer.date_of(index)
        self._number.set_text(number)
        self._date.set_text(day_date(when) if when else f'Day {number}')
        if self.props.get('aria-label') != f'Day {number}':
            self.props['aria-label'] = f'Day {number}'

    def show_day(self, day: ProposalDay) -> None:
        """Change what differs in the day itself."""
        self._title.set_text(day.title or 'A day of your own')
        self._body.show(day.body)
        address = picture(day.picture)
        if self._image.props.get('src', '') != address:
            self._image.props['src'] = address
            show(self._picture, bool(address))

    def show_row(self, row: ProposalActivity, offer: Offer) -> None:
        """Change what differs in one activity that stays where it is."""
        part = (self._options if row.is_optional else self._included).parts.get(row.id)
        if part:
            part.show(row, offer)

    def show_activities(self, offer: Offer, changed: Collection[UUID]) -> None:
        """Insert, move and remove by key; only `changed` rows are shown anew."""
        rows = offer.activities_of(self.day_id)
        for keyed, wanted in (
            (self._included, [row for row in rows if not row.is_optional]),
            (self._options, [row for row in rows if row.is_optional]),
        ):
            keyed.show(wanted)
            for row in wanted:
                if row.id in changed:
                    keyed.parts[row.id].show(row, offer)

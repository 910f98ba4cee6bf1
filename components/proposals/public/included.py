"""One line of a day that is part of the trip in any case."""

from components.engine.light import Light, Text
from components.kit.icons import icon
from components.kit.markup import box, testid
from components.proposals.public.marks import Mark
from components.proposals.public.offer import Offer
from models import ProposalActivity


class Included(Light):
    """Call `show` with each new row."""

    def __init__(self, activity: ProposalActivity, offer: Offer) -> None:
        super().__init__('li')
        testid(self, f'activity-{activity.id}')
        self.props['data-enter'] = True
        with self:
            icon('check')
            with box(tag='span', data_glow=True) as words:
                self._title = Text()
                with box(tag='small'):
                    self._note = Text()
            self._mark = Mark(words)
        self.show(activity, offer)

    def show(self, activity: ProposalActivity, offer: Offer) -> None:
        """Change what differs; the price is within the sum, so it does not stand here."""
        self._title.set_text(activity.title)
        note = activity.note or activity.description
        self._note.set_text(f' {note}' if note else '')
        self._mark.show(offer, activity)

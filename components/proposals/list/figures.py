"""The figures above the proposal list; each rolls and glows when it changes. Line in, step 6."""

from datetime import date

from components.engine.light import Part, Text
from components.kit.markup import box, text
from components.proposals.list.words import worth_or_nothing
from services.proposals.figures import ListFigures


class ProposalFigures(Part):
    """Open value, whose turn it is, who is here, what was won this month."""

    def __init__(self, today: date) -> None:
        super().__init__('div')
        self.classes('t-figs')
        month = f'{today:%B}'
        with self:
            self._open = _figure('Open value')
            self._waiting = _figure('Waiting for you')
            self._here = _figure('Clients here now')
            self._approved = _figure(f'Approved in {month}')

    def show(self, figures: ListFigures) -> None:
        """Show what was counted; nothing is sent for what is the same."""
        self._open.set_text(worth_or_nothing(figures.open_value, figures.currency))
        self._waiting.set_text(str(figures.waiting))
        self._approved.set_text(worth_or_nothing(figures.approved, figures.currency))

    def show_here(self, clients: int) -> None:
        self._here.set_text(str(clients))


def _figure(label: str) -> Text:
    with box('t-fig'):
        text(label, 't-over')
        with box(tag='b'), box('', 'span', data_glow=True, data_roll=True):
            return Text('0')

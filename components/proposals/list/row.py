"""One proposal in the list: built once, then patched cell by cell. Line in, step 6."""

from collections.abc import Callable, Sequence
from datetime import date

from nicegui import ui

from components.engine.light import Part, Text
from components.kit.avatar import Face, Faces
from components.kit.files import cover
from components.kit.icons import icon
from components.kit.markup import box, text
from components.kit.moments import moment, show_moment
from components.proposals.list.words import last_act, travel
from components.proposals.status import status_chip
from services import money
from services.proposals.cards import ProposalCard, last_moment

OpenMenu = Callable[[ui.element, ProposalCard], None]


class ProposalRow(Part):
    """A row whose title is its link; `patch` changes only what differs."""

    def __init__(
        self,
        card: ProposalCard,
        open_menu: OpenMenu,
        today: Callable[[], date],
        *,
        is_new: bool = False,
    ) -> None:
        super().__init__('div')
        self.card = card
        self._today = today
        self.classes('t-line t-line--proposals').props('role=row')
        if is_new:
            self.props['data-enter'] = True
        with self:
            self._thumb = box('t-thumb', 'img', alt='', loading='lazy')
            with box('t-line__t', role='cell'):
                address = f'/proposals/{card.id}'
                with box('t-clip t-medium t-line__link', 'a', href=address, data_step=True):
                    self._title = Text()
                self._delta = text('', 't-delta')
            with box('t-line__who'):
                with box('t-clip', 'span', role='cell'):
                    self._who = Text()
                with box('t-num t-nowrap', 'span', role='cell'):
                    self._travel = Text()
            with box('t-line__status', role='cell'):
                self._status = status_chip(card.status)
            with box('t-line__value', role='cell'), box('', 'span', data_glow=True):
                self._value = Text()
            with box('t-line__act', role='cell'):
                with box('t-clip', 'span'):
                    self._act = Text()
                self._age = moment(last_moment(card), 't-3 t-12 t-nowrap t-line__age')
            self.here = Faces()
            self.here.props['role'] = 'cell'
            with box('t-line__more', role='cell'):
                more = box('t-x', 'button', type='button', aria_haspopup='menu')
            more.props['aria-label'] = 'More about this proposal'
            more.on('click', lambda: open_menu(more, self.card), args=[])
            with more:
                icon('ellipsis')
        self._fill(card)

    def patch(self, card: ProposalCard) -> None:
        """Show the card's new values."""
        gained = card.total - self.card.total
        if gained and card.currency == self.card.currency:
            sign = '+' if gained > 0 else '−'
            is_theirs = card.client_activity_at != self.card.client_activity_at
            amount = sign + money.shown(abs(gained), card.currency)
            self._delta.set_text(amount if is_theirs else '')
        self.card = card
        self._fill(card)

    def show_here(self, people: Sequence[Face]) -> None:
        """Who has this proposal open now."""
        self.here.show(people)

    def _fill(self, card: ProposalCard) -> None:
        address = cover(card.cover)
        if self._thumb.props.get('src') != address:
            self._thumb.props['src'] = address
        self._title.set_text(card.title or 'Untitled proposal')
        self._who.set_text(card.client_name or 'No client yet')
        self._travel.set_text(travel(card, today=self._today()))
        self._status.show(card.status)
        self._value.set_text(money.shown(card.total, card.currency))
        self._act.set_text(last_act(card))
        show_moment(self._age, last_moment(card))

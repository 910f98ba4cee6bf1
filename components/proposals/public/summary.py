"""What it costs, always at hand: a card at the side, on phones a sheet at the bottom.

One element for both, so that each figure stands on the page once.
"""

from collections.abc import Callable, Sequence

from components.engine.light import Light, Part, Text
from components.kit.buttons import Button
from components.kit.format import counted, spelled
from components.kit.icons import icon
from components.kit.keyed import Keyed
from components.kit.markup import box, show, testid, text
from components.proposals.public.offer import Offer
from models import ProposalActivity
from services import money

PULL = """(e) => {
  const open = e.currentTarget.closest('.p-sum').toggleAttribute('data-open');
  e.currentTarget.setAttribute('aria-expanded', String(open));
}"""
GO = """() => {
  document.querySelector('.p-sum').removeAttribute('data-open');
  document.querySelector('.p-sum__pull').setAttribute('aria-expanded', 'false');
  document.getElementById('%s')?.scrollIntoView({block: 'start'});
  document.querySelector('[data-testid="%s"]')?.focus({preventScroll: true});
}"""
TO_FORM = GO % ('decide', 'approve-name')
TO_QUESTIONS = GO % ('questions', 'comment-input')


class Summary(Part):
    """Call `show` after each change of the offer."""

    def __init__(self, offer: Offer, place_here: Callable[[], object]) -> None:
        super().__init__('aside')
        self.classes('p-sum').props('aria-label=Price')
        with self:
            self._build_head()
            with box('p-sum__each t-3'):
                self._each = Text()
            with box('p-sum__lines'):
                self._build_lines()
            with box('p-sum__acts'):
                self._build_acts(offer)
            with box('p-sum__here'):
                place_here()
        self.show(offer)

    def _build_head(self) -> None:
        with box('p-sum__head'):
            with box('p-sum__label'):
                self._label = Text()
                with box('p-sum__narrow', 'span'):
                    self._options = Text()
                icon('chevron-up', 12)
            with box('p-sum__n', data_glow=True, data_roll=True) as total:
                testid(total, 'proposal-total')
                self._total = Text()
        pull = box('p-sum__pull', 'button', type='button', aria_expanded='false')
        pull.props['aria-label'] = 'What the price is made of'
        pull.on('click', js_handler=PULL)

    def _build_lines(self) -> None:
        with box('t-kv'):
            text('Included')
            with box(tag='span', data_glow=True):
                self._included = Text()
        self._lines: Keyed[ProposalActivity, PriceLine] = Keyed(
            box('p-sum__chosen'), lambda _: PriceLine()
        )
        with box('p-sum__count t-12 t-3'):
            self._count = Text()

    def _build_acts(self, offer: Offer) -> None:
        self._approve = Button('Approve', kind='primary', size='lg', name='approve-open')
        self._approve.classes('t-btn--block')
        self._approve.on('click', js_handler=TO_FORM)
        with self._approve:
            text(' this trip', 'p-sum__wide')  # the space is for those who hear it
        if offer.rights.comment:
            ask = Button('Ask a question', icon='message-circle').classes('t-btn--block p-sum__ask')
            ask.on('click', js_handler=TO_QUESTIONS)

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        proposal, sums, chosen = offer.proposal, offer.sums, offer.chosen
        people = proposal.travellers
        self._options.set_text(counted(sums.chosen, 'option') if sums.offered else '')
        self._label.set_text(f'Total for {spelled(people)}' if people > 1 else 'Total')
        self._total.set_text(money.shown(sums.total, proposal.currency))
        each = money.shown(sums.per_person, proposal.currency)
        about = '' if sums.is_even else 'about '
        self._each.set_text(f'{about}{each} each' if people > 1 else '')
        self._included.set_text(money.shown(sums.included, proposal.currency))
        self._lines.show(chosen)
        for activity in chosen:
            self._lines.parts[activity.id].show(activity, offer)
        self._count.set_text(
            f'{sums.chosen} of {sums.offered} options chosen' if sums.offered else ''
        )
        is_offered = offer.rights.decide and offer.is_open
        show(self._approve, is_offered)
        self._approve.set_enabled(not offer.rights.is_preview)

    def show_words(self, offer: Offer, activities: Sequence[ProposalActivity]) -> None:
        """These are called something else, and no figure changed."""
        for activity in activities:
            if line := self._lines.parts.get(activity.id):
                line.show(activity, offer)


class PriceLine(Light):
    """A chosen option with its price."""

    def __init__(self) -> None:
        super().__init__('div')
        self.classes('t-kv').props('data-enter')
        with self:
            with box(tag='span'):
                self._title = Text()
            with box(tag='span', data_glow=True):
                self._price = Text()

    def show(self, activity: ProposalActivity, offer: Offer) -> None:
        self._title.set_text(activity.title)
        self._price.set_text(money.shown(offer.amount(activity), offer.proposal.currency))

"""One option of a day: a card with its price and a switch."""

from collections.abc import Awaitable, Callable
from uuid import UUID

from components.engine.light import Part, Text
from components.kit.icons import icon
from components.kit.markup import box, testid, text
from components.proposals.public.marks import Mark
from components.proposals.public.offer import Offer
from components.proposals.public.option_switch import OptionSwitch
from models import PriceUnit, ProposalActivity
from services import money

Choose = Callable[[UUID, bool], Awaitable[object]]
ASK = """(e) => window.dispatchEvent(new CustomEvent('tradewind-ask', {detail: {
  id: e.currentTarget.dataset.about,
  title: e.currentTarget.closest('.p-opt').querySelector('h4').textContent,
}}))"""


class Option(Part):
    """Call `show` with each new row, or when prices, rights or marks change."""

    def __init__(self, activity: ProposalActivity, offer: Offer, choose: Choose) -> None:
        super().__init__('div')
        self.classes('p-opt')
        testid(self, f'activity-{activity.id}')
        self.props['data-enter'] = True
        self._switch: OptionSwitch | None = None
        rights = offer.rights
        with self:
            with box(tag='h4', data_glow=True) as heading:
                self._title = Text()
            self._mark = Mark(heading)
            with box('p-opt__end'):
                with box('p-opt__price', 'span', data_glow=True):
                    self._price = Text()
                    with box(tag='small'):
                        self._each = Text()
                if rights.choose:
                    names = (self._title, self._price)
                    self._switch = OptionSwitch(lambda is_on: choose(activity.id, is_on), names)
                else:
                    self._standing = text('', 'p-opt__word')
            with box('p-opt__more'):
                with box(tag='p', data_glow=True):
                    self._description = Text()
                if rights.comment and not rights.is_preview:
                    ask = text('Ask about this', 'p-opt__ask', 'button', type='button')
                    ask.props['data-about'] = str(activity.id)
                    ask.on('click', js_handler=ASK)
                    with ask:
                        icon('message-circle', 14)
        self.show(activity, offer)

    def show(self, activity: ProposalActivity, offer: Offer) -> None:
        """Change what differs."""
        currency = offer.proposal.currency
        price = money.shown(offer.amount(activity), currency)
        self._title.set_text(activity.title or 'Untitled option')
        self._price.set_text(price)
        self._each.set_text(each(activity, offer))
        self._mark.show(offer, activity)
        self._description.set_text(activity.description or activity.note)
        if self._switch:
            self._switch.patch(checked=activity.is_selected, locked=not offer.may_choose)
        else:
            self._standing.set_text('Included' if activity.is_selected else 'Optional')
            state = 'on' if activity.is_selected else 'off'
            if self.props.get('data-state') != state:
                self.props['data-state'] = state


def each(activity: ProposalActivity, offer: Offer) -> str:
    """What the price is made of: `€62 each`, `for the group`; nothing for a single traveller."""
    if offer.proposal.travellers == 1:
        return ''
    if activity.price_unit is PriceUnit.PER_GROUP:
        return 'for the group'
    return f'{money.shown(activity.price, offer.proposal.currency)} each'

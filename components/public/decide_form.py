"""The form that approves or declines a proposal. Begins the line out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal

from nicegui import events, ui

from components.format import short_money
from components.public.offer import Offer
from components.public.wire import Verdict, parse
from services.errors import AppError, Invalid

PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stood on the page when somebody decided."""

    version: int
    total: Decimal


Decide = Callable[[Verdict, Shown], Awaitable[object]]


class DecideForm(ui.element, component='decide_form.js'):
    """Call `show` after each change of the offer."""

    def __init__(self, offer: Offer, decide: Decide) -> None:
        super().__init__()
        self._decide = decide
        self._shown: dict[str, Shown] = {}
        """What was behind each price that stood on the button."""
        self.on('decide', self._on_decide)
        self.show(offer)

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        total = offer.sums.total
        price = short_money(total, offer.proposal.currency)
        self._shown[price] = Shown(version=offer.proposal.version, total=total)
        wanted = {
            'price': price,
            'people': people(offer.proposal.travellers),
            'terms': bool(offer.proposal.terms.strip()),
            'locked': offer.rights.is_preview,
        }
        if any(self.props.get(name) != value for name, value in wanted.items()):
            self.props.update(wanted)

    async def _on_decide(self, event: events.GenericEventArguments) -> None:
        verdict = parse(Verdict, event.args)
        shown = self._shown.get(verdict.price) if verdict else None
        if verdict is None or shown is None or self.props['locked']:
            return
        refusal = wrong = ''
        try:
            await self._decide(verdict, shown)
        except AppError as error:
            refusal = str(error)
            wrong = error.field if isinstance(error, Invalid) else ''
        if not self.is_deleted:
            answer = {'refusal': refusal, 'wrong': wrong, 'answered': verdict.number}
            self.props.update(answer)


def people(travellers: int) -> str:
    """For whom: ` for both travellers`."""
    if travellers == 1:
        return ''
    return f' for {"both" if travellers == PAIR else f"all {travellers}"} travellers'

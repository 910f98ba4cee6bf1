"""The form that approves or declines a proposal. Begins the line out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal

from nicegui import events, ui

from components.format import short_money
from components.public.offer import Offer
from services.errors import AppError, Invalid

PAIR = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a client decided, and what stood on the button."""

    approves: bool
    name: str
    consent: bool
    reason: str
    version: int
    total: Decimal


Decide = Callable[[Verdict], Awaitable[object]]


class DecideForm(ui.element, component='decide_form.js'):
    """Call `show` after each change of the offer."""

    def __init__(self, offer: Offer, decide: Decide) -> None:
        super().__init__()
        self._decide = decide
        self._shown: dict[str, tuple[int, Decimal]] = {}
        """Version and total behind each price that stood on the button."""
        self.on('decide', self._on_decide)
        self.show(offer)

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        total = offer.sums.total
        price = short_money(total, offer.proposal.currency)
        self._shown[price] = (offer.proposal.version, total)
        wanted = {
            'price': price,
            'people': people(offer.proposal.travellers),
            'terms': bool(offer.proposal.terms.strip()),
            'locked': offer.rights.is_preview,
        }
        if any(self.props.get(name) != value for name, value in wanted.items()):
            self.props.update(wanted)

    async def _on_decide(self, event: events.GenericEventArguments) -> None:
        version, total = self._shown.get(str(event.args['price']), (0, Decimal(0)))
        refusal = wrong = ''
        try:
            await self._decide(
                Verdict(
                    approves=event.args['approves'] is True,
                    name=str(event.args['name']),
                    consent=event.args['consent'] is True,
                    reason=str(event.args['reason']),
                    version=version,
                    total=total,
                )
            )
        except AppError as error:
            refusal = str(error)
            wrong = error.field if isinstance(error, Invalid) else ''
        if self.is_deleted:
            return
        answer = {'refusal': refusal, 'wrong': wrong, 'answered': int(event.args['number'])}
        self.props.update(answer)


def people(travellers: int) -> str:
    """For whom: ` for both travellers`."""
    if travellers == 1:
        return ''
    return f' for {"both" if travellers == PAIR else f"all {travellers}"} travellers'

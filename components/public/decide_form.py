"""The form that approves or declines a proposal. Begins the line out."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from decimal import Decimal

from nicegui import events

from components.format import short_money
from components.light import Light
from components.public.changes import sentences
from components.public.marks import picture_of
from components.public.offer import Offer
from components.public.wire import Verdict, parse
from services.errors import AppError, Invalid, Outdated
from services.proposals.differences import Picture

PAIR = 2
KEPT = 8
"""Prices; somebody who decides has read one of the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stood on the page when somebody decided."""

    version: int
    total: Decimal
    picture: Picture
    """All of it, so that a refusal can say what changed."""


Decide = Callable[[Verdict, Shown], Awaitable[object]]


class DecideForm(Light, component='decide_form.js'):
    """Call `show` after each change of the offer."""

    def __init__(self, offer: Offer, decide: Decide) -> None:
        super().__init__()
        self._decide = decide
        self._offer = offer
        self._shown: dict[str, Shown] = {}
        """What was behind each of the last prices that stood on the button."""
        self.on('decide', self._on_decide)
        self.show(offer)

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        self._offer = offer
        price = self._remember()
        wanted = {
            'price': price,
            'people': people(offer.proposal.travellers),
            'terms': bool(offer.proposal.terms.strip()),
            'locked': offer.rights.is_preview,
        }
        if any(self.props.get(name) != value for name, value in wanted.items()):
            self.props.update(wanted)

    def _remember(self) -> str:
        """Keep what stands on the page now under the price on the button."""
        offer, total = self._offer, self._offer.sums.total
        price = short_money(total, offer.proposal.currency)
        self._shown.pop(price, None)
        self._shown[price] = Shown(
            version=offer.proposal.version, total=total, picture=picture_of(offer)
        )
        if len(self._shown) > KEPT:
            del self._shown[next(iter(self._shown))]
        return price

    async def _on_decide(self, event: events.GenericEventArguments) -> None:
        verdict = parse(Verdict, event.args)
        self._remember()
        shown = self._shown.get(verdict.price) if verdict else None
        if verdict is None or shown is None or self.props['locked']:
            return
        refusal = wrong = ''
        changes: list[tuple[str, str]] = []
        try:
            await self._decide(verdict, shown)
        except AppError as error:
            refusal = str(error)
            wrong = error.field if isinstance(error, Invalid) else ''
            if isinstance(error, Outdated):
                changes = sentences(error.changes, self._offer.proposal.currency)
        if not self.is_deleted:
            answer = {'refusal': refusal, 'wrong': wrong, 'changes': changes}
            self.props.update(answer | {'answered': verdict.number})


def people(travellers: int) -> str:
    """For whom: ` for both travellers`."""
    if travellers == 1:
        return ''
    return f' for {"both" if travellers == PAIR else f"all {travellers}"} travellers'

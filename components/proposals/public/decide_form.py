"""The form that approves or declines a proposal. Begins the line out."""

from collections.abc import Awaitable, Callable

from nicegui import events

from components.engine.light import Light
from components.proposals.public.changes import sentences
from components.proposals.public.messages import Verdict, parse
from components.proposals.public.offer import Offer
from services import money
from services.errors import AppError, Invalid, Outdated

PAIR = 2
Decide = Callable[[Verdict], Awaitable[object]]


class DecideForm(Light, component='decide_form.js'):
    """Call `show` after each change of the offer."""

    def __init__(self, offer: Offer, decide: Decide) -> None:
        super().__init__()
        self._decide = decide
        self._offer = offer
        self.on('decide', self._on_decide)
        self.show(offer)

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        self._offer = offer
        wanted = {
            'price': money.shown(offer.sums.total, offer.proposal.currency),
            'people': people(offer.proposal.travellers),
            'terms': bool(offer.proposal.terms.strip()),
            'locked': offer.rights.is_preview,
        }
        if any(self.props.get(name) != value for name, value in wanted.items()):
            self.props.update(wanted)

    async def _on_decide(self, event: events.GenericEventArguments) -> None:
        verdict = parse(Verdict, event.args)
        if verdict is None or self.props['locked']:
            return
        refusal = wrong = ''
        changes: list[tuple[str, str]] = []
        try:
            await self._decide(verdict)
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

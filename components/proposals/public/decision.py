"""The end of a proposal: the form while it is open, a calm word once it is decided."""

from collections.abc import Sequence

from components.engine.directions import isolated
from components.engine.light import Part, Text
from components.kit.format import long_date, spelled
from components.kit.icons import icon
from components.kit.markup import box, text
from components.proposals.public.decide_form import Decide, DecideForm
from components.proposals.public.offer import Offer
from models import Decision as Kind
from models import ProposalApproval, ProposalStatus
from services import money
from services.naming import called

CLOSED = {
    ProposalStatus.DECLINED: (
        'circle-x',
        'You said no, for now',
        'Nothing is booked. If you think again, ask below the itinerary.',
    ),
    ProposalStatus.EXPIRED: (
        'hourglass',
        'This offer has run out',
        'Its last day has passed, so prices and places may be others now. Ask for a fresh one.',
    ),
    ProposalStatus.SUPERSEDED: (
        'layers',
        'There is a newer proposal',
        'This one stays here to read. Look for the newer link, or ask for it.',
    ),
    ProposalStatus.VOID: ('ban', 'This proposal was withdrawn', 'It can no longer be decided.'),
}
"""status → (icon, title, sentence)"""
PRINT = '() => window.print()'


class Decision(Part):
    """Call `show` after each change; what stands here is made anew only when its kind changes."""

    def __init__(
        self,
        offer: Offer,
        approvals: Sequence[ProposalApproval],
        decide: Decide,
        calendar_url: str,
    ) -> None:
        super().__init__('section')
        self.props['id'] = 'decide'
        self.props['aria-label'] = 'Decision'
        self._decide = decide
        self._calendar_url = calendar_url
        self.is_mine = False
        """Whether this screen decided, so that the focus goes where the form was."""
        self._kind = ''
        self._form: DecideForm | None = None
        self._words = Text()
        self.show(offer, approvals)

    def show(self, offer: Offer, approvals: Sequence[ProposalApproval]) -> None:
        """Change what differs."""
        kind = kind_of(offer)
        if kind != self._kind:
            self._kind = kind
            self._build(offer)
        if self._form:
            self._words.set_text(covers(offer))
            self._form.show(offer)
        elif kind == ProposalStatus.APPROVED:
            self._words.set_text(approved_by(offer, approvals))

    def _build(self, offer: Offer) -> None:
        self.clear()
        self._form = None
        with self:
            if self._kind == 'open':
                self._build_form(offer)
            elif self._kind == ProposalStatus.APPROVED:
                self._build_confirmation(offer)
            elif self._kind:
                symbol, title, sentence = CLOSED[ProposalStatus(self._kind)]
                with box('p-done p-done--quiet', data_enter=True):
                    icon(symbol, 20)
                    text(title, 'p-h2', 'h2')
                    text(sentence, 't-2', 'p')

    def _build_form(self, offer: Offer) -> None:
        with box('p-ok'):
            with box():
                text('Shall we book it?', 'p-h2', 'h2')
                with box('p-ok__words', 'p'):
                    self._words = Text()
            self._form = DecideForm(offer, self._decide)

    def _build_confirmation(self, offer: Offer) -> None:
        with box('p-ok p-ok--done', data_enter=True, role='status'):
            with box():
                with box('p-ok__mark', 'span'):
                    icon('check', 20)
                title = text('It is settled', 'p-h2', 'h2', tabindex='-1')
                with box('p-ok__words', 'p'):
                    self._words = Text()
            with box('p-ok__next'):
                # without dates there is nothing to put into a calendar
                if self._calendar_url and offer.proposal.starts_on:
                    calendar = text('Add to calendar', 't-btn t-btn--lg p-ok__btn', 'a')
                    calendar.props['href'] = self._calendar_url
                    calendar.props['download'] = 'trip.ics'
                    with calendar:
                        icon('calendar-days')
                printing = text('Print', 't-btn t-btn--lg p-ok__btn', 'button', type='button')
                printing.on('click', js_handler=PRINT)
                with printing:
                    icon('printer')
        if self.is_mine:
            self.client.run_javascript(f'getHtmlElement({title.id}).focus()')


def kind_of(offer: Offer) -> str:
    """`open`, a status, or nothing where this person is not asked to decide."""
    if offer.is_open:
        return 'open' if offer.rights.decide else ''
    return str(offer.status)


def covers(offer: Offer) -> str:
    """What an approval is about."""
    chosen = offer.sums.chosen
    words = f'Your approval covers version {offer.proposal.version}'
    if chosen:
        words += f' with the {spelled(chosen)} option{"s" if chosen > 1 else ""} you chose'
    return f'{words}. Nothing is charged now: {isolated(offer.host)} confirms each booking first.'


def approved_by(offer: Offer, approvals: Sequence[ProposalApproval]) -> str:
    """Who approved what, when."""
    found = next((one for one in approvals if one.decision is Kind.APPROVED), None)
    if found is None:
        return f'This trip is approved. {isolated(offer.host)} takes it from here.'
    when = f' on {long_date(found.created_at.date())}' if found.created_at else ''
    price = money.shown(found.total, found.currency)
    return (
        f'{isolated(called(found.name))} (client) approved version {found.version} for'
        f' {price}{when}. {isolated(offer.host)} knows and takes it from here.'
    )

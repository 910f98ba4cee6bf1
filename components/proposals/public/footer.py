"""The quiet end of a proposal: terms, the operator's face and address, print, calendar."""

from components.engine.light import Light, Part, Text
from components.kit.icons import icon
from components.kit.markup import box, show, text
from components.proposals.public.offer import Offer
from components.proposals.public.paragraphs import Paragraphs
from components.proposals.public.person import OwnerFace, owner_name


class Footer(Part):
    """Call `show` after each change of the offer."""

    def __init__(self, offer: Offer, calendar_url: str) -> None:
        super().__init__('footer')
        self.classes('p-foot')
        with self:
            with box('p-terms', 'details', id_='terms') as self._terms_box:
                text('Travel terms', 't-semi', 'summary')
                with box('p-terms__in') as words:
                    self._terms = Paragraphs(words, offer.proposal.terms)
            with box('p-foot__in'):
                self._face = OwnerFace(offer, size=56)
                with box('t-grow p-lines'):
                    with box('t-semi p-foot__name', 'b'):
                        self._name = Text()
                    self._phone = Address('tel:')
                    self._mail = Address('mailto:')
                with box('p-foot__acts', 'span'):
                    printing = text('Print', 'p-foot__act', 'button', type='button')
                    printing.on('click', js_handler='() => window.print()')
                    with printing:
                        icon('printer')
                    self._calendar = text('Add to calendar', 'p-foot__act', 'a')
                    self._calendar.props['href'] = calendar_url
                    self._calendar.props['download'] = 'trip.ics'
                    with self._calendar:
                        icon('calendar-days')
        self.show(offer)

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        owner, organization = offer.owner, offer.organization
        self._terms.show(offer.proposal.terms)
        show(self._terms_box, bool(offer.proposal.terms.strip()))
        self._face.show(offer)
        self._name.set_text(owner_name(offer))
        self._phone.show((owner and owner.phone) or (organization and organization.phone) or '')
        self._mail.show((owner and owner.email) or (organization and organization.email) or '')
        has_dates = offer.proposal.starts_on is not None
        show(self._calendar, has_dates and bool(self._calendar.props['href']))


class Address(Light):
    """A way to reach the operator, hidden while there is none."""

    def __init__(self, scheme: str) -> None:
        super().__init__('a')
        self._scheme = scheme
        self.classes('p-foot__way')
        with self:
            self._words = Text()

    def show(self, address: str) -> None:
        if self.props.get('data-address') == address:
            return
        self.props['data-address'] = address
        self.props['href'] = self._scheme + address.replace(' ', '')
        self._words.set_text(address)
        show(self, bool(address))

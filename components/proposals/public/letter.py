"""The letter that opens a proposal, with where it stands and the face of who wrote it."""

from components.engine.light import Light, Part, Text
from components.kit.format import long_date
from components.kit.icons import Icon
from components.kit.markup import box, testid
from components.proposals.public.offer import Offer
from components.proposals.public.paragraphs import Paragraphs
from components.proposals.public.person import OwnerFace, owner_name, place
from components.proposals.status import LOOKS
from models import ProposalStatus

STANDING = {
    ProposalStatus.DRAFT: 'Draft',
    ProposalStatus.SENT: 'Waiting for your decision',
    ProposalStatus.VIEWED: 'Waiting for your decision',
    ProposalStatus.COMMENTED: 'Waiting for your decision',
    ProposalStatus.APPROVED: 'Approved',
    ProposalStatus.DECLINED: 'Declined',
    ProposalStatus.EXPIRED: 'Expired',
    ProposalStatus.SUPERSEDED: 'Replaced by a newer proposal',
    ProposalStatus.VOID: 'Withdrawn',
}
"""A status in the client's words."""


class Letter(Part):
    """Call `show` after each change of the offer."""

    def __init__(self, offer: Offer) -> None:
        super().__init__('div')
        self.classes('p-letter')
        with self:
            self._standing = StatusLine(offer)
            with box('p-letter__text') as words:
                self._intro = Paragraphs(words, offer.proposal.intro)
            with box('p-sign'):
                self._face = OwnerFace(offer, size=56)
                with box('p-lines', 'span'):
                    with box('t-semi', 'b'):
                        self._name = Text()
                    with box('t-3', 'span'):
                        self._place = Text()
        self.show(offer)

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        self._standing.show(offer)
        self._intro.show(offer.proposal.intro)
        self._face.show(offer)
        self._name.set_text(owner_name(offer))
        self._place.set_text(place(offer))


class StatusLine(Light):
    """One quiet line: status, version, last day."""

    def __init__(self, offer: Offer) -> None:
        super().__init__('div')
        self.classes('p-state').props('role=status')
        with self:
            with box('p-state__word', 'span', data_glow=True) as word:
                testid(word, 'proposal-status')
                self._icon = Icon(LOOKS[offer.status][1])
                self._word = Text()
            self._word_box = word
            with box('t-3', 'span'):
                self._more = Text()
        self.show(offer)

    def show(self, offer: Offer) -> None:
        status = offer.status
        tone, symbol = ('info', 'clock') if status.is_shared else LOOKS[status]
        self._word.set_text(STANDING[status])
        self._icon.show(symbol)
        if self._word_box.props.get('data-status') != status:
            self._word_box.props['data-status'] = str(status)
            self._word_box.props['data-tone'] = tone
        self._more.set_text(more(offer))


def more(offer: Offer) -> str:
    """`Version 3. Valid until 4 December 2026.`"""
    words = f'Version {offer.proposal.version}.'
    if offer.is_open and offer.proposal.valid_until:
        words += f' Valid until {long_date(offer.proposal.valid_until)}.'
    return words

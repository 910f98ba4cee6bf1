"""The letter that opens a proposal, with where it stands and the face of who wrote it."""

from components.kit.format import long_date
from components.proposals.public.offer import Offer
from components.proposals.public.person import owner_face, owner_name, place
from components.proposals.status import LOOKS
from components.view.node import Node, el
from components.view.parts import section
from components.view.pieces import icon, paragraphs
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


@section
def letter(offer: Offer) -> Node:
    return el(
        'div',
        'p-letter',
        status_line(offer),
        el('div', 'p-letter__text', paragraphs(offer.proposal.intro)),
        el(
            'div',
            'p-sign',
            owner_face(offer, 56),
            el(
                'span',
                'p-lines',
                el('b', 't-semi', owner_name(offer)),
                el('span', 't-3', place(offer)),
            ),
        ),
    )


def status_line(offer: Offer) -> Node:
    """One quiet line: status, version, last day."""
    status = offer.status
    tone, symbol = ('info', 'clock') if status.is_shared else LOOKS[status]
    word = el(
        'span',
        'p-state__word',
        icon(symbol),
        el('span', '', STANDING[status]),
        data={'glow': True, 'status': str(status), 'tone': tone, 'testid': 'proposal-status'},
    )
    return el('div', 'p-state', word, el('span', 't-3', more(offer)), role='status')


def more(offer: Offer) -> str:
    """`Version 3. Valid until 4 December 2026.`"""
    words = f'Version {offer.proposal.version}.'
    if offer.is_open and offer.proposal.valid_until:
        words += f' Valid until {long_date(offer.proposal.valid_until)}.'
    return words

"""Toasts of what clients do, on proposals that are shown and on all others. Line in, step 6."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from nicegui import ui

from components.kit.avatar import Face
from components.kit.toast import speak_alone, toast
from components.proposals.list.words import ABOUT_MONEY, spoken_act
from models.contact import CLIENT_COLOR
from services import money
from services.naming import GUEST, Speaker, called, guest, is_own
from services.proposals.cards import ProposalCard


class ActToasts:
    """`hear` the latest acts at each change; those from before the first time are old."""

    def __init__(self, page: ui.element) -> None:
        self._page = page
        speak_alone(page)
        self._since: datetime | None = None
        self._heard: dict[UUID, ProposalCard] = {}

    def begin(self, acts: Sequence[ProposalCard]) -> None:
        """These are known already."""
        self._since = max((_moment(card) for card in acts), default=None)
        self._heard = {card.id: card for card in acts}

    def hear(self, acts: Sequence[ProposalCard]) -> None:
        """Say what is new, the oldest first; colleagues' edits only glow."""
        for card in sorted(acts, key=_moment):
            before = self._heard.get(card.id)
            self._heard[card.id] = card
            is_later = self._since is None or _moment(card) > self._since
            if card.client_activity and (_moment(before) != _moment(card) if before else is_later):
                self._say(card, before)

    def _say(self, card: ProposalCard, before: ProposalCard | None) -> None:
        said = spoken_act(card.client_activity)
        act = said[:1].lower() + said[1:]
        is_new_total = (
            card.total != before.total if before else card.client_activity.startswith(ABOUT_MONEY)
        )
        total = f' Total now {money.shown(card.total, card.currency)}.' if is_new_total else ''
        who = acting(card)
        toast(
            self._page,
            f'({who.side}) {act.rstrip(".")}.{total}',
            bold=who.name,
            detail=card.title,
            person=client_face(card, card.client_link),
            action=('Show', f'/proposals/{card.id}'),
        )


def _moment(card: ProposalCard) -> datetime:
    assert card.client_activity_at is not None  # the list of acts holds no others
    return card.client_activity_at


def acting(card: ProposalCard) -> Speaker:
    """By which link the client of a card acted last; under their own name by their own link."""
    own = card.client_link if is_own(card.client_link, card.client_name) else ''
    return guest(own, card.client_link)


def client_face(card: ProposalCard, label: str) -> Face:
    """The contact's face for their own link, else two letters of what the link is called."""
    if not is_own(label, card.client_name):
        return Face(name=called(label, GUEST), color=CLIENT_COLOR)
    return Face(name=card.client_name, color=card.client_color, portrait=card.client_portrait)

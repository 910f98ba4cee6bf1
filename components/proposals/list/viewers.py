"""Who has the proposals open that a list shows. End of the line in."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from components.live.element import LiveElement
from services.naming import is_own
from services.presence import Person, PersonKind, PresenceService
from services.proposals.cards import ProposalCard
from services.proposals.topics import proposal_viewers
from services.signals import Unsubscribe


class RowViewers:
    """`show(proposal_id, people)` is called for the rows that are watched, and for no others."""

    def __init__(
        self,
        element: LiveElement,
        presence: PresenceService,
        show: Callable[[UUID, Sequence[Person]], object],
    ) -> None:
        self._presence = presence
        self._show = show
        self._leave: dict[UUID, Unsubscribe] = {}
        element.on_end(lambda: self.watch(()))

    def watch(self, ids: Iterable[UUID]) -> None:
        """Watch these rows from now on, and no longer those that left."""
        shown = set(ids)
        for gone in self._leave.keys() - shown:
            self._leave.pop(gone)()
        for new in shown - self._leave.keys():
            self._begin(new)

    def _begin(self, proposal_id: UUID) -> None:
        topic = proposal_viewers(proposal_id)

        def show(people: Sequence[Person]) -> None:
            self._show(proposal_id, people)

        self._leave[proposal_id] = self._presence.on_change(topic, show)
        if people := self._presence.viewers(topic):
            show(people)


def with_face(person: Person, card: ProposalCard | None) -> Person:
    """A link's holder with the contact's face, where the link is called by the contact's name."""
    if person.kind is not PersonKind.CLIENT or card is None:
        return person
    if not is_own(person.label or person.name, card.client_name):
        return person
    return replace(person, portrait=card.client_portrait, color=card.client_color)

"""Who has the proposals open that a list shows. End of the line in."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from uuid import UUID

from services.naming import is_own
from services.presence import Person, PersonKind, PresenceService
from services.proposals.cards import ProposalCard
from services.proposals.topics import proposal_viewers
from services.signals import Unsubscribe

People = tuple[Person, ...]


class RowViewers:
    """`on_change()` is called when somebody comes or goes where rows are watched."""

    def __init__(self, presence: PresenceService, on_change: Callable[[], object]) -> None:
        self._presence = presence
        self._on_change = on_change
        self._leave: dict[UUID, Unsubscribe] = {}
        self.people: dict[UUID, People] = {}
        """Of the rows where somebody is."""

    def watch(self, ids: Iterable[UUID]) -> None:
        """Watch these rows from now on, and no longer those that left."""
        shown = set(ids)
        for gone in self._leave.keys() - shown:
            self._leave.pop(gone)()
            self.people.pop(gone, None)
        for new in shown - self._leave.keys():
            self._begin(new)

    def stop(self) -> None:
        self.watch(())
        # whoever it tells holds this one: a circle would wait for the collector
        del self._on_change

    def _begin(self, proposal_id: UUID) -> None:
        topic = proposal_viewers(proposal_id)

        def show(people: People) -> None:
            if people:
                self.people[proposal_id] = people
            else:
                self.people.pop(proposal_id, None)
            self._on_change()

        self._leave[proposal_id] = self._presence.on_change(topic, show)
        if people := self._presence.viewers(topic):
            self.people[proposal_id] = people


def with_face(person: Person, card: ProposalCard | None) -> Person:
    """A link's holder with the contact's face, where the link is called by the contact's name."""
    if person.kind is not PersonKind.CLIENT or card is None:
        return person
    if not is_own(person.label or person.name, card.client_name):
        return person
    return replace(person, portrait=card.client_portrait, color=card.client_color)

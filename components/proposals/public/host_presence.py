"""Whether somebody of the operator's side looks at the proposal now: "Anna Keller is here"."""

from collections.abc import Sequence
from uuid import UUID

from components.engine.light import Text
from components.kit.markup import box
from components.live.element import LiveElement
from components.presence.writing import joined
from components.proposals.public.offer import Offer
from components.proposals.public.person import OwnerFace
from services.naming import called
from services.presence import Person, PersonKind, PresenceService
from services.proposals.topics import proposal_viewers


class HostPresence(LiveElement):
    """Keeps its place when nobody is here, so that nothing jumps."""

    def __init__(self, presence: PresenceService, proposal_id: UUID, offer: Offer) -> None:
        super().__init__()
        self.classes('p-here').props('role=status')
        self._offer = offer
        self._people: Sequence[Person] = ()
        with self:
            self._face = OwnerFace(offer, size=32)
            with box('p-lines', 'span'):
                with box('t-medium', 'b'):
                    self._who = Text()
                with box('t-3', 'span'):
                    self._how = Text()
        where = proposal_viewers(proposal_id)
        self.on_end(presence.on_change(where, self._on_viewers))
        self._on_viewers(presence.viewers(where))

    def show(self, offer: Offer) -> None:
        """Change what differs."""
        self._offer = offer
        names = [called(person.name) for person in self._people]
        self._face.show(offer, here=bool(names), person=next(iter(self._people), None))
        self._who.set_text(f'{joined(names)} here' if names else offer.host)
        how = 'Ask anything right now' if names else 'Not here at the moment'
        self._how.set_text(f'{offer.office}. {how}' if offer.office else how)

    def _on_viewers(self, viewers: tuple[Person, ...]) -> None:
        people = [person for person in viewers if person.kind is PersonKind.OPERATOR]
        # whoever sits before the screen, ahead of those who left it open
        self._people = [one for one in people if not one.idle] or people
        self.show(self._offer)

"""What all members of an organization share who look at the same proposals. Line in, step 6."""

from dataclasses import replace
from uuid import UUID

from components.live.held_list import Beside, Queries
from components.live.shared_list import Key, SharedList
from components.proposals.list.bar import BAR
from components.proposals.list.figures import figures
from components.proposals.list.listing import Figures, ProposalListing, sections_of
from components.proposals.list.table import listing_table
from components.proposals.list.words import gain
from components.view.view import View
from services import time_zones
from services.presence import PresenceService
from services.proposals.list_state import ProposalListState
from services.proposals.topics import clients_here, proposal_viewers


class SharedProposals(SharedList[ProposalListing]):
    """The list, and the figures above it."""

    def __init__(
        self, key: Key, queries: Queries, presence: PresenceService, time_zone: str
    ) -> None:
        self._presence = presence
        self._time_zone = time_zone
        self._gained: dict[UUID, str] = {}
        self._clients = clients_here(key[0])
        super().__init__(
            key, queries, bar=BAR, draw=listing_table, presence=presence, topic_of=proposal_viewers
        )
        self.figures = View(figures, self._figures())
        self._endings += [
            presence.on_change(self._clients, lambda _: self._show_figures()),
            self.figures.stop,
        ]

    def listing(self, state: ProposalListState) -> ProposalListing:
        sections = sections_of(self.rows, self.figure(Beside.SECTIONS, {}))
        shown = {card.id for section in sections for card in section.rows}
        self._gained = {key: said for key, said in self._gained.items() if key in shown}
        today = time_zones.today(self._time_zone)
        return ProposalListing(state=state, today=today, sections=sections, gained=self._gained)

    def noticed(self, before: ProposalListing, now: ProposalListing) -> ProposalListing:
        """With what clients' acts changed of totals."""
        known = {card.id: card for card in before.rows}
        for card in now.rows:
            was = known.get(card.id, card)
            if was is not card and (words := gain(was, card)) is not None:
                self._gained = {**self._gained, card.id: words}
        return replace(now, gained=self._gained)

    def show_counts(self) -> None:
        super().show_counts()
        self._show_figures()

    def _figures(self) -> Figures:
        clients = len(self._presence.viewers(self._clients))
        return Figures(self.counted, clients, f'{time_zones.today(self._time_zone):%B}')

    def _show_figures(self) -> None:
        if (now := self._figures()) != self.figures.state:
            self.figures.show(now)

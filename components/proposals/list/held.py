"""What one member holds of the proposals: shares in windows of cards, counts, figures, acts.

Line in, step 6: reads nothing itself. What is drawn of it is drawn once for all who hold the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial

from components.live.element import LiveElement
from components.live.windows import Windows
from services.accounts.members import Member
from services.core import Services
from services.proposals.cards import ProposalCard
from services.proposals.figures import ListFigures, proposal_figures
from services.proposals.list_state import START, Group, ProposalListState, Tab, groups_of
from services.proposals.sections import section_figures
from services.proposals.windows import latest_acts, proposal_window
from services.realtime.status import StatusSource


class Beside(StrEnum):
    """Queries beside the windows of cards."""

    SECTIONS = 'sections'
    FIGURES = 'figures'


class HeldProposals:
    """`on_swap()` is called when another choice is there, `on_turn()` when what may be seen is
    something else.
    """

    def __init__(
        self,
        element: LiveElement,
        services: Services,
        member: Member,
        *,
        on_swap: Callable[[], object],
        on_turn: Callable[[], object],
    ) -> None:
        self._live = services.live
        self._viewer = member.viewer
        organization_id = member.viewer.organization_id
        self.windows = Windows(
            element, services.live, member.viewer, on_swap=on_swap, on_turn=on_turn
        )
        figures = proposal_figures(organization_id, member.time_zone)
        self.counted = services.live.share(figures, member.viewer)
        self.acted = services.live.share(latest_acts(organization_id), member.viewer)
        for share in (self.counted, self.acted):
            element.on_end(partial(services.live.close, share))
        self.state = START
        """What was chosen; what is shown may be the choice before."""

    @property
    def sources(self) -> Sequence[StatusSource]:
        """What the page shows, for its badge."""
        return (self.windows, self.counted, self.acted)

    async def ready(self) -> None:
        """Wait until there is something to show."""
        # a page that is gone waits for nothing more
        if await self.windows.ready():
            await self.counted.ready()
            await self.acted.ready()

    def look_at(self, state: ProposalListState) -> None:
        """Hold another part, or in another order, as soon as it is read."""
        self.state = state
        organization_id = self._viewer.organization_id
        groups = groups_of(state)
        self.windows.look_at(
            {
                **{group: proposal_window(organization_id, state, group) for group in groups},
                Beside.SECTIONS: section_figures(organization_id, state),
            }
        )

    @property
    def is_member(self) -> bool:
        """Whether anything may be seen."""
        return self.windows.is_member and self.counted.is_member

    @property
    def figures(self) -> ListFigures:
        return next(iter(self.counted.rows), ListFigures())

    @property
    def acts(self) -> Sequence[ProposalCard]:
        """The proposals on which clients acted last."""
        return self.acted.rows

    @property
    def has_any(self) -> bool:
        """Whether there are proposals at all."""
        return bool(self.figures.everything) or next(self._cards(), None) is not None

    def card(self, proposal_id: str) -> ProposalCard | None:
        """The card, if it is shown or its client acted lately."""
        known = (*self._cards(), *self.acts)
        return next((card for card in known if str(card.id) == proposal_id), None)

    async def find(self, tab: Tab, most: int) -> tuple[Sequence[ProposalCard], int]:
        """The latest cards of a tab, and how many there are."""
        state = replace(START, tab=tab, most=most)
        query = self._live.open(proposal_window(self._viewer.organization_id, state), self._viewer)
        try:
            await query.ready()
            return query.rows, dict(self.figures.counts).get(tab, 0)
        finally:
            self._live.close(query)

    def _cards(self) -> Iterator[ProposalCard]:
        for key in (*Group, None):
            yield from self.windows.rows(key)

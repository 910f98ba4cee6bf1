"""What one member holds of the proposals: the list, and on which clients acted last.

Line in, step 6: reads nothing itself. What is drawn of it is drawn once for all who hold the same.
"""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from components.live.held_list import Beside, HeldList
from components.live.list_screen import ListScreen
from services.accounts.members import Member
from services.core import Services
from services.proposals.cards import ProposalCard
from services.proposals.figures import ListFigures, proposal_figures
from services.proposals.list_state import START, ProposalListState, groups_of
from services.proposals.sections import section_figures
from services.proposals.windows import latest_acts, proposal_window
from services.realtime.live import Query
from services.realtime.status import StatusSource


class HeldProposals(HeldList[ProposalListState]):
    """Shares of one screen, for as long as it lives."""

    def __init__(self, screen: ListScreen, services: Services, member: Member) -> None:
        organization_id = member.viewer.organization_id
        super().__init__(
            screen,
            services.live,
            member.viewer,
            windows=partial(windows, organization_id),
            counts=proposal_figures(organization_id, member.time_zone),
            start=START,
        )
        self.acted = services.live.share(latest_acts(organization_id), member.viewer)
        screen.on_end(partial(services.live.close, self.acted))

    @property
    def sources(self) -> Sequence[StatusSource]:
        return (*super().sources, self.acted)

    async def ready(self) -> None:
        await super().ready()
        await self.acted.ready()

    @property
    def figures(self) -> ListFigures:
        return self.counts or ListFigures()

    @property
    def acts(self) -> Sequence[ProposalCard]:
        """The proposals on which clients acted last."""
        return self.acted.rows

    def card(self, proposal_id: str) -> ProposalCard | None:
        """The card, if it is shown or its client acted lately."""
        known = (*self.rows, *self.acts)
        return next((card for card in known if str(card.id) == proposal_id), None)


def windows(organization_id: UUID, state: ProposalListState) -> Mapping[Any, Query[Any]]:
    """Of each group, and the counts of all of them."""
    return {
        **{group: proposal_window(organization_id, state, group) for group in groups_of(state)},
        Beside.SECTIONS: section_figures(organization_id, state),
    }

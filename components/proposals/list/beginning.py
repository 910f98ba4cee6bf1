"""Begins a new proposal from wherever somebody is: the dialog of the list. Begins a line out."""

from collections.abc import Sequence
from dataclasses import replace

from components.proposals.list.new_dialog import Make, NewProposal, Origin
from services.accounts.members import Member
from services.contacts.lookup import told_apart
from services.contacts.queries import CONTACTS
from services.core import Services
from services.proposals.cards import ProposalCard
from services.proposals.figures import proposal_figures
from services.proposals.list_state import START, Tab
from services.proposals.windows import proposal_window


class Beginning:
    """`make` is `ProposalActions.draft` of the page."""

    def __init__(self, services: Services, member: Member, make: Make) -> None:
        self._live = services.live
        self._member = member
        self._make = make

    async def open(self, origin: Origin = Origin.BLANK) -> None:
        """With those to choose from who were touched last; any other name is known as well."""
        viewer = self._member.viewer
        window = CONTACTS.window(viewer.organization_id, CONTACTS.start)
        rows = await self._live.read(window, viewer)
        clients = list(told_apart(rows).values())
        NewProposal(self.find, clients, self._make, origin)

    async def find(self, tab: Tab, most: int) -> tuple[Sequence[ProposalCard], int]:
        """The latest cards of a tab, and how many there are."""
        viewer, zone = self._member.viewer, self._member.time_zone
        state = replace(START, tab=tab, most=most)
        cards = await self._live.read(proposal_window(viewer.organization_id, state), viewer)
        counted = await self._live.read(proposal_figures(viewer.organization_id, zone), viewer)
        counts = dict(counted[0].value.counts) if counted else {}
        return cards, counts.get(tab, 0)

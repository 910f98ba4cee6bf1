"""What every part of the editor works with: the proposal's rows, who looks, and how to act.

Serves both lines: rows come in through its queries, commands go out through `run` and `do`.
"""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from components.kit.memo import keep_latest
from components.live.editor import RecordEditor
from components.proposals.editor.people import People
from models import Organization, Proposal, ProposalActivity, ProposalDay
from models.organization import ANYWHERE
from services import money
from services.accounts.members import Member
from services.accounts.queries import organization
from services.commands.editables import Editable
from services.core import Services
from services.proposals import building, queries
from services.proposals.editing import ACTIVITY, DAY, PROPOSAL
from services.proposals.totals import Totals, totals
from services.realtime.live import LiveQuery, OptimisticQuery
from services.signals import Signal

OF_PROPOSAL = 'proposal'
"""What the proposal's own cells call their row."""


class ProposalEditor(RecordEditor):
    """The page's root element; everything it opens ends with it."""

    def __init__(self, services: Services, member: Member, proposal_id: UUID) -> None:
        super().__init__(services, member, (PROPOSAL, DAY, ACTIVITY))
        self.proposal_id = proposal_id
        of_proposal = (proposal_id, self.organization_id)
        self.proposals = self.open_edited(PROPOSAL, queries.proposal(*of_proposal))
        self.days = self.open_edited(DAY, queries.days(*of_proposal))
        self.activities = self.open_edited(ACTIVITY, queries.activities(*of_proposal))
        self.comments = self.open(queries.comments(*of_proposal))
        self.links = self.open(queries.share_links(*of_proposal))
        self.views = self.open(queries.views(*of_proposal))
        self.approvals = self.open(queries.approvals(*of_proposal))
        self.clients = self.open(queries.client(*of_proposal))
        self._organizations: LiveQuery[Organization] = self.open(organization(self.organization_id))
        self.people: People = People(
            member,
            profiles=self.profiles,
            links=self.links,
            clients=self.clients,
            proposals=self.proposals,
        )
        self.totals = Totals()
        self._summed: Signal[[Totals]] = Signal()

    async def ready(self) -> None:
        """Wait for the first rows, then keep the totals up to date."""
        await super().ready()
        self.totals = self._add_up()
        edited: tuple[OptimisticQuery[Any], ...] = (self.activities, self.days, self.proposals)
        for query in edited:
            self.follow(query, lambda _: self._update_totals())

    # rows

    @property
    def proposal(self) -> Proposal | None:
        """The proposal as it stands; None when it is not, or no longer, to be seen."""
        return next(iter(self.proposals.rows), None)

    @property
    def time_zone(self) -> str:
        """Where the organization is: its last days are over when they are over there."""
        return next((one.time_zone for one in self._organizations.rows), ANYWHERE)

    def follow_time_zone(self, handler: Callable[[], None]) -> None:
        """Call `handler` when the organization may have another time zone."""
        self.follow(self._organizations, lambda _: handler())

    def activity(self, activity_id: UUID | None) -> ProposalActivity | None:
        return next((row for row in self.activities.rows if row.id == activity_id), None)

    def activities_of(self, day_id: UUID) -> list[ProposalActivity]:
        return [row for row in self.activities.rows if row.day_id == day_id]

    # totals

    def on_totals(self, handler: Callable[[Totals], None]) -> None:
        """Call `handler(totals)` whenever prices, choices or travellers change a figure."""
        self._summed.subscribe(handler)

    def _add_up(self) -> Totals:
        proposal = self.proposal
        counted_in = (proposal.travellers, proposal.currency) if proposal else (1, 'EUR')
        return _sums(self.days.rows, self.activities.rows, *counted_in)

    def _update_totals(self) -> None:
        self.totals = self._add_up()
        self._summed.emit(self.totals)

    # commands

    async def remove_part(
        self, kind: type[ProposalDay] | type[ProposalActivity], id: UUID, name: str
    ) -> None:
        """Take a day or an activity out, and offer to bring it back."""
        await self.take_out(
            id,
            name,
            lambda: self.do(building.remove, kind=kind, id=id),
            lambda: self.do(building.restore, kind=kind, id=id),
        )

    # cells

    def row_named(self, row: str) -> tuple[Editable[Any], UUID]:
        return (PROPOSAL, self.proposal_id) if row == OF_PROPOSAL else super().row_named(row)

    def typed(self, field: str, text: str) -> Any:
        proposal = self.proposal
        return money.parsed(text, proposal.currency) if field == 'price' and proposal else text


@keep_latest
def _sums(
    days: Sequence[ProposalDay],
    activities: Sequence[ProposalActivity],
    travellers: int,
    currency: str,
) -> Totals:
    shown = {day.id for day in days}
    return totals([row for row in activities if row.day_id in shown], travellers, currency)

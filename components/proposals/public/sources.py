"""The live queries behind one public proposal. Step 5 of the line in, as this screen uses it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from components.proposals.public.offer import Offer, Rights
from models import (
    Organization,
    Profile,
    Proposal,
    ProposalActivity,
    ProposalApproval,
    ProposalComment,
    ProposalDay,
    ShareLink,
)
from services.accounts import queries as accounts
from services.proposals import queries
from services.realtime.live import LiveQuery, Query

Row = TypeVar('Row')
SECTIONS = {'questions': 'Questions', 'decide': 'Decision'}
"""Parts of the page besides days, as the operator reads of them."""
Watch = Callable[[Query[Any]], LiveQuery[Any]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """One query a table; all of one viewer."""

    proposal: LiveQuery[Proposal]
    days: LiveQuery[ProposalDay]
    activities: LiveQuery[ProposalActivity]
    comments: LiveQuery[ProposalComment]
    approvals: LiveQuery[ProposalApproval]
    organization: LiveQuery[Organization]
    profiles: LiveQuery[Profile]
    links: LiveQuery[ShareLink]
    """Only the presented link, for its holder."""

    @classmethod
    def open(cls, watch: Watch, proposal_id: UUID, organization_id: UUID) -> 'Sources':
        return cls(
            proposal=watch(queries.proposal(proposal_id, organization_id)),
            days=watch(queries.days(proposal_id, organization_id)),
            activities=watch(queries.activities(proposal_id, organization_id)),
            comments=watch(queries.comments(proposal_id, organization_id)),
            approvals=watch(queries.approvals(proposal_id, organization_id)),
            organization=watch(accounts.organization(organization_id)),
            profiles=watch(accounts.profiles(organization_id)),
            links=watch(queries.share_links(proposal_id, organization_id)),
        )

    @property
    def every(self) -> tuple[LiveQuery[Any], ...]:
        return (
            self.proposal, self.days, self.activities, self.comments, self.approvals,
            self.organization, self.profiles, self.links,
        )  # fmt: skip

    async def ready(self) -> None:
        """Wait for the first snapshot of each."""
        await asyncio.gather(*(query.ready() for query in self.every))

    def offer(self, rights: Rights) -> Offer | None:
        """What is held now; None when the viewer may not see the proposal (any more)."""
        proposal = next(iter(self.proposal.rows), None)
        if proposal is None:
            return None
        return Offer(
            rights=rights,
            proposal=proposal,
            organization=next(iter(self.organization.rows), None),
            owner=next((one for one in self.profiles.rows if one.id == proposal.owner_id), None),
            days=self.days.rows,
            activities=self.activities.rows,
            comments=self.comments.rows,
            approvals=self.approvals.rows,
        )

    def spell(self, section: str) -> tuple[str, str]:
        """Title, and what is in view in words: `('Madeira, slowly', 'Day 3')`."""
        days = [str(day.id) for day in self.days.rows]
        words = f'Day {days.index(section) + 1}' if section in days else SECTIONS.get(section, '')
        return next((one.title for one in self.proposal.rows), ''), words

    def progress(self, section: str) -> int:
        """How much of the page is read once this is in view, in percent."""
        parts = [*(str(day.id) for day in self.days.rows), *SECTIONS]
        return round(100 * (parts.index(section) + 1) / len(parts)) if section in parts else 0

    def refresh(self) -> None:
        """Read what a client's own act may have changed, announced or not."""
        for query in (self.proposal, self.activities, self.comments, self.approvals):
            query.refresh()

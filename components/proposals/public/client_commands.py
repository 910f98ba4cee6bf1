"""What a client does on the page, carried out as commands. The line out, step A."""

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from components.proposals.public.messages import Question, Verdict
from components.proposals.public.offer import Offer
from models.viewer import LinkHolder
from services.core import Services
from services.errors import Outdated
from services.link_limits import LinkLimits
from services.proposals import comments, deciding
from services.proposals.deciding import Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientCommands:
    """The acts of one link holder; each raises `AppError` when it is refused."""

    services: Services
    viewer: LinkHolder
    evidence: Evidence
    limits: LinkLimits
    page: str = field(default_factory=lambda: str(uuid4()))
    """Tells one page of a link from the next."""

    async def choose(self, activity_id: UUID, is_on: bool) -> int:
        """Add an option or take it out; returns the row's new revision."""
        self.limits.move(self.viewer.share_link_id, self.page)
        return await self.services.run(
            deciding.choose, self.viewer, activity_id=activity_id, is_selected=is_on
        )

    async def ask(self, question: Question) -> None:
        """Write a question or an answer."""
        self.limits.ask(self.viewer.share_link_id)
        await self.services.run(
            comments.add,
            self.viewer,
            proposal_id=self.viewer.proposal_id,
            organization_id=self.viewer.organization_id,
            body=question.body,
            author_name=question.name,
            activity_id=question.about,
            parent_id=question.parent,
            id=question.id,
        )

    async def decide(self, verdict: Verdict, stood: Offer | None) -> None:
        """Approve what stood on the page, or decline; nobody approves what is not known."""
        self.limits.decide(self.viewer.share_link_id)
        if not verdict.approves:
            await self.services.run(
                deciding.decline,
                self.viewer,
                name=verdict.name,
                reason=verdict.reason,
                evidence=self.evidence,
                id=verdict.id,
            )
            return
        if stood is None:
            raise Outdated
        await self.services.run(
            deciding.approve,
            self.viewer,
            name=verdict.name,
            consent=verdict.consent,
            version=stood.proposal.version,
            total=stood.sums.total,
            evidence=self.evidence,
            seen=stood.picture,
            id=verdict.id,
        )

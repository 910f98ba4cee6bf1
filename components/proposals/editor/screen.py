"""One proposal for those who make it, as the page skeleton opens it. End of the line in."""

from uuid import UUID

from components.live.editor import RecordEditor
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.page import Builder, page_title
from components.proposals.missing import no_proposal
from components.shell.live_page import LiveScreen
from services.accounts.members import Member
from services.core import Services


class ProposalScreen(LiveScreen):
    """Its editor once the rows are there; a proposal that is not seen is missing."""

    def __init__(self, services: Services, member: Member, proposal_id: UUID) -> None:
        self._editor = ProposalEditor(services, member, proposal_id)
        self._builder: Builder | None = None

    @property
    def root(self) -> RecordEditor:
        return self._editor

    async def ready(self) -> None:
        await self._editor.ready()

    def is_there(self) -> bool:
        return self._editor.proposal is not None

    def show_missing(self) -> None:
        no_proposal()

    def fill(self) -> None:
        self._builder = Builder(self._editor)

    def title(self) -> str:
        proposal = self._editor.proposal
        return page_title(proposal) if proposal else ''

    def enter(self) -> None:
        if self._builder is not None:
            self._builder.enter()

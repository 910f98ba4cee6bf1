"""What the conflict dialog says of a proposal's rows, people and values. Line out, step A."""

from typing import Any

from components.live.conflict import OpenConflict
from components.live.conflict_flow import ConflictFlow
from components.proposals.editor.editor import ProposalEditor
from services.naming import NOBODY
from services.proposals.editing import PROPOSAL


class ProposalConflicts(ConflictFlow):
    """Make it where the chip shall stand."""

    def __init__(self, editor: ProposalEditor) -> None:
        self._proposal_editor = editor
        super().__init__(editor)

    @property
    def time_zone(self) -> str:
        return self._proposal_editor.time_zone

    @property
    def currency(self) -> str:
        proposal = self._proposal_editor.proposal
        return proposal.currency if proposal else super().currency

    def untitled(self, one: OpenConflict) -> str:
        return 'The proposal' if one.of is PROPOSAL else super().untitled(one)

    def speak(self, field: str, value: Any) -> str:
        if field != 'client_id' or value is None:
            return super().speak(field, value)
        found = self._proposal_editor.people.contact(value)
        return found.full_name if found else NOBODY

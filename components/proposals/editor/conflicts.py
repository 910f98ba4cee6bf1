"""What the conflict dialog says of a proposal's rows, people and values. Line out, step A."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from components.kit.avatar import Face
from components.live.conflict import OpenConflict
from components.live.conflict_flow import ConflictFlow
from components.proposals.editor.editor import ProposalEditor
from services.naming import NOBODY
from services.proposals.editing import PROPOSAL


class ProposalConflicts(ConflictFlow):
    """Make it where the chip shall stand."""

    def __init__(self, editor: ProposalEditor) -> None:
        self._proposal_editor = editor
        super().__init__(editor, me=editor.viewer.user_id)

    @property
    def time_zone(self) -> str:
        return self._proposal_editor.time_zone

    @property
    def currency(self) -> str:
        proposal = self._proposal_editor.proposal
        return proposal.currency if proposal else super().currency

    def untitled(self, one: OpenConflict) -> str:
        return 'The proposal' if one.of is PROPOSAL else super().untitled(one)

    def face(self, who: UUID | None) -> Face | None:
        return self._proposal_editor.people.face(who)

    def speak(self, field: str, value: Any) -> str:
        if not isinstance(value, UUID):
            return super().speak(field, value)
        editor = self._proposal_editor
        rows: Sequence[Any] = editor.contacts.rows if field == 'client_id' else editor.profiles.rows
        return next((row.full_name for row in rows if row.id == value), NOBODY)

"""What becomes of a cell's text: shown at once, saved, taken back with a sentence if refused.

Line out, step A.
"""

from contextlib import suppress
from typing import Any
from uuid import UUID

from components.kit.amounts import typed_amount
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.itinerary import Itinerary
from models import Proposal, ProposalActivity, ProposalDay
from services.errors import Conflict, NotFound

CELLS: dict[type[Any], frozenset[str]] = {
    Proposal: frozenset({'title'}),
    ProposalDay: frozenset({'title', 'body'}),
    ProposalActivity: frozenset({'title', 'note', 'price'}),
}
"""Which columns have a cell; browsers can name anything."""
OF_PROPOSAL = 'proposal'
"""What the proposal's own cells call their row."""


class Saver:
    """Saves what was typed into a cell."""

    def __init__(self, editor: ProposalEditor) -> None:
        self._editor = editor
        self.itinerary: Itinerary | None = None

    async def __call__(self, row: str, field: str, text: str, base: str | None) -> None:
        """Raises: `AppError`; a conflict is no refusal, since its dialog has what was typed."""
        kind, key = self._find(row)
        if field not in CELLS[kind]:
            raise NotFound
        seen = None if base is None else {field: _typed(field, base)}
        with suppress(Conflict):
            await self._editor.save(kind, key, base=seen, **{field: _typed(field, text)})

    def _find(self, row: str) -> tuple[type[Any], UUID]:
        if row == OF_PROPOSAL:
            return Proposal, self._editor.proposal_id
        try:
            key = UUID(row)
        except ValueError:
            raise NotFound from None
        assert self.itinerary is not None
        if key in self.itinerary.rows:
            return ProposalActivity, key
        if key in self.itinerary.sections:
            return ProposalDay, key
        raise NotFound('This was removed a moment ago. What you typed was not saved.')


def _typed(field: str, text: str) -> str:
    return typed_amount(text) if field == 'price' else text

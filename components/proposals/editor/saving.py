"""What becomes of a cell's text: shown at once, saved, taken back with a sentence if refused.

Line out, step A.
"""

from contextlib import suppress
from typing import Any
from uuid import UUID

from components.proposals.editor.editor import ProposalEditor
from services import money
from services.commands.editables import Editable
from services.errors import Conflict, NotFound
from services.proposals.editing import PROPOSAL

OF_PROPOSAL = 'proposal'
"""What the proposal's own cells call their row."""


class Saver:
    """Saves what was typed into a cell."""

    def __init__(self, editor: ProposalEditor) -> None:
        self._editor = editor

    async def __call__(self, row: str, field: str, text: str, base: str | None) -> None:
        """Raises: `AppError`; a conflict is no refusal, since its dialog has what was typed."""
        of, key = self._find(row)
        if field not in of.cells:
            raise NotFound
        seen = None if base is None else {field: base}
        with suppress(Conflict):
            await self._editor.save(of.table, key, base=seen, **{field: self._typed(field, text)})

    def _find(self, row: str) -> tuple[Editable[Any], UUID]:
        if row == OF_PROPOSAL:
            return PROPOSAL, self._editor.proposal_id
        try:
            key = UUID(row)
        except ValueError:
            raise NotFound from None
        of = self._editor.editable_of(key)
        if of is None:
            raise NotFound('This was removed a moment ago. What you typed was not saved.')
        return of, key

    def _typed(self, field: str, text: str) -> Any:
        proposal = self._editor.proposal
        return money.parsed(text, proposal.currency) if field == 'price' and proposal else text

"""What becomes of a cell's text: shown at once, saved, taken back with a sentence if refused.

Line out, step A.
"""

from typing import Any
from uuid import UUID

from components.builder.amounts import typed_amount
from components.builder.desk import Desk
from components.builder.itinerary import Itinerary
from models import Proposal, ProposalActivity, ProposalDay
from services.errors import AppError, NotFound

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

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.itinerary: Itinerary | None = None

    async def __call__(self, row: str, field: str, text: str) -> None:
        """Raises: `AppError`, after the old text is back in its place."""
        kind, key, shown = self._find(row)
        if field not in CELLS[kind]:
            raise NotFound
        value = typed_amount(text) if field == 'price' else text
        if shown is not None:
            shown.show_text(field, ' '.join(text.split()) if field != 'body' else text.strip())
        try:
            await self._desk.save(kind, key, **{field: value})
        except AppError:
            if shown is not None and not shown.is_deleted:
                shown.restore()
            raise

    def _find(self, row: str) -> tuple[type[Any], UUID, Any]:
        if row == OF_PROPOSAL:
            return Proposal, self._desk.proposal_id, None
        try:
            key = UUID(row)
        except ValueError:
            raise NotFound from None
        assert self.itinerary is not None
        if key in self.itinerary.rows:
            return ProposalActivity, key, self.itinerary.rows[key]
        if key in self.itinerary.sections:
            return ProposalDay, key, self.itinerary.sections[key]
        raise NotFound('This was removed a moment ago. What you typed was not saved.')

"""What a client saw last, and how what stands now differs from it; no element in here."""

from collections.abc import Sequence
from datetime import datetime

from models import Proposal, ProposalActivity, ProposalDay
from services.proposals.differences import (
    LOUD,
    Difference,
    Picture,
    Turn,
    differences,
    line,
    of_line,
    picture,
)

FACTS = {'travellers', 'starts_on', 'ends_on', 'currency'}


class _Last:
    """The latest picture: the screens of one proposal hold the same lists, one after the other."""

    def __init__(self) -> None:
        self._of: tuple[object, ...] = ()
        self._picture: Picture | None = None

    def __call__(
        self,
        proposal: Proposal,
        days: Sequence[ProposalDay],
        activities: Sequence[ProposalActivity],
    ) -> Picture:
        of = (proposal, days, activities)
        same = self._picture and all(a is b for a, b in zip(of, self._of, strict=True))
        if not same:
            made = picture(*of)
            # an equal one stays the same object, by which each screen sees that nothing changed
            self._of, self._picture = of, self._picture if made == self._picture else made
        assert self._picture is not None
        return self._picture


picture_of = _Last()
"""The proposal as it stands in these rows."""


class Seen:
    """What the client saw last, and how what stands now differs from it."""

    def __init__(self, before: Picture, moment: datetime | None = None) -> None:
        """`moment`: when they saw it; None for what they are looking at."""
        self.before = before
        self.moment = moment

    def mark(self, row: ProposalActivity, travellers: int, currency: str) -> str:
        """Words beside a line, or nothing: `New`, to be followed by since when."""
        was = self.before.lines.get(row.id)
        if was is not None and was.price == row.price and was.unit == row.price_unit:
            return ''
        for change in of_line(was, line(row), travellers):
            if change.turn is Turn.ADDED:
                return 'New'
            if change.turn in LOUD:
                if self.before.facts['currency'] != currency:
                    return 'New price'
                return 'Price up' if change.turn is Turn.PRICE_UP else 'Price down'
        return ''

    def changes(self, now: Picture) -> list[Difference]:
        """What is worth a look, quietest things left out."""
        return [
            change
            for change in differences(self.before, now)
            if change.turn in LOUD or change.name in FACTS
        ]

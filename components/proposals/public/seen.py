"""What a client saw last, and how what stands now differs from it; no element in here."""

from datetime import datetime

from components.kit.memo import keep_latest
from models import ProposalActivity
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


picture_of = keep_latest(picture)
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

"""What a client saw last, and how what stands now differs from it; no element in here."""

from collections.abc import Sequence
from datetime import datetime

from components.kit.memo import keep_latest
from components.proposals.public.plain import plain
from models import Proposal, ProposalActivity, ProposalDay
from services.proposals.differences import (
    LOUD,
    Difference,
    Picture,
    Turn,
    differences,
    of_line,
    picture_of_lines,
)

FACTS = {'travellers', 'starts_on', 'ends_on', 'currency'}


@keep_latest
def picture_of(
    proposal: Proposal, days: Sequence[ProposalDay], activities: Sequence[ProposalActivity]
) -> Picture:
    """The proposal as it stands in these rows."""
    lines = ((each.day_id, each.line) for each in map(plain, activities))
    return picture_of_lines(proposal, days, lines)


class Seen:
    """What the client saw last, and how what stands now differs from it."""

    def __init__(self, before: Picture, moment: datetime | None = None) -> None:
        """`moment`: when they saw it; None for what they are looking at."""
        self.before = before
        self.moment = moment

    def mark(self, row: ProposalActivity, travellers: int, currency: str) -> str:
        """Words beside a line, or nothing: `New`, to be followed by since when."""
        now = plain(row).line
        was = self.before.lines.get(now.id)
        if was is not None and was.price == now.price and was.unit == now.unit:
            return ''
        for change in of_line(was, now, travellers):
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

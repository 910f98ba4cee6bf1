"""What stood on the page, by number, so that an answer names what it is an answer to.

Begins the line out. The number reaches the browser in the frame of what it stands for and comes
back with the answer, so it is of what stood there then, whatever was on its way or got lost.
"""

from dataclasses import dataclass
from decimal import Decimal

from components.engine.light import Light, Text
from components.proposals.public.offer import Offer
from services.proposals.differences import Picture

KEPT = 16
"""Numbers; whoever answers has looked at one of the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What stood on the page at one moment."""

    version: int
    total: Decimal
    picture: Picture
    """All of it, so that a refusal can say what changed."""


class DisplayLog(Light):
    """Call `show` at the end of each change of the page, in the same frame; hidden."""

    def __init__(self, offer: Offer) -> None:
        super().__init__('div', 't-hidden', {'id': 'shown'})  # where the page's scripts read it
        self._kept: dict[int, Shown] = {}
        self._number = 0
        with self:
            # an element of its own: about 30 bytes beside each changed word
            self._said = Text()
        self.show(offer)

    def show(self, offer: Offer) -> None:
        """Another number where something else stands there."""
        version, total, picture = offer.proposal.version, offer.sums.total, offer.picture
        last = self._kept.get(self._number)
        if last and last.picture is picture and (last.version, last.total) == (version, total):
            return
        self._number += 1
        self._kept[self._number] = Shown(version=version, total=total, picture=picture)
        self._kept.pop(self._number - KEPT, None)
        self._said.set_text(str(self._number))

    def at(self, number: int) -> Shown | None:
        """What stood there; None where that was never said or is too long ago."""
        return self._kept.get(number)

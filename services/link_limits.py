"""How much the holder of a link may write; nobody who reads and decides meets it.

Counts in this process. Serves the line out.
"""

from uuid import UUID

from services.limits import (
    DECISIONS_OF_LINK,
    GESTURES_OF_LINK,
    MOVES_OF_LINK,
    MOVES_OF_PAGE,
    QUESTIONS_OF_LINK,
    VISITS_OF_LINK,
)
from services.rate_limit import RateLimit

MINUTE_S = 60.0
SWITCHES = (
    'That was a lot of switching at once. Nothing is lost; wait a minute, then choose on from here.'
)
DECISIONS = 'That was decided many times just now. Wait a few minutes, then decide once more.'
QUESTIONS = 'Those were many questions at once. What you typed is kept; send it in a few minutes.'


class LinkLimits:
    """The limits of all links; each method counts what is about to be done.

    Raises: `TooMany` with a sentence; what shows or notes only is left out without a word.
    """

    def __init__(self) -> None:
        self._moves_of_page = RateLimit(MOVES_OF_PAGE, within_s=MINUTE_S)
        self._moves = RateLimit(MOVES_OF_LINK, within_s=MINUTE_S)
        self._questions = RateLimit(QUESTIONS_OF_LINK, within_s=5 * MINUTE_S)
        self._decisions = RateLimit(DECISIONS_OF_LINK, within_s=10 * MINUTE_S)
        self._visits = RateLimit(VISITS_OF_LINK, within_s=10 * MINUTE_S)
        self._gestures = RateLimit(GESTURES_OF_LINK, within_s=MINUTE_S)

    def move(self, link: UUID, page: str) -> None:
        """A switch is moved on a page."""
        self._moves_of_page.check(page, SWITCHES)
        self._moves.take(str(link), SWITCHES)
        self._moves_of_page.count(page)

    def ask(self, link: UUID) -> None:
        """A question or an answer is written."""
        self._questions.take(str(link), QUESTIONS)

    def decide(self, link: UUID) -> None:
        """An approval or a refusal is written."""
        self._decisions.take(str(link), DECISIONS)

    def may_note_visit(self, link: UUID) -> bool:
        return self._visits.allows(str(link))

    def may_show(self, link: UUID) -> bool:
        """Whether one more sign of presence is passed on."""
        return self._gestures.allows(str(link))

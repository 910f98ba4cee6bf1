"""How often live queries read when nothing asks them to, step 5 of the line in."""

from dataclasses import dataclass, field

from services.delays import Delays, growing


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a live query reads when nothing announces changes, or when reading fails."""

    poll_s: float = 5.0
    reread_s: float = 0.0
    """Read again so often although all is well, for a server that may drop changes without a
    word; 0: never."""
    read_timeout_s: float = 10.0
    retries: Delays = field(default=lambda: growing(first_s=0.05, longest_s=2.0))
    """Pauses after a read that failed."""
    patience: Delays = field(default=lambda: growing(first_s=0.01, longest_s=0.5))
    """Pauses after a read that was older than the change announced."""
    patience_tries: int = 12
    """After so many the database is believed: about 2 s."""

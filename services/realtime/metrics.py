"""What the line in measures about itself in one process: ages, rates, counts.

A change is timed from its commit to its arrival, and from its arrival to the screens' sockets.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime

from models.change import Change
from services.realtime.series import Clock, Rate, Series, Uptime
from services.realtime.status import LinkState

Gauge = Callable[[], float]
"""A figure that is asked for when somebody looks."""
FLOWING = {LinkState.LIVE, LinkState.CATCHING_UP, LinkState.INCOMPLETE}


class Metrics:
    """Cheap to feed; whoever looks pays for the arithmetic."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self.losses = 0
        """How often the link went down."""
        self.arrival_s = Series(clock)
        """Commit to received."""
        self.sending_s = Series(clock)
        """Received to handed to the sockets of every screen, the read in between included."""
        self.painting_s = Series(clock)
        """Arrived in a browser to painted, as browsers say it."""
        self.lag_s = Series(clock)
        """How late the event loop came back to a task that was due."""
        self.messages = Rate(clock)
        """Changes received, each once per channel that carried it."""
        self.patches = Rate(clock)
        """Patches handed out, each once per screen."""
        self.uptime = Uptime(clock)
        """Of the link: rows are known to flow."""
        self.gauges: dict[str, Gauge] = {}
        """Figures that others know: `screens`, `people`."""

    @property
    def changes(self) -> int:
        return self.messages.count

    def gauge(self, name: str) -> float:
        """A figure that others know; 0 where nobody told how."""
        read = self.gauges.get(name)
        return read() if read else 0.0

    def count_change(self, change: Change) -> None:
        self.messages.add()
        if change.committed_at:
            committed = datetime.fromisoformat(change.committed_at)
            # commit times have milliseconds only, and clocks differ: never below zero
            age_s = (datetime.now(UTC) - committed).total_seconds()
            self.arrival_s.add(max(0.0, age_s))

    def count_sent(self, seconds: float, patches: int) -> None:
        """A live query has handed a change to its screens, `seconds` after it arrived."""
        self.sending_s.add(seconds)
        self.patches.add(patches)

    def count_painted(self, seconds: float) -> None:
        """A browser says how long a change took it."""
        self.painting_s.add(seconds)

    def count_state(self, state: LinkState) -> None:
        self.uptime.move(is_up=state in FLOWING)

"""What the line in measures about itself: counts, and how old a change is when it arrives."""

from collections import deque
from datetime import UTC, datetime

from models.change import Change

KEPT = 1_000


class Metrics:
    """Plain counters of one process; latencies of the last changes only."""

    def __init__(self) -> None:
        self.changes = 0
        """Changes received, each once per channel that carried it."""
        self.losses = 0
        """How often the link went down."""
        self._latencies_s: deque[float] = deque(maxlen=KEPT)

    def count_change(self, change: Change) -> None:
        self.changes += 1
        if change.committed_at:
            committed = datetime.fromisoformat(change.committed_at)
            # commit times have milliseconds only, and clocks differ: never below zero
            age_s = (datetime.now(UTC) - committed).total_seconds()
            self._latencies_s.append(max(0.0, age_s))

    def latency_s(self, share: float) -> float:
        """Seconds from commit to received that `share` of the last changes stayed under."""
        if not self._latencies_s:
            return 0.0
        ordered = sorted(self._latencies_s)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)]

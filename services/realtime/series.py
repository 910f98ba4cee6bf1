"""Figures over time, kept small: the last minute exactly, a quarter of an hour as a trend.

Serves the line in: what it measures about itself is remembered here, nowhere else.
"""

import time
from collections import deque
from collections.abc import Callable, Sequence

Clock = Callable[[], float]
"""Seconds that never go back."""

WINDOW_S = 60.0
BUCKET_S = 15.0
BUCKETS = 60
"""A quarter of an hour."""
KEPT = 4_000
"""Samples of the window at most; then the oldest go early."""
RATE_S = 10
"""A rate is the mean of so many whole seconds."""


class Series:
    """Samples of the last minute, and one 95th percentile for each 15 s of the last 15 min."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._samples: deque[tuple[float, float]] = deque(maxlen=KEPT)
        self._bucket: list[float] = []
        self._bucket_number = int(clock() // BUCKET_S)
        self._trend: deque[float | None] = deque(maxlen=BUCKETS)
        self.count = 0
        """Samples ever."""
        self.total = 0.0
        """Sum of all samples ever."""

    def add(self, value: float) -> None:
        now = self._clock()
        self._roll(now)
        self._samples.append((now, value))
        if len(self._bucket) < KEPT:
            self._bucket.append(value)
        self.count += 1
        self.total += value

    @property
    def is_quiet(self) -> bool:
        """Whether the last minute brought no sample."""
        self._forget()
        return not self._samples

    def quantiles(self, *shares: float) -> tuple[float, ...]:
        """What each share of the last minute's samples stayed under; 0 without samples."""
        self._forget()
        ordered = sorted(value for _, value in self._samples)
        return tuple(quantile(ordered, share) for share in shares)

    @property
    def trend(self) -> tuple[float | None, ...]:
        """95th percentiles, oldest first, the running 15 s last; None where nothing was seen."""
        self._roll(self._clock())
        return (*self._trend, _p95(self._bucket))[-BUCKETS:]

    def _forget(self) -> None:
        oldest = self._clock() - WINDOW_S
        while self._samples and self._samples[0][0] < oldest:
            self._samples.popleft()

    def _roll(self, now: float) -> None:
        number = int(now // BUCKET_S)
        passed = min(number - self._bucket_number, BUCKETS)
        for _ in range(passed):
            self._trend.append(_p95(self._bucket))
            self._bucket = []
        self._bucket_number = number


class Rate:
    """How often something happens in a second, now and over the last 15 min."""

    SECONDS = int(BUCKET_S) * BUCKETS

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._counts = [0] * self.SECONDS
        self._last = int(clock())
        self.count = 0
        """Ever."""

    def add(self, times: int = 1) -> None:
        self._roll()
        self._counts[self._last % self.SECONDS] += times
        self.count += times

    @property
    def per_s(self) -> float:
        """Mean of the last whole seconds."""
        self._roll()
        return self._sum(self._last - RATE_S, RATE_S) / RATE_S

    @property
    def trend(self) -> tuple[float, ...]:
        """Mean of each 15 s, oldest first."""
        self._roll()
        width, first = int(BUCKET_S), self._last - self.SECONDS + 1
        starts = range(first, self._last + 1, width)
        return tuple(self._sum(start, width) / width for start in starts)

    def _sum(self, first: int, seconds: int) -> int:
        return sum(self._counts[second % self.SECONDS] for second in range(first, first + seconds))

    def _roll(self) -> None:
        now = int(self._clock())
        for second in range(self._last + 1, min(now, self._last + self.SECONDS) + 1):
            self._counts[second % self.SECONDS] = 0
        self._last = max(now, self._last)


class Uptime:
    """Which share of the time something was up."""

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._since = clock()
        self._changed_at = self._since
        self._up_s = 0.0
        self._is_up = False

    def move(self, *, is_up: bool) -> None:
        now = self._clock()
        self._up_s += now - self._changed_at if self._is_up else 0.0
        self._changed_at, self._is_up = now, is_up

    @property
    def percent(self) -> float:
        """Since it was made."""
        self.move(is_up=self._is_up)
        age_s = self._changed_at - self._since
        return 100 * self._up_s / age_s if age_s > 0 else 0.0


def quantile(ordered: Sequence[float], share: float) -> float:
    """The sample that `share` of an ordered list does not pass; 0 for an empty one."""
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)] if ordered else 0.0


def _p95(values: list[float]) -> float | None:
    return quantile(sorted(values), 0.95) if values else None

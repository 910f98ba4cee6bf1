"""What a benchmark hands back: a figure, its floor of the same run, and the bar it should clear."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

MS = 1e-6
"""Nanoseconds to milliseconds."""
RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A target; `of_floor` compares the ratio to the floor instead of the figure itself."""

    limit: float
    of_floor: bool = False
    at_least: bool = False

    def is_cleared(self, value: float, ratio: float | None) -> bool:
        seen = ratio if self.of_floor else value
        if seen is None:
            return False
        return seen >= self.limit if self.at_least else seen <= self.limit

    def text(self, unit: str) -> str:
        sign = '≥' if self.at_least else '≤'
        if self.of_floor:
            return f'{sign} {self.limit:g} × floor'
        return f'{sign} {self.limit:g} {unit}'.rstrip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table; `value` and `floor` have the same `unit`."""

    code: str
    """Which benchmark: `P2`."""
    what: str
    """What was measured: `last of 100 screens, p95`."""
    unit: str
    value: float
    floor: float | None = None
    """The least that any program would need here, measured in the same run."""
    bar: Bar | None = None
    """None: told, not judged."""

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def verdict(self) -> str:
        """`pass`, `short`, or nothing where there is no bar."""
        if self.bar is None:
            return ''
        return 'pass' if self.bar.is_cleared(self.value, self.ratio) else 'short'


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all values does not exceed."""
    ordered = sorted(values)
    if not ordered:
        raise ValueError('nothing was measured')
    rank = -(-len(ordered) * share // 1)
    return ordered[max(0, int(rank) - 1)]


def typical(runs: Sequence[Sequence[float]], share: float) -> float:
    """The median over runs of each run's percentile."""
    return statistics.median(percentile(run, share) for run in runs)

"""Figures over time say what was put into them, and forget what is old."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from models.change import Change, ChangeKind
from services.realtime.metrics import Metrics
from services.realtime.series import BUCKETS, Rate, Series, Uptime
from services.realtime.status import LinkState


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_quantiles_cover_the_last_minute_and_no_more(clock: Clock) -> None:
    series = Series(clock)
    for value in range(1, 101):
        series.add(value)
    assert series.quantiles(0.5, 0.95) == (51, 96)
    clock.now += 61
    assert series.quantiles(0.5) == (0,)
    series.add(7)
    assert series.quantiles(0.5, 0.95) == (7, 7)
    assert (series.count, series.total) == (101, 5057)


def test_a_trend_keeps_a_quarter_of_an_hour_with_its_gaps(clock: Clock) -> None:
    series = Series(clock)
    series.add(1.0)
    clock.now += 30
    series.add(2.0)
    assert series.trend == (1.0, None, 2.0)
    clock.now += 3600
    assert len(series.trend) == BUCKETS
    assert set(series.trend) == {None}


def test_a_rate_is_the_mean_of_the_last_ten_seconds(clock: Clock) -> None:
    rate = Rate(clock)
    for _ in range(10):
        rate.add(3)
        clock.now += 1
    assert rate.per_s == 3
    clock.now += 5
    assert rate.per_s == 1.5
    assert len(rate.trend) == BUCKETS
    assert sum(rate.trend) * 15 == pytest.approx(30)
    clock.now += 3600
    assert rate.per_s == 0
    assert sum(rate.trend) == 0
    assert rate.count == 30


def test_uptime_is_the_share_of_time_in_which_rows_flowed(clock: Clock) -> None:
    uptime = Uptime(clock)
    clock.now += 10
    uptime.move(is_up=True)
    clock.now += 30
    assert uptime.percent == 75
    uptime.move(is_up=False)
    clock.now += 20
    assert uptime.percent == 50


def test_a_change_is_timed_from_its_commit(clock: Clock) -> None:
    metrics = Metrics(clock)
    began = time.perf_counter()
    committed = datetime.now(UTC) - timedelta(milliseconds=40)
    change = Change(table='tours', kind=ChangeKind.UPDATE, committed_at=committed.isoformat())
    metrics.count_change(change)
    passed_s = time.perf_counter() - began
    ahead = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    metrics.count_change(Change(table='tours', kind=ChangeKind.UPDATE, committed_at=ahead))
    fastest, slowest = metrics.arrival_s.quantiles(0, 1)
    assert fastest == 0  # another machine's clock may be ahead
    assert 0.04 <= slowest < 0.05 + passed_s
    assert metrics.changes == 2


def test_the_link_counts_as_up_while_rows_flow(clock: Clock) -> None:
    metrics = Metrics(clock)
    for state in (LinkState.LIVE, LinkState.CATCHING_UP, LinkState.POLLING, LinkState.ERROR):
        metrics.count_state(state)
        clock.now += 1
    assert metrics.uptime.percent == 50

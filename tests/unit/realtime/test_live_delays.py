"""Pauses between tries: quick at first, never slower than promised, without end."""

from itertools import islice

from services.delays import around, growing
from services.realtime.link.supervisor import retries


def test_the_first_retry_comes_within_50_ms() -> None:
    assert all(next(growing()) <= 0.05 for _ in range(100))


def test_pauses_grow_and_never_pass_five_seconds() -> None:
    pauses = list(islice(growing(), 1_000))
    assert max(pauses) <= 5.0
    assert max(pauses[500:]) > 4.0


def test_half_a_pause_at_least_is_kept() -> None:
    assert min(islice(growing(), 20, 1_000)) >= 2.4


def test_around_spreads_evenly() -> None:
    assert all(4.0 <= around(5.0) <= 6.0 for _ in range(100))


def test_a_gateway_that_was_away_for_long_is_asked_every_second() -> None:
    pauses = list(islice(retries(), 1_000))
    assert pauses[0] <= 0.05
    assert max(pauses) <= 1.0
    assert min(pauses[100:]) >= 0.5

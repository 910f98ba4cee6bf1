"""How often somebody may try."""

import pytest

from services import rate_limit
from services.errors import TooMany
from services.rate_limit import RateLimit


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_the_limit_ends_when_its_time_is_over() -> None:
    clock = Clock()
    limit = RateLimit(2, within_s=60, clock=clock)
    limit.take('anna')
    clock.now += 20
    limit.take('anna')
    with pytest.raises(TooMany) as refused:
        limit.take('anna')
    assert refused.value.retry_s == 40
    clock.now += 40
    limit.take('anna')
    assert limit.left('anna') == 0


def test_keys_are_counted_apart_and_can_be_forgotten() -> None:
    limit = RateLimit(1, within_s=60, clock=Clock())
    limit.take('anna')
    limit.take('ben')
    limit.forget('anna')
    assert (limit.left('anna'), limit.left('ben')) == (1, 0)


def test_an_event_can_be_given_back() -> None:
    limit = RateLimit(2, within_s=60, clock=Clock())
    limit.give_back('anna')
    limit.take('anna')
    limit.take('anna')
    limit.give_back('anna')
    assert limit.left('anna') == 1
    limit.give_back('anna')
    assert limit.left('anna') == 2


def test_strangers_cannot_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rate_limit, 'RATE_KEYS', 3)
    limit = RateLimit(1, within_s=60, clock=Clock())
    for key in 'abcd':
        limit.count(key)
    assert (limit.left('a'), limit.left('d')) == (1, 0)


def test_keys_are_forgotten_when_their_time_is_over() -> None:
    clock = Clock()
    limit = RateLimit(3, within_s=60, clock=clock)
    for number in range(1000):
        limit.count(str(number))
    clock.now += 61
    limit.count('anna')
    assert len(limit) == 1
    assert limit.left('anna') == 2


def test_a_key_costs_the_same_however_long_it_is() -> None:
    limit = RateLimit(1, within_s=60, clock=Clock())
    limit.count('a' * 1_000_000)
    limit.count('\ud83d')
    assert max(len(key) for key in limit._events) == 16
    assert limit.left('a' * 1_000_000) == 0


def test_what_may_be_left_out_is_left_out_without_a_word() -> None:
    limit = RateLimit(2, within_s=60, clock=Clock())
    assert [limit.allows('anna') for _ in range(3)] == [True, True, False]

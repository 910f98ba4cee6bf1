"""Signals: everybody hears, nobody hurts another, and leaving takes effect at once."""

import logging
from collections.abc import Callable

import pytest

from services.signals import Signal, TopicSignals


def test_listeners_hear_in_the_order_they_came() -> None:
    heard: list[str] = []
    signal: Signal[[str]] = Signal()
    signal.subscribe(lambda word: heard.append(f'first {word}'))
    signal.subscribe(lambda word: heard.append(f'second {word}'))
    signal.emit('tide')
    assert heard == ['first tide', 'second tide']


def test_a_failing_listener_is_logged_and_stops_nobody(caplog: pytest.LogCaptureFixture) -> None:
    heard: list[int] = []
    signal: Signal[[int]] = Signal()
    signal.subscribe(lambda number: [][number])
    signal.subscribe(heard.append)
    with caplog.at_level(logging.ERROR):
        signal.emit(1)
    assert heard == [1]
    assert 'IndexError' in caplog.text


def test_who_leaves_while_it_is_told_hears_nothing_more() -> None:
    heard: list[str] = []
    leaving: list[Callable[[], None]] = []
    signal: Signal[[]] = Signal()

    def end_the_other() -> None:
        leaving[0]()

    signal.subscribe(end_the_other)
    leaving.append(signal.subscribe(lambda: heard.append('too late')))
    signal.emit()
    leaving[0]()
    assert (heard, len(signal)) == ([], 1)


def test_who_comes_while_it_is_told_hears_the_next_one() -> None:
    heard: list[str] = []
    signal: Signal[[str]] = Signal()
    first = signal.subscribe(lambda _: signal.subscribe(heard.append))
    signal.emit('one')
    first()
    signal.emit('two')
    assert heard == ['two']


def test_topics_are_told_apart_and_forgotten_with_their_last_listener() -> None:
    heard: list[str] = []
    topics: TopicSignals[[str]] = TopicSignals()
    leave = topics.subscribe('here', heard.append)
    topics.emit('here', 'yes')
    topics.emit('there', 'no')
    leave()
    leave()
    topics.emit('here', 'no more')
    assert heard == ['yes']
    assert not topics._signals

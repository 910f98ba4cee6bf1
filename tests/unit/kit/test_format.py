"""Dates and ages read as people write them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from components.kit import format as words

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ('start', 'end', 'said', 'briefly'),
    [
        (date(2027, 3, 14), date(2027, 3, 21), '14–21 March 2027', '14–21 Mar 2027'),
        (date(2027, 2, 28), date(2027, 3, 3), '28 February – 3 March 2027', '28 Feb – 3 Mar 2027'),
        (
            date(2026, 12, 30),
            date(2027, 1, 2),
            '30 December 2026 – 2 January 2027',
            '30 Dec 2026 – 2 Jan 2027',
        ),
        (date(2027, 3, 14), date(2027, 3, 14), '14 March 2027', '14 Mar 2027'),
        (date(2027, 3, 14), None, '14 March 2027', '14 Mar 2027'),
        (None, None, '', ''),
    ],
)
def test_ranges_repeat_nothing(
    start: date | None, end: date | None, said: str, briefly: str
) -> None:
    assert words.date_range(start, end) == said
    assert words.short_range(start, end) == briefly


def test_dates_are_said_as_people_say_them() -> None:
    assert words.long_date(date(2026, 12, 4)) == '4 December 2026'
    assert words.day_date(date(2027, 3, 14)) == 'Sunday 14 March'
    assert words.day_date(date(2027, 3, 14), locale='de') == 'Sonntag 14 März'
    assert words.long_date(date(2026, 12, 4), locale='xx_none') == '4 December 2026'


@pytest.mark.parametrize(
    ('before', 'short', 'long'),
    [
        (timedelta(seconds=5), 'now', 'just now'),
        (timedelta(minutes=1), '1 min', '1 minute ago'),
        (timedelta(minutes=14), '14 min', '14 minutes ago'),
        (timedelta(hours=3), '3 h', '3 hours ago'),
        (timedelta(days=1), 'yesterday', 'yesterday'),
        (timedelta(days=3), 'Tue', 'on Tuesday'),
        (timedelta(days=16), '4 Nov', 'on 4 Nov'),
        (timedelta(days=400), '16 Oct 2025', 'on 16 Oct 2025'),
    ],
)
def test_ages_grow_coarser(before: timedelta, short: str, long: str) -> None:
    assert words.ago(NOW - before, now=NOW) == short
    assert words.long_ago(NOW - before, now=NOW) == long


def test_nothing_has_no_age() -> None:
    assert words.ago(None) == words.long_ago(None) == ''


def test_small_things() -> None:
    assert [words.age(s) for s in (-1, 24, 190, 7300)] == ['0 s', '24 s', '3 min', '2 h']
    assert words.counted(1, 'traveller') == '1 traveller'
    assert words.counted(1200, 'day') == '1,200 days'
    assert (words.spelled(2), words.spelled(12)) == ('two', '12')

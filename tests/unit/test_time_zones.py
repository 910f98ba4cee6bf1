"""A last day is over when it is over where the organization is, wherever the server is."""

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.organization import ANYWHERE
from services import time_zones

ODD = (
    ANYWHERE, 'Pacific/Kiritimati', 'Pacific/Apia', 'America/Los_Angeles', 'Asia/Kathmandu',
    'Europe/Berlin', 'America/Havana', 'Africa/Cairo', 'Asia/Beirut', 'Australia/Lord_Howe',
    'Pacific/Chatham', 'America/St_Johns', 'Etc/GMT-14', 'UTC',
)  # fmt: skip
DAYS = st.dates(date(2012, 1, 1), date(2199, 12, 31))


@pytest.fixture(params=['UTC', 'America/Los_Angeles', 'Pacific/Kiritimati'])
def server_zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The zone of the machine, which nothing may depend on."""
    monkeypatch.setenv('TZ', request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


@pytest.mark.parametrize(
    ('time_zone', 'moment', 'is_over'),
    [
        ('America/Los_Angeles', '2026-11-21T02:20+00:00', False),
        ('America/Los_Angeles', '2026-11-21T07:59:59+00:00', False),
        ('America/Los_Angeles', '2026-11-21T08:00+00:00', True),
        ('Pacific/Kiritimati', '2026-11-20T09:59:59+00:00', False),
        ('Pacific/Kiritimati', '2026-11-20T10:00+00:00', True),
        (ANYWHERE, '2026-11-21T11:59:59+00:00', False),
        (ANYWHERE, '2026-11-21T12:00+00:00', True),
        ('Nowhere/Atlantis', '2026-11-21T11:59:59+00:00', False),
    ],
)
def test_a_last_day_is_over_at_midnight_there(
    server_zone: str, time_zone: str, moment: str, is_over: bool
) -> None:
    now = datetime.fromisoformat(moment)
    assert time_zones.is_past(date(2026, 11, 20), time_zone, now=now) is is_over
    assert (time_zones.end_of(date(2026, 11, 20), time_zone) <= now) is is_over


def test_no_last_day_is_never_over() -> None:
    assert not time_zones.is_past(None, 'UTC')


@given(DAYS, st.sampled_from(ODD))
def test_an_end_is_shown_as_the_day_it_was_made_of(day: date, time_zone: str) -> None:
    end = time_zones.end_of(day, time_zone)
    assert time_zones.last_day(end, time_zone) == day
    assert time_zones.is_past(day, time_zone, now=end)
    assert not time_zones.is_past(day, time_zone, now=end - time_zones.TICK)


@pytest.mark.parametrize(
    ('day', 'hours'), [(date(2027, 3, 28), 23), (date(2027, 10, 31), 25), (date(2027, 6, 1), 24)]
)
def test_days_have_as_many_hours_as_they_have(day: date, hours: int) -> None:
    before = time_zones.end_of(date.fromordinal(day.toordinal() - 1), 'Europe/Berlin')
    length = time_zones.end_of(day, 'Europe/Berlin') - before
    assert length.total_seconds() == hours * 3600


def test_zones_to_choose_from_have_a_region_and_a_city() -> None:
    names = time_zones.names()
    assert {'Europe/Lisbon', 'America/Argentina/Buenos_Aires', 'UTC'} <= set(names)
    assert 'EST5EDT' not in names
    assert time_zones.zone('../etc/passwd') == time_zones.zone(ANYWHERE)
    assert time_zones.today('UTC', now=datetime(2027, 1, 1, tzinfo=UTC)) == date(2027, 1, 1)

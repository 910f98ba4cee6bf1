"""Days and months where an organization is, by plain arithmetic."""

from datetime import UTC, datetime, timedelta

import pytest

from services import time_zones
from services.dashboard.periods import Periods, change, count, greeting
from tests.unit.dashboard.calendars import GIVEN, Case, cases, found


@pytest.mark.parametrize('case', cases(), ids=lambda case: case.id)
def test_each_period_holds_what_the_clock_there_says(case: Case) -> None:
    counted = count(case.moments, case.zone, case.now)
    assert found(case, counted) == case.expect


def test_all_given_cases_are_there() -> None:
    assert len(GIVEN) == 11


@pytest.mark.parametrize('zone', ['Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Chatham'])
def test_every_moment_of_today_is_in_today_and_no_other(zone: str) -> None:
    now = datetime(2027, 3, 28, 21, 0, tzinfo=UTC)
    periods = Periods.at(now, zone)
    for hours in range(-50, 50):
        moment = now + timedelta(hours=hours, minutes=7)
        day = time_zones.day_at(moment, zone)
        amounts = {periods.stretch(moment): 1}
        assert periods.counted(amounts, 0).today == (day == periods.today)


def test_change_is_rounded_half_away_from_nothing() -> None:
    assert [change(*each) for each in ((201, 200), (199, 200), (0, 3), (2, 0))] == [
        1,
        -1,
        -100,
        None,
    ]


def test_the_greeting_follows_the_clock_of_the_organization() -> None:
    now = datetime(2027, 1, 1, 4, 0, tzinfo=UTC)
    assert greeting(now, 'UTC') == 'Good evening'
    assert greeting(now, 'Europe/Berlin') == 'Good morning'
    assert greeting(now, 'Asia/Tokyo') == 'Good afternoon'

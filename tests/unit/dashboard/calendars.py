"""What days and months hold at odd moments, counted in Python and by Postgres alike."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from services.dashboard.periods import Counted, Periods

GIVEN = json.loads((Path(__file__).parent / 'counters.json').read_text(encoding='utf-8'))['cases']
OWN: list[dict[str, Any]] = [
    {
        'id': 'lord-howe-half-an-hour',
        'zone': 'Australia/Lord_Howe',  # clocks go back half an hour: 24.5 hours
        'now': '2027-04-04T13:29:00Z',
        'events': ['2027-04-03T12:59:59Z', '2027-04-03T13:00:00Z', '2027-04-04T13:29:00Z'],
        'expect': {'today': 2, 'yesterday': 1, 'this_month': 3, 'hours_in_today': 24.5},
    },
    {
        'id': 'apia-had-no-30-december',
        'zone': 'Pacific/Apia',
        'now': '2011-12-30T12:00:00Z',  # two hours into the 31st
        'events': ['2011-12-30T09:59:59Z', '2011-12-30T10:00:00Z', '2011-12-30T11:00:00Z'],
        'expect': {
            'today': 2,
            'yesterday': 0,
            'this_month': 3,
            'month': '2011-12',
            'spark': {
                'first_day': '2011-12-18',
                'values': [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 2],
            },
        },
    },
    {
        'id': 'casablanca-ramadan',
        'zone': 'Africa/Casablanca',  # back to UTC for a month, at 3 in the morning
        'now': '2027-02-07T23:59:59Z',
        'events': ['2027-02-06T22:59:59Z', '2027-02-06T23:00:00Z', '2027-02-07T23:59:59Z'],
        'expect': {'today': 2, 'yesterday': 1, 'hours_in_today': 25},
    },
    {
        'id': 'chatham-three-quarters',
        'zone': 'Pacific/Chatham',
        'now': '2027-01-31T10:15:00Z',
        'events': ['2027-01-31T10:14:59Z', '2027-01-31T10:15:00Z', '2027-01-30T10:15:00Z'],
        'expect': {
            'today': 1,
            'yesterday': 2,
            'this_month': 1,
            'last_month': 2,
            'month': '2027-02',
        },
    },
    {
        'id': 'nepal-year-change',
        'zone': 'Asia/Kathmandu',
        'now': '2027-12-31T18:15:00Z',
        'events': ['2027-12-31T18:14:59Z', '2027-12-31T18:15:00Z', '2027-11-30T18:14:59Z'],
        'expect': {'today': 1, 'yesterday': 1, 'last_month': 1, 'month': '2028-01'},
    },
    {
        'id': 'leap-day',
        'zone': 'America/Los_Angeles',
        'now': '2028-03-01T07:59:59Z',
        'events': ['2028-02-29T07:59:59Z', '2028-02-29T08:00:00Z', '2028-02-01T08:00:00Z'],
        'expect': {'today': 1, 'yesterday': 1, 'this_month': 3, 'month': '2028-02'},
    },
    {
        'id': 'azores-midnight-twice',
        'zone': 'Atlantic/Azores',  # at one o'clock it is midnight once more, of the same day
        'now': '2027-10-31T12:00:00Z',
        'events': ['2027-10-30T23:59:59Z', '2027-10-31T00:00:00Z', '2027-10-31T01:00:00Z'],
        'expect': {'today': 2, 'yesterday': 1, 'hours_in_today': 25},
    },
    {
        'id': 'havana-no-midnight',
        'zone': 'America/Havana',  # the day begins at one o'clock
        'now': '2027-03-14T12:00:00Z',
        'events': ['2027-03-14T04:59:59Z', '2027-03-14T05:00:00Z', '2027-03-14T05:30:00Z'],
        'expect': {'today': 2, 'yesterday': 1, 'hours_in_today': 23},
    },
    {
        'id': 'later-today',
        'zone': 'Europe/Lisbon',
        'now': '2027-05-10T12:00:00Z',
        'events': ['2027-05-10T12:00:00Z', '2027-05-10T12:00:01Z', '2027-05-10T22:30:00Z'],
        'expect': {'today': 1, 'this_month': 1, 'period_14d': 1, 'change': None},
    },
    {
        'id': 'whole-percent',
        'zone': 'UTC',
        'now': '2027-05-28T12:00:00Z',
        'events': [*['2027-05-20T12:00:00Z'] * 4, *['2027-05-01T00:00:00Z'] * 3],
        'expect': {'period_14d': 4, 'period_14d_before': 3, 'change': 33, 'this_month': 7},
    },
]


@dataclass(frozen=True, slots=True)
class Case:
    id: str
    zone: str
    now: datetime
    moments: list[datetime]
    expect: dict[str, Any]


def cases() -> list[Case]:
    return [
        Case(
            each['id'],
            each['zone'],
            datetime.fromisoformat(each['now']),
            [datetime.fromisoformat(moment) for moment in each['events']],
            each['expect'],
        )
        for each in (*GIVEN, *OWN)
    ]


def found(case: Case, counted: Counted[int]) -> dict[str, Any]:
    """What is expected of a case, as it was counted."""
    periods = Periods.at(case.now, case.zone)
    first: date = periods.days[-14]
    known: dict[str, Any] = {
        'today': counted.today,
        'yesterday': counted.yesterday,
        'this_month': counted.this_month,
        'last_month': counted.last_month,
        'month': f'{periods.today:%Y-%m}',
        'spark': {'first_day': first.isoformat(), 'values': list(counted.spark)},
        'period_14d': counted.period,
        'period_14d_before': counted.period_before,
        'change': counted.change,
        'hours_in_today': periods.hours,
    }
    return {name: known[name] for name in case.expect}

"""Moments by the calendar days of the reader's zone, some of which have 23 or 25 hours."""

from collections.abc import Callable
from datetime import datetime

import pytest
from playwright.sync_api import BrowserContext

from components.kit.files import ASSETS

SAY = """cases => {
  const real = Date.now;
  return cases.map(([at, now, saying]) => {
    Date.now = () => now;
    const element = document.createElement('span');
    Object.assign(element.dataset, { at, saying });
    document.body.replaceChildren(element);
    document.dispatchEvent(new Event('visibilitychange'));
    Date.now = real;
    return element.textContent;
  });
}"""
CASES = {
    'Europe/Berlin': [
        # the moment, the reader's clock, and how it is said
        ('2026-10-24T22:30Z', '2026-10-26T07:00Z', 'full', 'yesterday'),
        ('2026-10-24T22:30Z', '2026-10-26T07:00Z', 'age', 'yesterday'),
        ('2026-10-24T22:30Z', '2026-10-26T07:00Z', 'since', 'since yesterday'),
        ('2026-10-24T22:10Z', '2026-10-25T22:50Z', 'full', '24 hours ago'),
        ('2026-10-24T22:10Z', '2026-10-25T22:50Z', 'since', 'since your last visit'),
        ('2026-10-24T21:59Z', '2026-10-26T07:00Z', 'full', 'on Saturday'),
        ('2026-10-20T10:00Z', '2026-10-26T07:00Z', 'full', 'on Tuesday'),
        ('2026-10-19T10:00Z', '2026-10-26T07:00Z', 'full', 'on 19 October'),
        ('2025-10-19T10:00Z', '2026-10-26T07:00Z', 'ago', 'on 19 Oct 2025'),
        ('2027-03-27T23:30Z', '2027-03-29T07:00Z', 'full', 'yesterday'),
        ('2027-03-27T22:30Z', '2027-03-29T07:00Z', 'full', 'on Saturday'),
        ('2027-03-28T21:30Z', '2027-03-28T22:30Z', 'full', '1 hour ago'),
        ('2027-03-28T06:00Z', '2027-03-28T06:02Z', 'ago', '2 min ago'),
        ('2027-03-28T06:02Z', '2027-03-28T06:00Z', 'ago', 'just now'),
    ],
    'Pacific/Apia': [  # the day before the 31st was the 29th
        ('2011-12-29T20:00Z', '2011-12-30T20:00Z', 'full', 'on Thursday'),
    ],
    'America/Los_Angeles': [
        ('2027-03-13T08:30Z', '2027-03-15T07:30Z', 'full', 'on Saturday'),
        ('2027-03-14T08:30Z', '2027-03-15T16:00Z', 'full', 'yesterday'),
    ],
    'Asia/Kathmandu': [
        ('2027-01-01T18:14Z', '2027-01-03T02:00Z', 'full', 'on Friday'),
        ('2027-01-01T18:16Z', '2027-01-03T02:00Z', 'full', 'yesterday'),
    ],
    'Pacific/Kiritimati': [
        ('2027-01-01T09:59Z', '2027-01-02T10:00Z', 'since', 'since Friday'),
        ('2027-01-01T10:00Z', '2027-01-02T10:00Z', 'since', 'since yesterday'),
    ],
}


@pytest.mark.parametrize('zone', CASES)
def test_days_are_counted_by_the_calendar(
    contexts: Callable[..., BrowserContext], zone: str
) -> None:
    page = contexts(timezone_id=zone).new_page()
    page.set_content('<body></body>')
    page.add_script_tag(path=ASSETS / 'ages.js')

    def milliseconds(said: str) -> int:
        return round(datetime.fromisoformat(said.replace('Z', '+00:00')).timestamp() * 1000)

    asked = [[milliseconds(at), milliseconds(now), saying] for at, now, saying, _ in CASES[zone]]
    assert page.evaluate(SAY, asked) == [said for *_, said in CASES[zone]]

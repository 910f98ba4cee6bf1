"""Notifications as they stand in a list: like ones together, under the day they came. Pure."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from models import Notification, NotificationKind
from services.time_zones import day_at

TOGETHER = timedelta(hours=1)
ALIKE = frozenset((NotificationKind.CLIENT_OPENED, NotificationKind.CLIENT_COMMENTED,
    NotificationKind.MESSAGE, NotificationKind.MENTION))  # fmt: skip
"""Kinds of which several say one thing; each decision is its own."""
NEW, TODAY, YESTERDAY = 'New', 'Earlier today', 'Yesterday'
WEEK_DAYS = 7


class Grouped(NamedTuple):
    """What is told in one line."""

    row: Notification
    """The latest."""
    ids: tuple[UUID, ...]
    """Of all, the latest first."""
    others: int = 0
    """People beside the one of the latest."""

    @property
    def times(self) -> int:
        return len(self.ids)


class Day(NamedTuple):
    label: str
    groups: tuple[Grouped, ...]


def grouped(rows: Iterable[Notification]) -> list[Grouped]:
    """What came within an hour of each other about one thing is one; rows: the latest first."""
    found: dict[object, list[Notification]] = {}
    for row in rows:
        key = _key(row)
        begun = found.get(key)
        if begun and _moment(begun[0]) - _moment(row) > TOGETHER:
            found[key, row.id] = found.pop(key)
            begun = None
        found.setdefault(key, []).append(row)
    groups = [_of(each) for each in found.values()]
    return sorted(groups, key=lambda group: (_moment(group.row), group.row.id), reverse=True)


def days(groups: Sequence[Grouped], now: datetime, time_zone: str) -> list[Day]:
    """What waits is new, whenever it came; the rest by days of the organization's zone."""
    by_label: dict[str, list[Grouped]] = {}
    for group in sorted(groups, key=lambda group: not is_new(group.row)):
        by_label.setdefault(_label(group.row, now, time_zone), []).append(group)
    return [Day(label, tuple(found)) for label, found in by_label.items()]


def is_new(row: Notification) -> bool:
    """Whether it waits to be read."""
    return row.read_at is None and row.snoozed_until is None


def _label(row: Notification, now: datetime, time_zone: str) -> str:
    if is_new(row):
        return NEW
    day, today = day_at(_moment(row), time_zone), day_at(now, time_zone)
    ago = (today - day).days
    if ago <= 0:
        return TODAY
    if ago == 1:
        return YESTERDAY
    if ago < WEEK_DAYS:
        return f'{day:%A}'
    return f'{day.day} {day:%B}' + (f' {day.year}' if day.year != today.year else '')


def _key(row: Notification) -> object:
    if row.kind not in ALIKE:
        return row.id
    about = row.proposal_id or row.contact_id or row.subject
    return (row.kind, about, is_new(row), row.snoozed_until)


def _of(rows: list[Notification]) -> Grouped:
    people = {row.actor_name for row in rows}
    return Grouped(rows[0], tuple(row.id for row in rows), len(people) - 1)


def _moment(row: Notification) -> datetime:
    assert row.arrived_at is not None  # the database fills it
    return row.arrived_at

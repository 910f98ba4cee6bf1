"""What somebody chose to look at of all that happened. Begins the line in.

Filters are plain values in a list's state: `kind:proposal_sent`, `member:<id>`, `contact:<id>`,
`proposal:<id>`, `from:2026-11-01`, `to:2026-11-20`, `last:7`. Browsers can send anything: what is
no value of its filter lets everything through.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import date
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from services.activity.kinds import Part
from services.realtime.live.list_state import ListState

Value = TypeVar('Value')
LONGEST_DAYS = 366
STEP = 50
"""So many more are read at once."""
MOST = 2_000
"""Whoever wants to see more than that narrows it down."""


class Sort(StrEnum):
    LATEST = 'latest'


State = ListState[Part, Sort]
START: State = ListState(tab=Part.ALL, sort=Sort.LATEST, most=STEP)


def values(filters: Collection[str], name: str) -> list[str]:
    """What is chosen of one filter."""
    prefix = f'{name}:'
    return sorted(each.removeprefix(prefix) for each in filters if each.startswith(prefix))


def ids(filters: Collection[str], name: str) -> list[UUID]:
    return list(_each(filters, name, UUID))


def days(filters: Collection[str], name: str) -> list[date]:
    return list(_each(filters, name, date.fromisoformat))


def numbers(filters: Collection[str], name: str) -> list[int]:
    return [number for number in _each(filters, name, int) if 0 <= number <= LONGEST_DAYS]


def _each(filters: Collection[str], name: str, made: Callable[[str], Value]) -> Iterator[Value]:
    for each in values(filters, name):
        try:
            yield made(each)
        except ValueError:
            continue

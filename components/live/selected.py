"""What a browser says that somebody has selected of a list. Pure; begins the way out."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from services.errors import Changed
from services.realtime.live.list_state import ListState
from services.records.picked import Picked

MOST_SELECTED = 1000
"""Rows that are ticked one by one, at most."""


def picked_of(value: Any, state: ListState[Any, Any]) -> Picked | None:
    """The rows, or none; browsers can say anything.

    `value`: keys, or of all that is shown `{"every": <name of the choice>, "but": [<keys>]}`.

    Raises: `Changed` where another choice is shown by now.
    """
    if isinstance(value, list):
        ids = _ids(value)
        return Picked(ids=ids) if ids else None
    if not isinstance(value, dict) or not isinstance(value.get('but'), list):
        return None
    if value.get('every') != state.choice.name:
        raise Changed
    return Picked(ids=_ids(value['but']), every=state.choice)


def _ids(keys: Iterable[object]) -> frozenset[UUID]:
    found = (_id(key) for key, _ in zip(keys, range(MOST_SELECTED), strict=False))
    return frozenset(each for each in found if each)


def _id(key: object) -> UUID | None:
    try:
        return UUID(str(key))
    except ValueError:
        return None

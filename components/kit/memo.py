"""Results of functions, kept: the screens of one query hold the very same lists and rows."""

from collections.abc import Callable
from functools import wraps
from operator import is_
from typing import ParamSpec, TypeVar
from weakref import ref

Given = ParamSpec('Given')
Result = TypeVar('Result')
Row = TypeVar('Row')


def keep_latest(function: Callable[Given, Result]) -> Callable[Given, Result]:
    """Work it out again only when one of the arguments is another object.

    A result that equals the one before stays the same object, by which a screen sees that nothing
    changed.
    """
    latest: list[tuple[tuple[object, ...], Result]] = []

    @wraps(function)
    def kept(*args: Given.args, **kwargs: Given.kwargs) -> Result:
        of = (*args, *kwargs.values())
        before = latest[0] if latest else None
        if before and len(of) == len(before[0]) and all(map(is_, of, before[0])):
            return before[1]
        made = function(*args, **kwargs)
        latest[:] = [(of, before[1] if before and made == before[1] else made)]
        return latest[0][1]

    return kept


def keep_by_row(function: Callable[[Row], Result]) -> Callable[[Row], Result]:
    """Work it out once for each row, as long as the row lives; for rows that nobody changes."""
    known: dict[int, tuple[ref[Row], Result]] = {}

    @wraps(function)
    def kept(row: Row) -> Result:
        key = id(row)
        found = known.get(key)
        if found is not None and found[0]() is row:
            return found[1]
        made = function(row)
        known[key] = (ref(row, lambda _: known.pop(key, None)), made)
        return made

    return kept

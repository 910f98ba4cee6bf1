"""What changed between two ordered lists of rows, as patches; pure, on the line in.

Applying the patches in order to the old list gives exactly the new one.
"""

import dataclasses
from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from models.patch import Patch, PatchKind

Row = TypeVar('Row')


def diff(old: Sequence[Row], new: Sequence[Row]) -> list[Patch[Row]]:
    """Return removals first, then insertions, moves and updates from top to bottom."""
    before: dict[UUID, Row] = {key_of(row): row for row in old}
    kept = {key_of(row) for row in new}
    patches = [
        Patch(kind=PatchKind.REMOVE, key=key, row=row, before=row)
        for key, row in before.items()
        if key not in kept
    ]
    places = [key for key in before if key in kept]
    steady = _steady(places, [key_of(row) for row in new if key_of(row) in before])
    at = -1
    for row in new:
        key = key_of(row)
        held = before.get(key)
        if held is None:
            at += 1
            places.insert(at, key)
            patches.append(Patch(kind=PatchKind.INSERT, key=key, row=row, index=at))
            continue
        if key in steady:
            at = places.index(key, at + 1)
        else:
            origin = places.index(key)
            del places[origin]
            at += 1 if origin > at else 0
            places.insert(at, key)
            patches.append(Patch(kind=PatchKind.MOVE, key=key, row=row, index=at, before=held))
        if fields := changed_fields(held, row):
            patches.append(
                Patch(
                    kind=PatchKind.UPDATE,
                    key=key,
                    row=row,
                    fields=fields,
                    index=at,
                    before=held,
                )
            )
    return patches


def key_of(row: Any) -> UUID:
    key: UUID = row.id
    return key


def changed_fields(old: Any, new: Any) -> frozenset[str]:
    """Names of the columns (or dataclass fields) in which two rows of one kind differ."""
    if old is new:
        return frozenset()
    names, values = _shape(type(new))  # type: ignore[arg-type]  # mypy: classes are hashable
    left, right = values(old), values(new)
    if left == right:
        return frozenset()
    return frozenset(name for name, a, b in zip(names, left, right, strict=True) if a != b)


def field_names(row: Any) -> tuple[str, ...]:
    """Names of its columns, or of its dataclass fields."""
    return _shape(type(row))[0]  # type: ignore[arg-type]  # mypy: classes are hashable


@cache
def _shape(kind: Hashable) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """Names of a row class's fields, and how to get their values."""
    if not dataclasses.is_dataclass(kind):
        names = tuple(kind.model_fields)  # type: ignore[attr-defined]
        # columns that a read left out are absent here; asking the row for them would raise
        return names, lambda row: tuple(map(row.__dict__.get, names))
    names = tuple(field.name for field in dataclasses.fields(kind))
    if len(names) == 1:
        return names, lambda row: (getattr(row, names[0]),)
    return names, attrgetter(*names)


def _steady(old: Sequence[UUID], new: Sequence[UUID]) -> frozenset[UUID]:
    """The longest run of keys that keep their order, so that as few rows as possible move."""
    if old == new:
        return frozenset(new)
    place = {key: index for index, key in enumerate(old)}
    tails: list[int] = []  # smallest last place of an ordered run of each length
    last: list[UUID] = []
    link: dict[UUID, UUID | None] = {}
    for key in new:
        length = bisect_left(tails, place[key])
        link[key] = last[length - 1] if length else None
        if length == len(tails):
            tails.append(place[key])
            last.append(key)
        else:
            tails[length], last[length] = place[key], key
    steady: set[UUID] = set()
    step = last[-1] if last else None
    while step is not None:
        steady.add(step)
        step = link[step]
    return frozenset(steady)

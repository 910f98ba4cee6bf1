"""What some changed rows make of an ordered list, as patches; pure, on the line in.

Costs what changed and not what is held: each row is found by its sort key.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar
from uuid import UUID

from models.patch import Patch, PatchKind
from services.realtime.live.diff import changed_fields

Row = TypeVar('Row')
Order = Callable[[Any], Any]
Changes = Mapping[UUID, tuple[Row | None, Row | None]]
"""Each key's row before and after: None where it was not there, or is gone."""


def keyed_diff(
    rows: Sequence[Row], changes: Changes[Row], order: Order
) -> tuple[list[Row], list[Patch[Row]]]:
    """Return the new list and the patches that lead to it; `rows` are sorted by `order`."""
    listed, patches = list(rows), []
    for key, (before, row) in changes.items():
        if before is not None and row is None:
            del listed[_place(listed, before, order)]
            patches.append(Patch(kind=PatchKind.REMOVE, key=key, row=before, before=before))
    for key, before, row in _kept(changes, order):
        patches += _changed(listed, key, before, row, order)
    for key, row in _new(changes, order):
        index = bisect_right(listed, order(row), key=order)
        listed.insert(index, row)
        patches.append(Patch(kind=PatchKind.INSERT, key=key, row=row, index=index))
    return listed, patches


def _kept(changes: Changes[Row], order: Order) -> list[tuple[UUID, Row, Row]]:
    """Rows that move down from the last one, then the others from the first: those that move
    together then need no patch for the places among them."""
    kept = [
        (key, before, row)
        for key, (before, row) in changes.items()
        if before is not None and row is not None
    ]
    if len(kept) == 1:
        return kept
    down = [each for each in kept if order(each[2]) > order(each[1])]
    others = [each for each in kept if not order(each[2]) > order(each[1])]
    down.sort(key=lambda each: order(each[1]), reverse=True)
    others.sort(key=lambda each: order(each[1]))
    return down + others


def _new(changes: Changes[Row], order: Order) -> list[tuple[UUID, Row]]:
    found = [
        (key, row) for key, (before, row) in changes.items() if before is None and row is not None
    ]
    return sorted(found, key=lambda each: order(each[1]))


def _changed(listed: list[Row], key: UUID, before: Row, row: Row, order: Order) -> list[Patch[Row]]:
    patches = []
    origin = _place(listed, before, order)
    del listed[origin]
    index = origin
    if not _fits(listed, origin, order(row), order):
        index = bisect_right(listed, order(row), key=order)
        patches.append(Patch(kind=PatchKind.MOVE, key=key, row=row, index=index, before=before))
    listed.insert(index, row)
    if fields := changed_fields(before, row):
        patches.append(
            Patch(
                kind=PatchKind.UPDATE, key=key, row=row, fields=fields, index=index, before=before
            )
        )
    return patches


def _fits(listed: Sequence[Row], index: int, place: Any, order: Order) -> bool:
    """Whether a row of that sort key may stand between these two."""
    return (index == 0 or not place < order(listed[index - 1])) and (
        index == len(listed) or not order(listed[index]) < place
    )


def _place(listed: Sequence[Row], row: Row, order: Order) -> int:
    index = bisect_left(listed, order(row), key=order)
    if index < len(listed) and listed[index] is row:
        return index
    # equal ones stand side by side
    return next(place for place, each in enumerate(listed) if each is row)

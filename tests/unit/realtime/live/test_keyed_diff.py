"""The patches of some changed rows lead to the new list, and cost what changed."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from models.patch import PatchKind
from services.realtime.live.keyed_diff import Changes, keyed_diff
from tests.unit.realtime.live.test_live_diff import Tour, applied, tour, tours


def by_price(row: Tour) -> tuple[int, UUID]:
    return row.price, row.id


def changes_to(old: list[Tour], new: list[Tour]) -> Changes[Tour]:
    """What differs between two lists, row by row."""
    before, after = ({row.id: row for row in rows} for rows in (old, new))
    return {
        key: (before.get(key), after.get(key))
        for key in {**after, **before}
        if before.get(key) != after.get(key)
    }


@given(old=tours, new=tours)
def test_patches_lead_from_the_old_list_to_the_new_one(old: list[Tour], new: list[Tour]) -> None:
    old, new = sorted(old, key=by_price), sorted(new, key=by_price)
    listed, patches = keyed_diff(old, changes_to(old, new), by_price)
    assert listed == new
    assert applied(old, patches) == new


@given(old=tours, new=tours)
def test_rows_that_did_not_change_stay_the_same_objects(old: list[Tour], new: list[Tour]) -> None:
    old, new = sorted(old, key=by_price), sorted(new, key=by_price)
    changes = changes_to(old, new)
    listed, _ = keyed_diff(old, changes, by_price)
    held = {row.id: row for row in old}
    assert all(row is held[row.id] for row in listed if row.id not in changes)


@given(rows=tours, data=st.data())
def test_one_row_dragged_away_is_one_move(rows: list[Tour], data: st.DataObject) -> None:
    if len(rows) < 2:
        return
    rows = [replace(row, price=2 * place) for place, row in enumerate(rows)]
    row = data.draw(st.sampled_from(rows))
    price = data.draw(st.integers(-1, 2 * len(rows)).filter(lambda each: each % 2))
    moved = replace(row, price=price)
    listed, patches = keyed_diff(rows, {row.id: (row, moved)}, by_price)
    kinds = (
        [PatchKind.UPDATE] if abs(price - row.price) == 1 else [PatchKind.MOVE, PatchKind.UPDATE]
    )
    assert [patch.kind for patch in patches] == kinds
    assert listed == sorted(listed, key=by_price)


def test_rows_that_move_together_need_no_patch_for_their_places() -> None:
    rows = [tour(number, price=number) for number in range(9)]
    for by in (4, -4):
        changes = {row.id: (row, replace(row, price=row.price + by)) for row in rows}
        _, patches = keyed_diff(rows, changes, by_price)
        assert {patch.kind for patch in patches} == {PatchKind.UPDATE}


def test_rows_of_the_same_sort_key_keep_their_places() -> None:
    rows = [tour(number) for number in (3, 1, 2)]
    changed = replace(rows[1], title='Fjord')
    listed, (patch,) = keyed_diff(rows, {changed.id: (rows[1], changed)}, lambda row: row.price)
    assert listed == [rows[0], changed, rows[2]]
    assert (patch.kind, patch.index) == (PatchKind.UPDATE, 1)


def test_a_change_of_a_long_list_looks_at_few_of_its_rows() -> None:
    looked_at = []

    def order(row: Tour) -> tuple[int, UUID]:
        looked_at.append(row.id)
        return by_price(row)

    rows = [tour(number, price=number) for number in range(1_000)]
    moved = replace(rows[10], price=700)
    listed, _ = keyed_diff(rows, {moved.id: (rows[10], moved)}, order)
    assert listed.index(moved) == 699
    assert len(looked_at) < 40

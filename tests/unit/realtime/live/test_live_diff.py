"""The patches between two lists of rows lead exactly from the one to the other."""

from dataclasses import dataclass, replace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from models import Contact
from models.patch import Patch, PatchKind
from services.realtime.live import diff
from services.realtime.live.diff import changed_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Tour:
    id: UUID
    revision: int = 1
    title: str = ''
    price: int = 0


def tour(number: int, **fields: object) -> Tour:
    return replace(Tour(id=UUID(int=number)), **fields)  # type: ignore[arg-type]


def applied(rows: list[Tour], patches: list[Patch[Tour]]) -> list[Tour]:
    """What a screen shows after taking the patches one by one."""
    shown = list(rows)
    for patch in patches:
        place = next((i for i, row in enumerate(shown) if row.id == patch.key), None)
        if patch.kind is PatchKind.INSERT:
            assert place is None
        else:
            assert place is not None
            held = shown.pop(place)
        if patch.kind is PatchKind.REMOVE:
            continue
        row = patch.row if patch.kind is not PatchKind.MOVE else held
        assert row is not None
        if patch.kind is PatchKind.UPDATE:
            assert place == patch.index
            assert patch.before == held
            assert patch.fields
        shown.insert(patch.index, row)
        assert shown.index(row) == patch.index
    return shown


tours = st.lists(
    st.builds(
        tour,
        st.integers(0, 12),
        revision=st.integers(1, 3),
        title=st.sampled_from(['', 'Fjord', 'Alfama']),
        price=st.integers(0, 2),
    ),
    unique_by=lambda row: row.id,
    max_size=13,
)


@given(old=tours, new=tours)
def test_patches_lead_from_the_old_list_to_the_new_one(old: list[Tour], new: list[Tour]) -> None:
    assert applied(old, diff(old, new)) == new


@given(rows=tours)
def test_equal_lists_need_no_patch(rows: list[Tour]) -> None:
    assert diff(rows, [replace(row) for row in rows]) == []


@given(rows=tours, data=st.data())
def test_one_row_dragged_away_is_one_move(rows: list[Tour], data: st.DataObject) -> None:
    if len(rows) < 2:
        return
    origin = data.draw(st.integers(0, len(rows) - 1))
    target = data.draw(st.integers(0, len(rows) - 1))
    moved = list(rows)
    moved.insert(target, moved.pop(origin))
    patches = diff(rows, moved)
    assert len(patches) == (0 if origin == target else 1)
    assert all(patch.kind is PatchKind.MOVE for patch in patches)


def test_an_update_names_the_fields_that_differ_and_keeps_what_was_shown() -> None:
    before, after = tour(1, title='Tram', price=40), tour(1, title='Tram', price=45, revision=2)
    (patch,) = diff([before], [after])
    assert patch.kind is PatchKind.UPDATE
    assert patch.fields == {'price', 'revision'}
    assert patch.before == before
    assert patch.row == after


def test_a_row_that_moved_and_changed_moves_first() -> None:
    old = [tour(1), tour(2), tour(3)]
    new = [tour(2), tour(3), tour(1, price=9)]
    assert [patch.kind for patch in diff(old, new)] == [PatchKind.MOVE, PatchKind.UPDATE]


def test_a_thousand_new_rows_are_inserts_in_order() -> None:
    rows = [tour(number) for number in range(1_000)]
    patches = diff([], rows)
    assert [patch.index for patch in patches] == list(range(1_000))


def test_table_rows_are_compared_by_the_columns_that_were_loaded() -> None:
    key, organization = UUID(int=1), UUID(int=2)
    before = Contact(id=key, organization_id=organization, full_name='Maria')
    after = Contact(id=key, organization_id=organization, full_name='Sofia', revision=2)
    assert changed_fields(before, after) == {'full_name', 'revision'}
    del before.__dict__['email'], after.__dict__['email']
    assert changed_fields(before, after) == {'full_name', 'revision'}

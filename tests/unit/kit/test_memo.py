"""What was worked out last is kept, by the identity of what it was worked out from."""

from components.kit.memo import keep_by_row, keep_latest


def test_the_same_objects_are_worked_out_once_and_equal_ones_again() -> None:
    calls: list[list[int]] = []

    @keep_latest
    def total(rows: list[int], factor: int) -> int:
        calls.append(rows)
        return sum(rows) * factor

    rows = [1, 2]
    assert (total(rows, 1), total(rows, 1)) == (3, 3)
    assert len(calls) == 1
    assert (total([1, 2], 1), total(rows, 2)) == (3, 6)
    assert len(calls) == 3


def test_an_equal_result_stays_the_same_object() -> None:
    keep = keep_latest(tuple[int, ...])
    one, other = [1, 2], [1, 2]
    assert keep(one) is keep(other)
    assert keep([3]) == (3,)


def test_only_the_latest_is_kept() -> None:
    made: list[object] = []
    keep = keep_latest(made.append)
    one, other = object(), object()
    for each in (one, other, one, one):
        keep(each)
    assert made == [one, other, one]


def test_what_is_made_of_a_row_is_kept_as_long_as_the_row_lives() -> None:
    class Row:
        """Of a query."""

    made: list[int] = []

    @keep_by_row
    def number(_: Row) -> int:
        made.append(len(made))
        return made[-1]

    first, second = Row(), Row()
    assert [number(first), number(second), number(first)] == [0, 1, 0]
    for count in range(2, 50):
        assert number(Row()) == count, 'another row in the same place'
    assert number(second) == 1

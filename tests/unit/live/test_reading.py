"""Rows stand still under the eyes of whoever has scrolled to them; what came above is counted."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from components.live.listing import Listing, Section
from components.live.reading import Reading
from services.realtime.live.list_state import ListState


class Tab(StrEnum):
    ALL = 'All'


class Sort(StrEnum):
    NAME = 'name'


@dataclass(frozen=True)
class Row:
    id: UUID
    words: str = ''


START: ListState[Any, Any] = ListState(tab=Tab.ALL, sort=Sort.NAME)
ROWS = {letter: Row(UUID(int=number)) for number, letter in enumerate('ABCDEFXYZ', 1)}
LETTERS = {row.id: letter for letter, row in ROWS.items()}


def section(letters: str, title: str = '', count: int | None = None) -> Section[Row]:
    rows = tuple(ROWS[letter] for letter in letters)
    return Section(title=title, rows=rows, count=len(rows) if count is None else count)


def listing(*sections: Section[Row]) -> Listing[Row]:
    return Listing(state=START, sections=sections)


def letters(shown: Listing[Row]) -> list[str]:
    return [''.join(LETTERS[row.id] for row in each.rows) for each in shown.sections]


def seen(before: str, after: str, own: Iterable[str] = ()) -> tuple[str, int]:
    reading = Reading(listing(section(before)))
    shown = reading.held(listing(section(after)), {ROWS[letter].id for letter in own})
    return letters(shown)[0], shown.waiting


def test_rows_that_came_above_wait() -> None:
    assert seen('ABC', 'XYABC') == ('ABC', 2)
    assert seen('ABC', 'AXBC') == ('ABC', 1)


def test_rows_that_came_at_the_end_move_nothing_and_show() -> None:
    assert seen('ABC', 'ABCX') == ('ABCX', 0)
    assert seen('ABC', 'YABCX') == ('ABCX', 1)


def test_one_s_own_row_shows_where_it_belongs() -> None:
    assert seen('ABC', 'XABC', own='X') == ('XABC', 0)
    assert seen('ABC', 'YAXBC', own='X') == ('AXBC', 1)


def test_a_row_that_moves_up_stays_and_is_counted() -> None:
    assert seen('ABCD', 'DABC') == ('ABCD', 1)
    assert seen('ABCD', 'DXABC') == ('ABCD', 2)


def test_a_row_that_goes_is_gone_at_once() -> None:
    assert seen('ABCD', 'ACD') == ('ACD', 0)
    assert seen('ABCD', 'XACD') == ('ACD', 1)


def test_values_change_where_they_are() -> None:
    reading = Reading(listing(section('AB')))
    changed = replace(ROWS['B'], words='new')
    now = replace(section('XA'), rows=(ROWS['X'], changed, ROWS['A']))
    assert reading.held(listing(now)).sections[0].rows == (ROWS['A'], changed)


def test_those_who_began_together_see_the_same() -> None:
    reading, now = Reading(listing(section('AB'))), listing(section('XAB'))
    assert reading.held(now) is reading.held(now)
    assert letters(reading.held(now, [ROWS['X'].id])) == ['XAB']
    assert letters(reading.held(now)) == ['AB']


def test_without_anything_to_wait_for_the_shared_rows_are_shown() -> None:
    now = listing(section('AB'))
    assert Reading(now).held(now) is now


def test_what_waits_leaves_the_room_that_it_will_take() -> None:
    before = listing(section('ABC', count=50))
    before = replace(before, state=replace(START, most=3))
    shown = Reading(before).held(replace(before, sections=(section('XAB', count=51),)))
    assert (letters(shown), shown.waiting, shown.behind) == (['AB'], 1, 49)


def test_a_row_stays_in_its_group_and_an_emptied_group_stands() -> None:
    reading = Reading(listing(section('A', 'Yours'), section('BC', 'Drafts')))
    shown = reading.held(listing(section('CAX', 'Yours'), section('B', 'Drafts')))
    assert (letters(shown), shown.waiting) == (['AX', 'BC'], 1)
    shown = reading.held(listing(section('BCA', 'Drafts')))
    assert (letters(shown), shown.waiting) == (['A', 'BC'], 1)


def test_far_down_the_count_tells_what_came_above() -> None:
    far = replace(listing(section('ABC', count=50_000)), state=START.at(40_000))
    reading = Reading(far)
    now = replace(far, sections=(section('AXBC', count=50_003),))
    assert (letters(reading.held(now)), reading.held(now).waiting) == (['ABC'], 3)
    elsewhere = replace(far, state=START.at(30_000), sections=(section('DEF', count=50_003),))
    assert reading.moved_on(elsewhere).held(elsewhere).waiting == 3


def test_another_choice_is_shown_as_it_is() -> None:
    other = replace(listing(section('XAB')), state=START.searched('lin'))
    reading = Reading(listing(section('AB')))
    assert reading.held(other) is other
    assert reading.moved_on(other).held(other) is other

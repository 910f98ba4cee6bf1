"""What somebody chose to look at: each choice keeps the others."""

from enum import StrEnum

from sqlalchemy import column

from services.realtime.live import SortKey
from services.realtime.live.list_state import MOST, ListState


class Tab(StrEnum):
    ALL = 'all'
    MINE = 'mine'


class Sort(StrEnum):
    NAME = 'name'
    DUE = 'due'


class Tag(StrEnum):
    URGENT = 'urgent'
    LATE = 'late'


START: ListState[Tab, Sort] = ListState(tab=Tab.ALL, sort=Sort.NAME)


def test_choosing_one_thing_keeps_the_others() -> None:
    chosen = START.at_tab(Tab.MINE).searched(' zoë ').toggled(Tag.LATE).sorted_by(Sort.DUE)
    assert (chosen.tab, chosen.words, chosen.sort) == (Tab.MINE, 'zoë', Sort.DUE)
    assert chosen.filters == {Tag.LATE}
    assert chosen.at_tab(Tab.ALL).words == 'zoë'


def test_the_same_column_again_turns_the_order_around() -> None:
    once = START.sorted_by(Sort.DUE)
    twice = once.sorted_by(Sort.DUE)
    assert (once.reverse, twice.reverse, twice.sorted_by(Sort.DUE).reverse) == (False, True, False)
    assert not twice.sorted_by(Sort.NAME).reverse


def test_a_filter_ticked_twice_is_off() -> None:
    both = START.toggled(Tag.LATE).toggled(Tag.URGENT)
    assert both.toggled(Tag.LATE).filters == {Tag.URGENT}
    assert both.is_filtered
    assert both.searched('zoë').unfiltered() == START


def test_equal_choices_have_one_name() -> None:
    late, urgent = START.toggled(Tag.LATE), START.toggled(Tag.URGENT)
    assert late.toggled(Tag.URGENT).name == urgent.toggled(Tag.LATE).name
    assert len({START.name, late.name, urgent.name, START.searched('late').name}) == 4


def test_another_choice_begins_at_the_top() -> None:
    far = START.at(40_000, ('Zoë', 7))
    assert (far.start, far.after, far.choice) == (40_000, ('Zoë', 7), START)
    assert far.name != START.name
    others = (
        far.at_tab(Tab.MINE), far.searched('zoë'), far.toggled(Tag.LATE), far.sorted_by(Sort.DUE),
        far.without([Tag.LATE]), far.unfiltered(),
    )  # fmt: skip
    assert {each.start for each in others} == {0}


def test_rows_are_counted_only_until_their_place_is_known() -> None:
    keys: tuple[SortKey[int]] = (SortKey(sql=column('id'), of=int),)
    counted, found = START.at(40_000).window(keys), START.at(40_000, (7,)).window(keys, limit=4)
    assert (counted.skip, counted.after, counted.limit) == (40_000, None, MOST)
    assert (found.skip, found.after, found.limit) == (0, (7,), 4)

"""What a browser says that was selected is looked at before it is believed."""

from enum import StrEnum
from typing import Any
from uuid import UUID

import pytest

from components.live.selected import MOST_SELECTED, picked_of
from services.errors import Changed
from services.realtime.live.list_state import ListState


class Sort(StrEnum):
    NAME = 'name'


STATE: ListState[str, Any] = ListState(tab='all', sort=Sort.NAME)
ONE, OTHER = UUID(int=1), UUID(int=2)


def test_rows_are_named_by_their_ids_and_what_is_none_is_left_out() -> None:
    picked = picked_of([str(ONE), 'x', None, 7, str(OTHER)], STATE)
    assert picked
    assert (picked.ids, picked.every) == ({ONE, OTHER}, None)


@pytest.mark.parametrize('said', [[], None, 'all', 7, {}, {'every': STATE.name}, {'but': 3}])
def test_nothing_is_nothing(said: Any) -> None:
    assert picked_of(said, STATE) is None


def test_all_that_is_shown_are_meant_wherever_it_was_scrolled() -> None:
    picked = picked_of({'every': STATE.name, 'but': [str(ONE)]}, STATE.at(500))
    assert picked
    assert (picked.ids, picked.every) == ({ONE}, STATE)


def test_all_of_another_choice_than_is_shown_are_not_meant() -> None:
    with pytest.raises(Changed):
        picked_of({'every': STATE.name, 'but': []}, STATE.searched('anna'))


def test_only_so_many_are_named_one_by_one() -> None:
    picked = picked_of([str(UUID(int=n)) for n in range(MOST_SELECTED + 5)], STATE)
    assert picked
    assert len(picked.ids) == MOST_SELECTED

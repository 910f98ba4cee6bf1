"""What was kept of a list is only words until the list has looked at it."""

from typing import Any
from uuid import UUID

import pytest

from models import ListView
from services.contacts.queries import CONTACTS, Sort
from services.records import views
from services.records.lists import State

ID, SOMEBODY = UUID(int=1), UUID(int=2)


def read(state: dict[str, Any]) -> State:
    view = ListView(id=ID, organization_id=SOMEBODY, list='contacts', name='Warm', state=state)
    return views.as_state(CONTACTS, view)


def test_a_choice_is_kept_and_found_again() -> None:
    filters = ('tags:wine', 'stage:lead', f'owner_id:{SOMEBODY}', 'owner_id:', 'quiet:90')
    state = CONTACTS.start.searched('sea').sorted_by(Sort.NAME)
    for each in filters:
        state = state.toggled(each)
    assert read(views.as_json(state)) == state.at_tab(str(ID))


@pytest.mark.parametrize(
    'state',
    [
        {},
        {'sort': 'gone', 'reverse': 'yes', 'words': 7, 'filters': 'stage:lead'},
        {'filters': ['stage:gone', 'owner_id:x', 'quiet:31', 'other:1', 7, None, 'stage']},
    ],
)
def test_what_the_list_does_not_know_is_left_out(state: dict[str, Any]) -> None:
    assert read(state) == CONTACTS.start.at_tab(str(ID))


def test_another_tab_is_no_other_choice() -> None:
    assert views.is_same(CONTACTS.start, CONTACTS.start.at_tab(str(ID)))
    assert not views.is_same(CONTACTS.start, CONTACTS.start.toggled('stage:lead'))

"""Clients by name, where two may share one."""

from datetime import UTC, datetime
from typing import Any

import pytest

from models import Contact
from services.contacts.lookup import find, told_apart
from services.errors import Invalid


def contact(full_name: str, **more: Any) -> Contact:
    return Contact(full_name=full_name, **more)


BREMEN = contact('Anna Schmidt', city='Bremen')
JENA = contact('Anna Schmidt', city='Jena')
ZOE = contact('Zoë Müller', city='Bremen')
GONE = contact('Zoë Müller', city='Graz', deleted_at=datetime.now(UTC))
ALL = [ZOE, JENA, GONE, BREMEN]


def test_two_of_one_name_are_told_apart_by_their_town() -> None:
    assert told_apart(ALL) == {
        BREMEN.id: 'Anna Schmidt, Bremen',
        JENA.id: 'Anna Schmidt, Jena',
        ZOE.id: 'Zoë Müller',
    }


@pytest.mark.parametrize(
    ('ours', 'theirs', 'words'),
    [
        ({'email': 'a@x.example'}, {'email': 'b@x.example'}, ['a@x.example', 'b@x.example']),
        ({'city': 'Jena', 'email': 'a@x.example'}, {'city': 'Jena'}, ['Jena, a@x.example', 'Jena']),
        ({}, {}, ['no. 1', 'no. 2']),
        ({'city': 'Jena'}, {'city': 'Jena'}, ['Jena, no. 1', 'Jena, no. 2']),
    ],
)
def test_no_two_lines_of_the_choice_are_equal(
    ours: dict[str, str], theirs: dict[str, str], words: list[str]
) -> None:
    both = [contact('Anna Schmidt', **ours), contact('anna SCHMIDT', **theirs)]
    found = told_apart(both).values()
    assert sorted(one.partition(', ')[2] for one in found) == sorted(words)
    assert len(set(found)) == 2


def test_a_line_of_the_choice_means_that_very_client() -> None:
    for row_id, words in told_apart(ALL).items():
        found = find(ALL, words)
        assert found
        assert found.id == row_id


def test_a_name_that_several_share_asks_which() -> None:
    with pytest.raises(Invalid, match='Anna Schmidt, Bremen; Anna Schmidt, Jena') as refused:
        find(ALL, 'anna schmidt')
    assert refused.value.field == 'client'


@pytest.mark.parametrize('typed', ['zoe muller', 'Zoe Mueller', 'ZOË  MÜLLER'])
def test_a_name_is_known_however_it_is_typed(typed: str) -> None:
    assert find(ALL, typed) is ZOE


def test_who_was_removed_is_not_meant_any_more() -> None:
    assert find([GONE], 'Zoë Müller') is None
    assert find(ALL, 'Somebody new') is None

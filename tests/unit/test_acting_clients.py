"""Whom the list names when a client did something: by the link they came by."""

from dataclasses import replace

import pytest

from components.kit.avatar import Face
from components.proposals.list.act_toasts import acting, client_face
from tests.unit.proposals.test_list_words import card

TRIP = replace(card('Trip'), client_name='Sofia Lindqvist', client_portrait='sofia', client_color=2)


@pytest.mark.parametrize(
    ('label', 'words', 'face'),
    [
        (
            'sofia lindqvist',
            'sofia lindqvist (client)',
            Face(name='Sofia Lindqvist', color=2, portrait='sofia'),
        ),
        (
            'Sofia’s parents',
            'Guest (by the link for Sofia’s parents)',
            Face(name='Sofia’s parents', color=4),
        ),
        ('', 'Guest (by a link)', Face(name='Guest', color=4)),
    ],
)
def test_only_their_own_link_shows_the_client(label: str, words: str, face: Face) -> None:
    found = replace(TRIP, client_link=label)
    assert acting(found).acting == words
    assert client_face(found, label) == face

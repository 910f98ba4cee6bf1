"""How people are called, and which side they speak for."""

import pytest

from services.naming import called, guest, host, is_own, is_taken, present

PARENTS = 'Sofia’s parents'
OURS = ['Anna Keller', 'Ben', 'Zoë Müller', 'Skyline Tours']


@pytest.mark.parametrize(
    'name',
    [
        *('Dr. Sofia Meier', 'Herr Prof. Jonas Weber', 'The Okafor family', 'Familie Weber'),
        *('李 伟', 'Nagy Katalin', '김 민수', 'María José Ruiz', 'Anna Keller', 'Madonna'),
    ],
)
def test_people_are_called_by_their_whole_name(name: str) -> None:
    assert called(f'  {name} ') == name


def test_who_has_no_name_is_somebody() -> None:
    assert called(' ') == 'Somebody'
    assert called('', 'Your client') == 'Your client'


@pytest.mark.parametrize(
    ('typed', 'label', 'words'),
    [
        ('', PARENTS, 'Guest, by the link for Sofia’s parents'),
        ('Anna Keller', PARENTS, 'Anna Keller, guest by the link for Sofia’s parents'),
        ('Anna Keller, Skyline Tours', '', 'Anna Keller, Skyline Tours, guest by a link'),
        ('Sofia', PARENTS, 'Sofia, guest by the link for Sofia’s parents'),
        ('Sofia', 'Sofia and Erik', 'Sofia, client'),
        ('maria  HOLM', 'Maria Holm', 'maria HOLM, client'),
        ('Maria Holm', 'Maria', 'Maria Holm, client'),
        ('Maria', 'Link 2', 'Maria, guest by Link 2'),
        ('Link', 'Link 2', 'Link, guest by Link 2'),
        ('and', 'Sofia and Erik', 'and, client'),
        (' ', ' ', 'Guest, by a link'),
    ],
)
def test_the_holder_of_a_link_speaks_as_a_client(typed: str, label: str, words: str) -> None:
    assert str(guest(typed, label)) == words


def test_a_member_speaks_for_the_organization() -> None:
    assert str(host('Anna Keller', 'Skyline Tours')) == 'Anna Keller, Skyline Tours'
    assert str(host('', '')) == 'Somebody'


@pytest.mark.parametrize(
    ('typed', 'label', 'name'),
    [
        ('Anna Keller', PARENTS, PARENTS),
        ('Sofia', 'Sofia Lindqvist', 'Sofia'),
        ('', 'Sofia Lindqvist', 'Sofia Lindqvist'),
        ('Anna Keller', '', 'Guest'),
    ],
)
def test_who_looks_is_named_by_the_link(typed: str, label: str, name: str) -> None:
    assert present(typed, label) == name


@pytest.mark.parametrize(
    'typed',
    [
        *('Anna Keller', 'ANNA  keller', 'Keller, Anna', 'Anna\u200b Keller', 'Ánna Keller'),
        *('Anna Keller (Skyline)', 'skyline tours', 'ben', 'Zoe Mueller', 'Your host Anna Keller'),
        *('Anna-Keller', 'Ａnna Keller', 'The Skyline Tours team'),
    ],
)
def test_names_of_the_organization_are_taken(typed: str) -> None:
    assert is_taken(typed, OURS)


@pytest.mark.parametrize('typed', ['', 'Anna', 'Anna Kellermann', 'Ben Holm', 'Tours', 'Sofia'])
def test_other_names_are_free(typed: str) -> None:
    assert not is_taken(typed, OURS)


def test_a_link_is_its_clients_own_only_under_their_name() -> None:
    assert is_own(' sofia lindqvist', 'Sofia Lindqvist')
    assert not is_own('Sofia’s parents', 'Sofia Lindqvist')
    assert not is_own('', '')

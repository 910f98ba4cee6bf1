"""How much one link may write, and what it says then."""

from uuid import uuid4

import pytest

from services import limits, link_limits
from services.errors import TooMany
from services.link_limits import LinkLimits
from services.proposals.deciding import Evidence


def test_switches_are_limited_on_a_page_and_over_all_pages_of_a_link() -> None:
    counted, link = LinkLimits(), uuid4()
    for _ in range(limits.MOVES_OF_PAGE):
        counted.move(link, 'one')
    with pytest.raises(TooMany, match='Nothing is lost'):
        counted.move(link, 'one')
    for _ in range(limits.MOVES_OF_LINK - limits.MOVES_OF_PAGE):
        counted.move(link, 'two')
    with pytest.raises(TooMany):
        counted.move(link, 'three')
    counted.move(uuid4(), 'four')


def test_questions_and_decisions_are_limited_in_words() -> None:
    counted, link = LinkLimits(), uuid4()
    for act, most, sentence in (
        (counted.ask, limits.QUESTIONS_OF_LINK, link_limits.QUESTIONS),
        (counted.decide, limits.DECISIONS_OF_LINK, link_limits.DECISIONS),
    ):
        for _ in range(most):
            act(link)
        with pytest.raises(TooMany) as refused:
            act(link)
        assert str(refused.value) == sentence
        act(uuid4())


def test_visits_and_presence_are_left_out_without_a_word() -> None:
    counted, link = LinkLimits(), uuid4()
    for may, most in (
        (counted.may_note_visit, limits.VISITS_OF_LINK),
        (counted.may_show, limits.GESTURES_OF_LINK),
    ):
        assert all(may(link) for _ in range(most))
        assert not may(link)
        assert may(uuid4())


def test_an_address_is_kept_under_the_servers_key_only() -> None:
    digests = {
        Evidence(address='192.0.2.7', key=key).address_hash for key in ('one key', 'another', '')
    }
    assert len(digests) == 3
    assert '' in digests
    assert Evidence(key='one key').address_hash == ''
    assert 'one key' not in repr(Evidence(address='192.0.2.7', key='one key'))

"""Who is asked when, and who is given up."""

from collections import Counter

from components.engine.ping_wheel import PingWheel

SLOTS, PATIENCE = 24, 12


def wheel(*members: str) -> PingWheel[str]:
    made: PingWheel[str] = PingWheel(SLOTS, PATIENCE)
    for member in members:
        made.add(member)
    return made


def test_everybody_is_asked_once_a_round_and_stays_as_long_as_they_answer() -> None:
    asked: Counter[str] = Counter()
    people = wheel('anna', 'ben')
    for _ in range(5 * SLOTS):
        due, silent = people.turn()
        assert not silent
        asked.update(due)
        assert all(people.hear(member) for member in due)
    assert asked == {'anna': 5, 'ben': 5}


def test_many_who_come_at_once_are_asked_one_after_the_other() -> None:
    people = wheel(*(str(number) for number in range(10 * SLOTS)))
    assert {len(people.turn()[0]) for _ in range(SLOTS)} == {10}


def test_the_first_who_comes_is_asked_after_a_whole_round() -> None:
    people = wheel('anna')
    due = [people.turn()[0] for _ in range(SLOTS)]
    assert due == [[]] * (SLOTS - 1) + [['anna']]


def test_whoever_does_not_answer_in_time_is_given_up_once() -> None:
    people = wheel('anna')
    for _ in range(SLOTS):
        people.turn()
    silent = [people.turn()[1] for _ in range(2 * SLOTS)]
    assert silent == [[]] * (PATIENCE - 1) + [['anna']] + [[]] * (2 * SLOTS - PATIENCE)
    assert not people.hear('anna')
    assert len(people) == 0


def test_the_last_moment_is_in_time() -> None:
    people = wheel('anna')
    for _ in range(SLOTS + PATIENCE - 1):
        people.turn()
    assert people.hear('anna')
    assert not any(people.turn()[1] for _ in range(SLOTS - PATIENCE))


def test_whoever_has_left_is_neither_asked_nor_missed() -> None:
    people = wheel('anna', 'ben')
    for _ in range(SLOTS):
        people.turn()
    people.remove('anna')
    people.remove('a stranger')
    turns = [people.turn() for _ in range(SLOTS)]
    assert [member for due, silent in turns for member in (*due, *silent)] == ['ben']


def test_nobody_is_asked_again_before_they_have_answered() -> None:
    impatient: PingWheel[str] = PingWheel(2, 5)
    impatient.add('anna')
    turns = [impatient.turn() for _ in range(7)]
    assert [due for due, _ in turns if due] == [['anna']]
    assert turns[-1][1] == ['anna']

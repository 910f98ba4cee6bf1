"""The oracle of the chaos tests convicts: a judge who acquits everybody proves nothing."""

from uuid import UUID

import pytest

from tests.chaos.journal import Effect, Journal, Kind, Outcome
from tests.chaos.program import draw
from tests.chaos.screens import strangers
from tests.chaos.tenant import Tenant
from tests.chaos.verdict import Sin, Verdict

ACKNOWLEDGED, UNKNOWN, REFUSED = Outcome.ACKNOWLEDGED, Outcome.UNKNOWN, Outcome.REFUSED
KEY = UUID(int=1)


def effect(kind: Kind, **values: object) -> Effect:
    return Effect(kind=kind, table='contacts', id=KEY, values=values)


def sins(journal: Journal, verdict: Verdict, **found: object) -> list[Sin]:
    row = {'id': KEY, 'full_name': '', **found}
    journal._compare('contacts', [row] if found else [])
    return [sin for sin, _ in verdict.sins]


@pytest.fixture
def verdict() -> Verdict:
    return Verdict(number=0)


@pytest.fixture
def journal(verdict: Verdict) -> Journal:
    journal = Journal(verdict)
    journal.settle((ACKNOWLEDGED, [effect(Kind.INSERT, full_name='a')]))
    return journal


@pytest.mark.parametrize(
    ('outcome', 'revision', 'name', 'expected'),
    [
        (ACKNOWLEDGED, 2, 'b', []),
        (ACKNOWLEDGED, 1, 'a', [Sin.LOST, Sin.LOST]),
        (ACKNOWLEDGED, 3, 'b', [Sin.DOUBLED]),
        (UNKNOWN, 1, 'a', []),
        (UNKNOWN, 2, 'b', []),
        (UNKNOWN, 3, 'b', [Sin.DOUBLED]),
        (UNKNOWN, 2, 'c', [Sin.LOST]),
        (REFUSED, 1, 'a', []),
        (REFUSED, 2, 'b', [Sin.DOUBLED, Sin.LOST]),
    ],
)
def test_a_write_is_there_once_or_as_its_author_heard(  # noqa: PLR0917
    journal: Journal,
    verdict: Verdict,
    outcome: Outcome,
    revision: int,
    name: str,
    expected: list[Sin],
) -> None:
    journal.settle((outcome, [effect(Kind.UPDATE, full_name='b')]))
    assert sins(journal, verdict, revision=revision, full_name=name) == expected


def test_of_two_writes_at_once_either_may_be_the_last(journal: Journal, verdict: Verdict) -> None:
    both = [(ACKNOWLEDGED, [effect(Kind.UPDATE, full_name=name)]) for name in 'bc']
    journal.settle(*both)
    assert sins(journal, verdict, revision=3, full_name='b') == []
    assert sins(journal, verdict, revision=3, full_name='c') == []
    assert sins(journal, verdict, revision=2, full_name='c') == [Sin.LOST]


@pytest.mark.parametrize(('outcome', 'is_sin'), [(ACKNOWLEDGED, True), (UNKNOWN, False)])
def test_what_was_deleted_for_sure_is_gone(
    journal: Journal, verdict: Verdict, outcome: Outcome, is_sin: bool
) -> None:
    journal.settle((outcome, [effect(Kind.DELETE)]))
    assert sins(journal, verdict, revision=1, full_name='a') == [Sin.LOST] * is_sin


def test_a_row_nobody_deleted_is_there(journal: Journal, verdict: Verdict) -> None:
    assert sins(journal, verdict) == [Sin.LOST]


def test_only_the_canary_of_others_is_a_leak() -> None:
    ours, theirs = Tenant(), Tenant()
    assert strangers({'title': ours.text('Boat')}, ours) == ''
    assert theirs.canary in strangers({'title': ours.canary, 'note': theirs.text(1)}, ours)
    assert ours.canary in strangers({'title': ours.text('Boat')}, None)


def test_a_seed_tells_the_same_history_again() -> None:
    assert draw('7 history 3') == draw('7 history 3')
    assert draw('7 history 3') != draw('7 history 4')

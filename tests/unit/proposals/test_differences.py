"""What changed between two states of a proposal, in the client's terms."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import PriceUnit, Proposal, ProposalActivity, ProposalDay
from services.proposals.differences import (
    Difference,
    Line,
    Picture,
    Turn,
    differences,
    of_snapshot,
    picture,
)
from services.proposals.versions import as_json

DAY, BOAT, WALK = UUID(int=1), UUID(int=2), UUID(int=3)


def line(id: UUID, price: int = 50, **more: object) -> Line:
    made = Line(
        id=id, title='Boat', price=Decimal(price), unit=PriceUnit.PER_PERSON,
        is_optional=True, is_on=False, words=('Boat', '', ''),
    )  # fmt: skip
    return replace(made, **more)  # type: ignore[arg-type]


def shown(*lines: Line, **facts: object) -> Picture:
    proposal = Proposal(organization_id=uuid4(), title='Madeira', **facts)
    made = picture(proposal, [ProposalDay(id=DAY, proposal_id=proposal.id, title='One')], [])
    return replace(made, lines={one.id: one for one in lines})


def turns(before: Picture, after: Picture) -> list[Turn]:
    return [one.turn for one in differences(before, after)]


def test_a_line_is_added_removed_dearer_cheaper() -> None:
    assert turns(shown(), shown(line(BOAT))) == [Turn.ADDED]
    assert turns(shown(line(BOAT)), shown()) == [Turn.REMOVED]
    (up,) = differences(shown(line(BOAT, 50)), shown(line(BOAT, 60)))
    assert (up.turn, up.before, up.after, up.title) == (Turn.PRICE_UP, 100, 120, 'Boat')
    assert turns(shown(line(BOAT, 50)), shown(line(BOAT, 40))) == [Turn.PRICE_DOWN]


def test_each_and_for_the_group_compare_by_what_everybody_pays() -> None:
    group = line(BOAT, 100, unit=PriceUnit.PER_GROUP)
    assert turns(shown(line(BOAT, 50)), shown(group)) == []


def test_more_travellers_are_one_difference_and_no_dearer_line() -> None:
    (only,) = differences(shown(line(BOAT)), shown(line(BOAT), travellers=3))
    assert only == Difference(turn=Turn.FACT, name='travellers', before=2, after=3)


def test_words_choices_and_days_are_told_apart() -> None:
    chosen = line(BOAT, is_on=True, words=('Boat', 'At six', ''))
    assert turns(shown(line(BOAT)), shown(chosen)) == [Turn.CHOSEN, Turn.REWRITTEN]
    assert turns(shown(chosen), shown(chosen)) == []
    less = replace(shown(), days={})
    assert turns(less, shown()) == [Turn.ADDED]
    assert turns(shown(), less) == [Turn.REMOVED]


def test_a_kept_version_reads_like_the_rows_it_was_made_of() -> None:
    proposal = Proposal(
        organization_id=uuid4(), title='Madeira', starts_on=date(2027, 3, 14), travellers=3
    )
    of = {'organization_id': proposal.organization_id, 'proposal_id': proposal.id}
    day = ProposalDay(title='One', **of)
    row = ProposalActivity(day_id=day.id, title='Boat', price=Decimal('92.50'), **of)
    kept = {'proposal': as_json(proposal), 'days': [as_json(day)], 'activities': [as_json(row)]}
    assert of_snapshot(kept) == picture(proposal, [day], [row])


PRICES = st.dictionaries(st.sampled_from([UUID(int=n) for n in range(6)]), st.integers(0, 3))


@given(PRICES, PRICES)
def test_equal_pictures_alone_have_no_difference_and_turns_mirror(
    before: dict[UUID, int], after: dict[UUID, int]
) -> None:
    one, two = (shown(*(line(k, p) for k, p in each.items())) for each in (before, after))
    assert (turns(one, two) == []) == (before == after)
    mirror = {
        Turn.ADDED: Turn.REMOVED, Turn.REMOVED: Turn.ADDED,
        Turn.PRICE_UP: Turn.PRICE_DOWN, Turn.PRICE_DOWN: Turn.PRICE_UP,
    }  # fmt: skip
    there = {each.id: each.turn for each in differences(one, two)}
    back = {each.id: mirror[each.turn] for each in differences(two, one)}
    assert there == back


@pytest.mark.parametrize(
    'kept',
    [
        {},
        {'proposal': {'title': 'x' * 201}, 'days': [], 'activities': []},
        {'proposal': {'title': 'Trip', 'ends_on': 'infinity'}, 'days': [], 'activities': []},
        {'proposal': {'title': 'Trip'}, 'days': 3, 'activities': []},
        {'proposal': None, 'days': [], 'activities': []},
    ],
)
def test_a_kept_version_that_cannot_be_read_is_none(kept: dict[str, Any]) -> None:
    assert of_snapshot(kept) is None

"""Sums in Decimal: the same as adding up by hand, as fine as the currency is."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import PriceUnit
from services.money import digits, parsed, shown
from services.proposals.totals import counts, line_total, totals

DAYS = [UUID(int=number) for number in range(4)]


@dataclass(frozen=True, kw_only=True)
class Line:
    day_id: UUID = DAYS[0]
    price: Decimal = Decimal('10.00')
    price_unit: PriceUnit = PriceUnit.PER_PERSON
    is_optional: bool = False
    is_selected: bool = False


prices = st.decimals(min_value=0, max_value=Decimal('9999999999.99'), places=2)
lines = st.builds(
    Line,
    day_id=st.sampled_from(DAYS),
    price=prices,
    price_unit=st.sampled_from(PriceUnit),
    is_optional=st.booleans(),
    is_selected=st.booleans(),
)


@given(st.lists(lines, max_size=30), st.integers(min_value=1, max_value=500))
def test_totals_equal_a_naive_sum_in_cents(activities: list[Line], travellers: int) -> None:
    included = options = 0
    by_day = dict.fromkeys(DAYS, 0)
    for one in activities:
        cents = int(one.price * 100) * (travellers if one.price_unit == 'per_person' else 1)
        if one.is_optional and not one.is_selected:
            continue
        by_day[one.day_id] += cents
        if one.is_optional:
            options += cents
        else:
            included += cents
    sums = totals(activities, travellers, 'EUR')
    assert (sums.included * 100, sums.options * 100) == (included, options)
    assert sums.total == sums.included + sums.options
    assert sum(sums.by_day.values()) == sums.total
    assert {day: amount * 100 for day, amount in sums.by_day.items() if amount} == {
        day: cents for day, cents in by_day.items() if cents
    }
    assert sums.offered == sum(one.is_optional for one in activities)
    assert sums.chosen == sum(one.is_optional and one.is_selected for one in activities)
    assert abs(sums.per_person * travellers - sums.total) <= Decimal('0.005') * travellers


@given(st.lists(lines, max_size=8), st.integers(1, 9), st.sampled_from(['JPY', 'EUR', 'KWD']))
def test_amounts_are_as_fine_as_their_currency(
    activities: list[Line], travellers: int, currency: str
) -> None:
    sums = totals(activities, travellers, currency)
    for amount in (sums.total, sums.included, sums.options, sums.per_person, *sums.by_day.values()):
        assert amount.as_tuple().exponent == -digits(currency)
    assert sums.is_even == (sums.per_person * travellers == sums.total)


@given(
    st.lists(st.builds(Line, price=st.decimals(0, 10**9, places=4)), max_size=8),
    st.integers(1, 500),
    st.sampled_from(['JPY', 'EUR', 'KWD']),
)
def test_what_is_shown_for_each_adds_up_to_what_is_shown_for_all(
    activities: list[Line], travellers: int, currency: str
) -> None:
    """Whatever a table holds from before: prices finer than their currency too."""
    each = [parsed(shown(one.price, currency), currency) for one in activities]
    total = totals(activities, travellers, currency).total
    assert parsed(shown(total, currency), currency) == sum(each) * travellers


@pytest.mark.parametrize(
    ('price', 'unit', 'travellers', 'said'),
    [
        ('92.50', PriceUnit.PER_GROUP, 1, ['JP¥93', 'JP¥186']),
        ('33.50', PriceUnit.PER_PERSON, 3, ['JP¥34', 'JP¥204']),
    ],
)
def test_two_lines_of_yen_come_to_what_they_show(
    price: str, unit: PriceUnit, travellers: int, said: list[str]
) -> None:
    two = [Line(price=Decimal(price), price_unit=unit)] * 2
    sums = totals(two, travellers, 'JPY')
    assert [shown(Decimal(price), 'JPY'), shown(sums.total, 'JPY')] == said


@given(st.lists(lines, max_size=8))
def test_the_order_of_activities_does_not_matter(activities: list[Line]) -> None:
    backwards = totals(reversed(activities), 3, 'EUR')
    forwards = totals(activities, 3, 'EUR')
    assert (backwards.total, backwards.by_day) == (forwards.total, forwards.by_day)


def test_nothing_costs_nothing() -> None:
    sums = totals([], 2, 'EUR')
    assert (sums.total, sums.per_person, sums.chosen, sums.offered) == (0, 0, 0, 0)
    assert sums.by_day == {}


@pytest.mark.parametrize(
    ('unit', 'travellers', 'expected'),
    [
        (PriceUnit.PER_PERSON, 1, '92.50'),
        (PriceUnit.PER_PERSON, 2, '185.00'),
        (PriceUnit.PER_GROUP, 1, '92.50'),
        (PriceUnit.PER_GROUP, 7, '92.50'),
    ],
)
def test_a_line_counts_for_each_person_or_once(
    unit: PriceUnit, travellers: int, expected: str
) -> None:
    line = Line(price=Decimal('92.5'), price_unit=unit)
    assert line_total(line, travellers, 'EUR') == Decimal(expected)


@pytest.mark.parametrize(
    ('is_optional', 'is_selected', 'expected'),
    [(False, False, True), (False, True, True), (True, False, False), (True, True, True)],
)
def test_what_is_fixed_always_counts(is_optional: bool, is_selected: bool, expected: bool) -> None:
    assert counts(Line(is_optional=is_optional, is_selected=is_selected)) is expected


def test_shares_are_rounded_half_up_as_people_do() -> None:
    sums = totals([Line(price=Decimal('0.05'), price_unit=PriceUnit.PER_GROUP)], 2, 'EUR')
    assert (sums.per_person, sums.is_even) == (Decimal('0.03'), False)

"""From what was typed to values, or to a sentence naming what is wrong."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import (
    ActivityFields,
    ContactFields,
    DayFields,
    LinkFields,
    PriceUnit,
    Proposal,
    ProposalFields,
)
from models.fields import Fields
from services.commands.fields import validated
from services.errors import Invalid
from services.proposals.editing import check_together

BETWEEN = 'A date lies between 2000 and 2199.'


@pytest.mark.parametrize(
    ('shape', 'typed', 'kept'),
    [
        (ProposalFields, {'title': '  Madeira,\n slowly '}, {'title': 'Madeira, slowly'}),
        (ProposalFields, {'travellers': '4'}, {'travellers': 4}),
        (ProposalFields, {'starts_on': '2027-03-14'}, {'starts_on': date(2027, 3, 14)}),
        (ProposalFields, {'starts_on': None}, {'starts_on': None}),
        (ProposalFields, {'starts_on': '2000-01-01'}, {'starts_on': date(2000, 1, 1)}),
        (ProposalFields, {'ends_on': '2199-12-31'}, {'ends_on': date(2199, 12, 31)}),
        (ProposalFields, {'currency': 'chf'}, {'currency': 'CHF'}),
        (ProposalFields, {'intro': ' One.\n\nTwo. '}, {'intro': 'One.\n\nTwo.'}),
        (ActivityFields, {'price': '92.5'}, {'price': Decimal('92.5')}),
        (ActivityFields, {'price': 0}, {'price': Decimal(0)}),
        (ActivityFields, {'price': '1.2505'}, {'price': Decimal('1.2505')}),
        (ActivityFields, {'price_unit': 'per_group'}, {'price_unit': PriceUnit.PER_GROUP}),
        (DayFields, {}, {}),
    ],
)
def test_what_can_be_kept_is_kept_typed(
    shape: type[Fields], typed: dict[str, Any], kept: dict[str, Any]
) -> None:
    assert validated(shape, typed) == kept


def test_only_given_fields_come_back() -> None:
    assert set(validated(ProposalFields, {'title': 'New', 'travellers': 2})) == {
        'title',
        'travellers',
    }


@pytest.mark.parametrize(
    ('shape', 'typed', 'field', 'sentence'),
    [
        (ActivityFields, {'price': ''}, 'price', 'Price needs a number.'),
        (ActivityFields, {'price': None}, 'price', 'Price needs a number.'),
        (ActivityFields, {'price': 'Infinity'}, 'price', 'Price needs a number.'),
        (ActivityFields, {'price': '-0.01'}, 'price', 'Price cannot be less than 0.'),
        (ActivityFields, {'price': '1.00005'}, 'price', 'Price has more than four decimals.'),
        (ActivityFields, {'price': '10000000000'}, 'price', 'Price is too large.'),
        (ActivityFields, {'title': 'x' * 201}, 'title', 'Title is too long; 200 characters fit.'),
        (ProposalFields, {'travellers': 501}, 'travellers', 'Travellers cannot be more than 500.'),
        (ProposalFields, {'travellers': ''}, 'travellers', 'Travellers needs a whole number.'),
        (ProposalFields, {'travellers': 1.5}, 'travellers', 'Travellers needs a whole number.'),
        (ProposalFields, {'travellers': None}, 'travellers', 'Travellers needs a whole number.'),
        (ProposalFields, {'ends_on': '31.2.2027'}, 'ends_on', 'Ends on needs a date.'),
        (ProposalFields, {'ends_on': ''}, 'ends_on', 'Ends on needs a date.'),
        (ProposalFields, {'starts_on': '0202-03-14'}, 'starts_on', BETWEEN),
        (ProposalFields, {'ends_on': '2200-01-01'}, 'ends_on', BETWEEN),
        (ProposalFields, {'valid_until': date(1999, 12, 31)}, 'valid_until', BETWEEN),
        (LinkFields, {'expires_at': datetime(202, 3, 14, tzinfo=UTC)}, 'expires_at', BETWEEN),
        (ProposalFields, {'currency': '€'}, 'currency', 'A currency has three letters, like EUR.'),
        (ProposalFields, {'client_id': 'x'}, 'client_id', 'Client id does not look right.'),
        (ProposalFields, {'revision': 9}, 'revision', 'Revision does not look right.'),
        (ContactFields, {'full_name': ' '}, 'full_name', 'Full name is empty.'),
    ],
)
def test_what_cannot_be_kept_gets_a_sentence(
    shape: type[Fields], typed: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Invalid) as refused:
        validated(shape, typed)
    assert str(refused.value) == sentence
    assert refused.value.field == field


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(),
    st.binary(),
    st.lists(st.text()),
)


@given(st.sampled_from(sorted(ProposalFields.model_fields)), anything)
def test_whatever_is_typed_is_kept_or_refused_in_plain_words(field: str, typed: object) -> None:
    refusal = refused(field, typed)
    if refusal is not None:
        assert str(refusal).endswith('.')
        assert 'pydantic' not in str(refusal).lower()
        assert refusal.field == field


def refused(field: str, typed: object) -> Invalid | None:
    try:
        validated(ProposalFields, {field: typed})
    except Invalid as refusal:
        return refusal
    return None


def test_dates_are_checked_against_what_is_there_already() -> None:
    trip = Proposal(starts_on=date(2027, 3, 14), ends_on=date(2027, 3, 21))
    check_together(trip, {'ends_on': date(2027, 3, 14)})
    check_together(trip, {'starts_on': None})
    for values, field in (
        ({'ends_on': date(2027, 3, 13)}, 'ends_on'),
        ({'starts_on': date(2027, 3, 22)}, 'starts_on'),
        ({'starts_on': date(2027, 5, 2), 'ends_on': date(2027, 5, 1)}, 'ends_on'),
    ):
        with pytest.raises(Invalid) as refused:
            check_together(trip, values)
        assert refused.value.field == field

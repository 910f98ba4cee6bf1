"""What becomes of a person's words on their way in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from models import CommentFields, ContactFields, DecisionFields, LinkFields
from models.text import LONGEST_LINE, Line, Prose, clean, clean_line, cut, is_name, visible
from services.commands.fields import validated
from services.errors import Invalid

INVISIBLE = [
    *('', ' ', '\u200b', '\u2800', '\u3164', '\u115f\u1160', '\uffa0', '\u200e\u200f', '\u00ad'),
    *('\ufe0f', '\U000e0067\U000e007f', '\u2060\u3000', '\ufeff', '\x00\x1b'),
]
FLAG = '🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f'


@pytest.mark.parametrize(
    ('typed', 'kept'),
    [
        (
            'Meet at nine.\x0bBring \x07shoes \x1f and water.',
            'Meet at nine.\nBring shoes  and water.',
        ),
        ('a\r\nb\rc\x0cd\x85e\u2028f\u2029g', 'a\nb\nc\nd\ne\nf\ng'),
        ('see you \ud83d', 'see you'),
        ('Cafe\u0301', 'Café'),
        ('e\x00\u0301', 'é'),
        ('\u202eevil\u202c \u2066x\u2069', 'evil x'),
        ('\ufdd0a\uffff\U0010ffff', 'a'),
        ('\u200b \u3000One.\n\n\tTwo.\u00a0\u200d', 'One.\n\n\tTwo.'),
    ],
)
def test_paragraphs_keep_what_can_be_seen(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@pytest.mark.parametrize(
    ('typed', 'kept'),
    [
        ('Madeira,\x0bslowly', 'Madeira, slowly'),
        ('  a \u2003\n\t b ', 'a b'),
        ('می\u200cخواهم', 'می\u200cخواهم'),
        ('👩\u200d👩\u200d👧', '👩\u200d👩\u200d👧'),
        ('❤\ufe0f', '❤\ufe0f'),
        (FLAG, FLAG),
        ('שלום\u200f! a', 'שלום\u200f! a'),
    ],
)
def test_a_line_has_single_spaces_and_what_scripts_and_emoji_need(typed: str, kept: str) -> None:
    assert clean_line(typed) == kept


@pytest.mark.parametrize('typed', INVISIBLE)
def test_what_nobody_can_see_is_nothing(typed: str) -> None:
    assert (clean(typed), clean_line(typed), visible(typed), is_name(typed)) == (
        '',
        '',
        False,
        False,
    )
    for shape, field in ((DecisionFields, 'name'), (LinkFields, 'label'), (CommentFields, 'body'),
                         (ContactFields, 'full_name')):  # fmt: skip
        with pytest.raises(Invalid):
            validated(shape, {field: typed})


@pytest.mark.parametrize('typed', ['!', '🌍', '—', '\u0301'])
def test_a_name_has_a_letter_or_a_digit(typed: str) -> None:
    assert visible(typed)
    assert not is_name(typed)
    assert validated(CommentFields, {'body': typed}) == {'body': typed}


@pytest.mark.parametrize('typed', ['Zoë', '山田', 'نورا', 'B2', '²', 'นภา'])
def test_names_of_every_script_are_names(typed: str) -> None:
    assert validated(DecisionFields, {'name': f' {typed}\u200b'}) == {'name': typed}


def test_lengths_are_measured_after_cleaning() -> None:
    line, prose = TypeAdapter[str](Line), TypeAdapter[str](Prose)
    assert line.validate_python(f'{"x" * LONGEST_LINE}\u200b  \x00') == 'x' * LONGEST_LINE
    assert len(line.validate_python('e\u0301' * LONGEST_LINE)) == LONGEST_LINE
    assert len(prose.validate_python('x\r\n' * 9_999)) == 19_997
    with pytest.raises(Invalid, match='Full name is too long; 200 characters fit'):
        validated(ContactFields, {'full_name': 'x' * 201})


@given(st.text(st.characters(codec=None)))
def test_cleaning_twice_changes_nothing_more(typed: str) -> None:
    for cleaned, again in ((clean, clean(clean(typed))), (clean_line, clean_line(clean(typed)))):
        assert cleaned(typed) == again
        assert clean_line(clean_line(typed)) == clean_line(typed)
    cut(typed, 3).encode()  # no half of a sign is left

"""The database asks of words what `models/text.py` makes of them, sign by sign."""

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import clean, clean_line, is_name

ASKED = """
    select tradewind.is_clean_text(t), tradewind.is_clean_line(t), tradewind.is_visible_name(t)
    from (values (%s)) v(t)
"""
EACH_SIGN = """
    select array_agg(code) filter (where tradewind.is_clean_text(form)),
      array_agg(code) filter (where tradewind.is_clean_line(form)),
      array_agg(code) filter (where tradewind.is_visible_name(form))
    from (select code, format(%s, chr(code)) as form from unnest(%s::integer[]) code) forms
"""
MANY = 97
"""Of thousands of signs that are all alike, and of the planes beyond the first, each so many."""


def codes() -> list[int]:
    """The first plane, and what is of a kind of its own beyond it."""
    alike = [range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xAC00, 0xD7A4)]
    surrogates, private = range(0xD800, 0xE000), range(0xE000, 0xF900)
    dressing = [*range(0xE0000, 0xE0200), *range(0x1BCA0, 0x1BCA4), *range(0x1D150, 0x1D180)]
    ends = [plane << 16 | last for plane in range(1, 17) for last in (0xFFFD, 0xFFFE, 0xFFFF)]
    return [
        *(
            code
            for code in range(1, 0x10000)
            if not any(code in each for each in (*alike, surrogates, private))
        ),
        *(code for each in (*alike, private, range(0x10000, 0x110000)) for code in each[::MANY]),
        *dressing,
        *ends,
        0x16FE4,
    ]


@pytest.mark.parametrize('form', ['%s', 'a%sb'])
def test_each_sign_is_judged_alike_by_python_and_sql(owner: psycopg.Connection, form: str) -> None:
    row = owner.execute(EACH_SIGN, [form, codes()]).fetchone()
    assert row is not None
    texts, lines, names = ({int(code) for code in found or ()} for found in row)
    for code in codes():
        value = form.replace('%s', chr(code))
        assert (code in texts) is (clean(value) == value), hex(code)
        assert (code in lines) is (clean_line(value) == value), hex(code)
        assert (code in names) is (clean_line(value) == value and is_name(value)), hex(code)


SIGNS = st.one_of(
    st.characters(min_codepoint=1, max_codepoint=0x2FF, exclude_categories=['Cs']),
    st.sampled_from('\u0301\u0327\u034f\u200b\u200d\u200f\u202e\u2066\u2028\u3000\ufe0f\ufeff\u3164'
                    '\u2800\u115f\U000e0067\r\n\t  aé'),
    st.characters(min_codepoint=1, exclude_categories=['Cs', 'Cn', 'Co']),
)  # fmt: skip


def test_any_words_are_judged_alike_by_python_and_sql(owner: psycopg.Connection) -> None:
    @given(st.text(SIGNS, max_size=12))
    def ask(typed: str) -> None:
        for value in (typed, clean(typed), clean_line(typed)):
            line = clean_line(value) == value
            expected = (clean(value) == value, line, line and is_name(value))
            assert owner.execute(ASKED, [value]).fetchone() == expected

    ask()


def test_old_rows_are_cleaned_as_new_words_are(owner: psycopg.Connection) -> None:
    @given(st.text(SIGNS, max_size=12))
    def ask(typed: str) -> None:
        found = owner.execute(
            'select tradewind.cleaned_text(%s, 9999), tradewind.cleaned_line(%s, 200)',
            [typed, typed],
        ).fetchone()
        assert found == (clean(typed), clean_line(typed))

    ask()

"""How names are compared, found and put in order."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.folding import alike, finds, folded

WORDS = st.text(alphabet=st.characters(exclude_categories=['Cs']), max_size=30)
LATIN = st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x24F), max_size=30)

FOUND = [
    ('zoe', 'Zoë Müller'),
    ('Müller Zoë', 'Zoë Müller'),
    ('zu\u0308rich', 'Zürich'),
    ('Zürich', 'Zu\u0308rich'),
    ('muller', 'Zoë Müller'),
    ('mueller', 'Zoë Müller'),
    ('muel', 'Zoë Müller'),
    ('soren', 'Søren Åse'),
    ('soeren aase', 'Søren Åse'),
    ('lodz', 'Łódź'),
    ('weiss', 'Weiß'),
    ('WEISS', 'weiß'),
    ('thor', 'Þór'),
    ('istanbul', 'İstanbul'),
    ('isik', 'Işık'),
    ('dordevic', 'Đorđević'),
    ('obrien', 'Siobhán O’Brien'),
    ("o'brien", 'Siobhán O’Brien'),
    ('jean luc', 'Jean-Luc'),
    ('luc-jean', 'Jean-Luc'),
    ('aegir', 'Ægir'),
    ('coeur', 'Cœur'),
    ('фёдор', 'Федор'),
    ('αθηνα', 'Αθήνα'),
    ('ΟΔΟΣ', 'οδός'),
    ('ＡＮＮＡ', 'Anna'),
    ('rich', 'Zürich'),
    ('anna@berg.example', 'Anna Berg anna@berg.example'),
    ('', 'anybody'),
]
"""Typed, and a name that it finds."""
NOT_FOUND = [
    ('zoa', 'Zoë'),
    ('luc-paul', 'Jean-Luc'),
    ('müllerzoë', 'Zoë Müller'),
    ('か', 'が'),
    ('и', 'й'),
    ('כ', 'Zoë'),
]
OTHER_SCRIPTS = ('がぎぐ', 'йод', 'ไทย น้ำ', 'हिन्दी', 'שָׁלוֹם', '한국어', '李伟')


@given(WORDS)
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(LATIN)
def test_case_never_matters(text: str) -> None:
    assert folded(text.upper()) == folded(text.lower()) == folded(text)


@given(WORDS)
def test_one_word_in_two_encodings_is_one_word(text: str) -> None:
    assert folded(normalize('NFD', text)) == folded(normalize('NFC', text))


@given(
    st.text(alphabet='abcdefghiklmnoprstuvwyzABCEINOSUZ ', max_size=20),
    st.sampled_from('\u0300\u0301\u0302\u0303\u0308\u030a\u030c\u0327\u0328'),
)
def test_accents_never_matter(text: str, accent: str) -> None:
    accented = ''.join(sign + accent if sign != ' ' else sign for sign in text)
    assert folded(accented) == folded(normalize('NFC', accented)) == folded(text)


@pytest.mark.parametrize(('typed', 'name'), FOUND)
def test_people_find_names_as_they_type_them(typed: str, name: str) -> None:
    assert finds(typed, name)


@pytest.mark.parametrize(('typed', 'name'), NOT_FOUND)
def test_other_words_are_not_found(typed: str, name: str) -> None:
    assert not finds(typed, name)


@pytest.mark.parametrize('name', OTHER_SCRIPTS)
def test_other_scripts_keep_their_signs(name: str) -> None:
    assert folded(name) == normalize('NFC', normalize('NFKC', name)).strip()


def test_names_stand_in_the_order_of_their_letters() -> None:
    names = ['Zoë', 'bruno', 'Álvaro', 'Östen', 'anna', 'Łukasz', 'Mia']
    assert sorted(names, key=folded) == ['Álvaro', 'anna', 'bruno', 'Łukasz', 'Mia', 'Östen', 'Zoë']


def test_a_name_is_the_same_in_either_spelling() -> None:
    assert alike('Zoe Mueller', 'Zoë Müller')
    assert alike('zoë  MULLER', 'Zoë Müller')
    assert not alike('Zoë', 'Zoë Müller')
    assert not alike('', '')

"""Words from right to left stand in their own direction, alone and in our sentences."""

import pytest

from components.engine.directions import isolated, turns

HEBREW = 'טיול למדיירה (8 ימים)!'
ARABIC = 'رحلة (٨ أيام)!'


@pytest.mark.parametrize('words', [HEBREW, ARABIC, f'Madeira, {HEBREW}', '\u200f(8)', 'ܫܠܡܐ', '𞤀𞤣'])
def test_words_from_right_to_left_turn(words: str) -> None:
    assert turns(words)


@pytest.mark.parametrize('words', ['', 'Madeira (8 days)!', '8 €', 'Zoë', 'Μαδέρα', '日本', '🏝'])
def test_other_words_stay_as_they_are(words: str) -> None:
    assert not turns(words)
    assert isolated(words) == words


def test_a_name_in_our_sentence_is_isolated_and_the_sentence_does_not_turn() -> None:
    sentence = f'{isolated(HEBREW)} deleted.'
    assert sentence == f'\u2068{HEBREW}\u2069 deleted.'
    assert not turns(sentence)
    assert turns(f'{sentence} {HEBREW}')


def test_a_name_cannot_end_its_isolation() -> None:
    assert isolated(f'{HEBREW}\u2069\u202e100') == f'\u2068{HEBREW}100\u2069'

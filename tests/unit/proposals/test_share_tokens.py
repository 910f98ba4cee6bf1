"""A token names its link for whoever holds the secret, and nothing for anybody else."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.proposals.share_links import ShareTokens

TOKENS = ShareTokens('k' * 64)
LINK = UUID('8d9b5f8e-2b1c-4a57-9a3f-0c1d2e3f4a5b')
TOKEN = TOKENS.token(LINK)


@given(st.uuids())
def test_a_token_comes_back_as_its_link(link_id: UUID) -> None:
    assert TOKENS.link_id(TOKENS.token(link_id)) == link_id


@given(st.uuids())
def test_tokens_are_fit_for_an_address(link_id: UUID) -> None:
    token = TOKENS.token(link_id)
    assert len(token) == 22 + 1 + 43
    assert all(letter.isalnum() or letter in '-_.' for letter in token)


@given(st.text())
def test_garbage_opens_nothing(garbage: str) -> None:
    assert TOKENS.link_id(garbage) is None


@given(st.integers(min_value=0, max_value=len(TOKEN) - 1))
def test_truncated_tokens_open_nothing(length: int) -> None:
    assert TOKENS.link_id(TOKEN[:length]) is None
    assert TOKENS.link_id(TOKEN[length + 1 :]) is None


@given(
    st.integers(min_value=0, max_value=len(TOKEN) - 1),
    st.characters(min_codepoint=33, max_codepoint=126),
)
def test_a_token_with_one_letter_changed_opens_nothing_else(place: int, letter: str) -> None:
    changed = TOKEN[:place] + letter + TOKEN[place + 1 :]
    assert TOKENS.link_id(changed) in ({LINK} if changed == TOKEN else {None})


def test_one_link_has_one_address() -> None:
    """Spare bits of the signature's last letter must not make a second spelling."""
    alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
    spellings = {TOKEN[:-1] + letter for letter in alphabet}
    assert [one for one in spellings if TOKENS.link_id(one)] == [TOKEN]


@pytest.mark.parametrize(
    'wrong',
    [
        '',
        '.',
        str(LINK),
        TOKEN + '=',
        TOKEN + '\n',
        f' {TOKEN}',
        TOKEN.replace('.', ''),
        TOKEN + TOKEN,
        f'{TOKEN}.{TOKEN.split(".")[1]}',
        TOKEN.split('.')[0] + '.' + TOKENS.token(uuid4()).split('.')[1],
        '\x00' * 66,
        'é' * 66,
        'A' * 100_000,
    ],
    ids=range(13),
)
def test_near_misses_open_nothing(wrong: str) -> None:
    assert TOKENS.link_id(wrong) is None


def test_another_secret_makes_other_tokens() -> None:
    assert ShareTokens('l' * 64).link_id(TOKEN) is None
    assert ShareTokens('l' * 64).token(LINK) != TOKEN

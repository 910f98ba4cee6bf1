"""One password in whatever spelling, and what is too long in which unit."""

from unicodedata import normalize

import pytest
from supabase_auth.errors import AuthApiError

from services import passwords
from services.accounts import auth
from services.errors import Invalid

THAI = 'รหัสผ่านที่ยาวและจำง่ายมาก'
"""26 characters, 78 bytes."""


@pytest.mark.parametrize(
    ('one', 'other'),
    [
        ('Caf\u00e9-Z\u00fcrich-1', 'Cafe\u0301-Zu\u0308rich-1'),
        ('ｐａｓｓ word', 'pass\u00a0word'),
        (normalize('NFC', '한국어 비밀번호'), normalize('NFD', '한국어 비밀번호')),
    ],
)
def test_one_password_typed_on_two_systems_is_one(one: str, other: str) -> None:
    assert passwords.check(one) == passwords.check(other)
    assert passwords.forms(one)[0] == passwords.forms(other)[0]


def test_a_sign_in_tries_the_words_as_typed_after_their_one_form() -> None:
    typed = 'Cafe\u0301-Zu\u0308rich-1'
    assert passwords.forms(typed) == ['Caf\u00e9-Z\u00fcrich-1', typed]
    assert passwords.forms('plain words') == ['plain words']


@pytest.mark.parametrize('password', ['ยาวๆ', 'é' * 7, 'e\u0301' * 7, 'short', 'x' * 1001])
def test_length_is_counted_in_characters(password: str) -> None:
    with pytest.raises(Invalid, match='Use 8 to 1,000 characters') as refused:
        passwords.check(password)
    assert refused.value.field == 'password'


def test_a_thai_pass_phrase_is_no_shorter_than_others() -> None:
    assert passwords.check(THAI) == normalize('NFKC', THAI)
    assert passwords.check('é' * 8) == 'é' * 8


@pytest.mark.parametrize(
    ('password', 'sentence'),
    [
        (THAI, 'too long for its alphabet: the first 24 characters fit'),
        ('🧭' * 20, 'too long for its alphabet: the first 18 characters fit'),
        ('x' * 73, 'too long: 72 characters fit'),
    ],
)
def test_an_auth_with_a_limit_of_bytes_is_translated(password: str, sentence: str) -> None:
    message = 'Password cannot be longer than 72 characters'
    refusal = AuthApiError(message, 400, 'validation_failed')
    said = auth.translated(refusal, password)
    assert isinstance(said, Invalid)
    assert said.field == 'password'
    assert sentence in str(said)
    assert 'e-mail' in str(auth.translated(refusal, 'short enough'))

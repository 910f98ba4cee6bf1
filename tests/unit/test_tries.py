"""How often somebody may guess at a password, and who is not kept out by it."""

import pytest
from fastapi import Request, Response

from pages import devices
from pages.tries import Attempt, Tries, check_email
from services.errors import Invalid, TooMany
from services.limits import EMAIL_LENGTH, TRIES, TRIES_OF_ACCOUNT, TRIES_OF_NETWORK
from services.settings import Settings

ANNA = 'anna@skyline.example'
SETTINGS = Settings(secret='of these tests, and of nothing else at all')


def refused(tries: Tries, attempts: list[Attempt]) -> int:
    count = 0
    for attempt in attempts:
        try:
            tries.begin(attempt)
        except TooMany:
            count += 1
    return count


def browser(cookie: str) -> Request:
    return Request({'type': 'http', 'headers': [(b'cookie', cookie.encode())]})


def test_sign_ins_that_work_use_up_no_tries() -> None:
    tries = Tries()
    attempt = Attempt(network='203.0.113.9', email=ANNA)
    for _ in range(TRIES_OF_NETWORK + 1):
        tries.begin(attempt)
        tries.worked(attempt)


def test_one_account_is_guessed_at_slowly_from_however_many_networks() -> None:
    tries = Tries()
    far = [Attempt(network=f'203.0.113.{number}', email=ANNA) for number in range(20)]
    assert refused(tries, far) == 20 - TRIES_OF_ACCOUNT
    own = Attempt(network='198.51.100.7', email=ANNA, device='a browser of hers')
    assert refused(tries, [own] * (TRIES + 1)) == 1
    assert refused(tries, [Attempt(network='198.51.100.8', email='ben@skyline.example')]) == 0


def test_a_browser_is_known_to_the_account_it_signed_in_to_and_no_other() -> None:
    response = Response()
    devices.mark(response, ANNA, SETTINGS)
    cookie = response.headers['set-cookie'].partition(';')[0]
    assert devices.known(browser(cookie), ANNA.upper(), SETTINGS)
    assert not devices.known(browser(cookie), 'ben@skyline.example', SETTINGS)
    assert not devices.known(browser(f'{cookie}0'), ANNA, SETTINGS)
    assert not devices.known(browser('tradewind_known=.'), ANNA, SETTINGS)
    assert not devices.known(browser(''), ANNA, SETTINGS)


def test_what_is_too_long_for_an_address_is_refused() -> None:
    check_email('a' * EMAIL_LENGTH)
    with pytest.raises(Invalid, match='255'):
        check_email('a' * (EMAIL_LENGTH + 1))

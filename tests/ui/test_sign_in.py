"""Sessions: how they begin, what they are worth, how they end."""

import asyncio
from collections import Counter

import pytest

from pages.guard import safe_next
from services.accounts.auth import Taken
from services.demo.load import PASSWORD
from services.errors import Unavailable
from services.limits import ORGANIZATIONS_OF_NETWORK, TRIES, TRIES_OF_ACCOUNT, TRIES_OF_NETWORK
from tests.conftest import TestGateway
from tests.ui.conftest import ANNA, App

JSON = {'accept': 'application/json'}
NORTH = {
    'organization': 'North Trails',
    'full_name': 'Nora Lund',
    'email': 'nora@north.example',
    'password': 'long enough',
}


async def test_a_stranger_is_led_to_the_sign_in_and_back(app: App) -> None:
    browser = app.browser().http_client
    answer = await browser.get('/proposals?tab=drafts')
    assert answer.status_code == 303
    assert answer.headers['location'] == '/login?next=/proposals%3Ftab%3Ddrafts'
    form = {'email': ANNA, 'password': PASSWORD, 'next': '/proposals?tab=drafts'}
    answer = await browser.post('/login', data=form, headers=JSON)
    assert answer.json() == {'next': '/proposals?tab=drafts'}
    assert (await browser.get('/proposals')).status_code == 200


async def test_sign_in_gives_the_session_a_new_id(app: App) -> None:
    browser = app.browser().http_client
    await browser.get('/login')
    planted = browser.cookies['session']
    await browser.post('/login', data={'email': ANNA, 'password': PASSWORD})
    assert browser.cookies['session'] != planted
    browser.cookies.set('session', planted)
    assert (await browser.get('/proposals')).status_code == 303


async def test_wrong_passwords_are_answered_in_words_and_then_with_a_pause(app: App) -> None:
    browser = app.browser().http_client
    form = {'email': ANNA, 'password': 'not this one'}
    answers = [await browser.post('/login', data=form, headers=JSON) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429]
    assert answers[0].json() == {
        'field': 'password',
        'sentence': 'That e-mail and password do not match.',
    }
    assert 'Two more tries' in answers[2].json()['sentence']
    assert 'too many tries' in answers[5].json()['sentence']
    right = await browser.post('/login', data={'email': ANNA, 'password': PASSWORD}, headers=JSON)
    assert right.status_code == 429


async def test_guesses_at_the_same_moment_are_limited_too(app: App) -> None:
    browser = app.browser().http_client

    async def guess(email: str) -> int:
        form = {'email': email, 'password': 'not this one'}
        return (await browser.post('/login', data=form, headers=JSON)).status_code

    answers = await asyncio.gather(*(guess(ANNA) for _ in range(TRIES + 10)))
    assert Counter(answers) == {422: TRIES, 429: 10}
    others = (f'nobody{number}@skyline.example' for number in range(TRIES_OF_NETWORK + 10))
    answers = await asyncio.gather(*map(guess, others))
    assert Counter(answers) == {422: TRIES_OF_NETWORK - TRIES, 429: 10 + TRIES}


async def test_tries_that_nobody_answered_are_given_back(app: App, gateway: TestGateway) -> None:
    browser = app.browser().http_client
    form = {'email': ANNA, 'password': PASSWORD}
    gateway.kill()
    for _ in range(TRIES + 1):
        answer = await browser.post('/login', data=form, headers=JSON)
        assert answer.json()['sentence'] == Unavailable.sentence
    gateway.restart()
    answer = await browser.post('/login', data=form, headers=JSON)
    assert answer.json() == {'next': '/'}


async def test_guesses_from_everywhere_leave_the_door_open_for_a_known_browser(app: App) -> None:
    known = app.browser().http_client
    await known.post('/login', data={'email': ANNA, 'password': PASSWORD})
    await known.post('/logout')
    form = {'email': ANNA, 'password': 'not this one'}
    answers = [
        await app.browser(f'203.0.113.{number}').http_client.post('/login', data=form, headers=JSON)
        for number in range(TRIES_OF_ACCOUNT + 5)
    ]
    assert Counter(answer.status_code for answer in answers) == {422: TRIES_OF_ACCOUNT, 429: 5}
    answer = await known.post('/login', data={'email': ANNA, 'password': PASSWORD}, headers=JSON)
    assert answer.json() == {'next': '/'}


@pytest.mark.parametrize('path', ['/login', '/signup'])
async def test_an_address_that_can_be_none_is_refused_in_words(app: App, path: str) -> None:
    browser = app.browser().http_client
    answer = await browser.post(path, data=NORTH | {'email': 'a' * 256}, headers=JSON)
    assert answer.status_code == 422
    assert answer.json()['field'] == 'email'
    assert 'characters' in answer.json()['sentence']


async def test_an_unknown_address_gets_the_same_answer(app: App) -> None:
    browser = app.browser().http_client
    known = await browser.post('/login', data={'email': ANNA, 'password': 'no'}, headers=JSON)
    form = {'email': 'nobody@skyline.example', 'password': 'no'}
    unknown = await browser.post('/login', data=form, headers=JSON)
    assert (known.status_code, known.json()) == (unknown.status_code, unknown.json())


async def test_sign_out_ends_a_copied_cookie_too(app: App) -> None:
    user = await app.sign_in(ANNA)
    copied = user.http_client.cookies['session']
    answer = await user.http_client.post('/logout')
    assert answer.headers['location'] == '/login'
    thief = app.browser().http_client
    thief.cookies.set('session', copied)
    assert (await thief.get('/proposals')).status_code == 303


async def test_a_new_organization_begins_empty_and_alone(app: App) -> None:
    user = app.browser()
    answer = await user.http_client.post('/signup', data=NORTH, headers=JSON)
    assert answer.json() == {'next': '/'}
    await user.open('/proposals')
    await user.should_see('Your proposals will be here')
    await user.should_see('North Trails')
    await user.should_not_see('Madeira')


async def test_sign_up_says_which_field_is_wrong(app: App) -> None:
    browser = app.browser().http_client
    wrong = (
        {'organization': ' '},
        {'organization': 'x' * 201},
        {'full_name': ''},
        {'full_name': '\u200b'},
        {'email': 'no address'},
        {'email': ANNA},
        {'password': 'short'},
    )
    for changes in wrong:
        answer = await browser.post('/signup', data=NORTH | changes, headers=JSON)
        assert (answer.status_code, [answer.json()['field']]) == (422, list(changes))


async def test_the_sign_up_is_no_way_to_guess_passwords(app: App) -> None:
    browser = app.browser().http_client
    guess = NORTH | {'email': ANNA, 'password': 'not this one'}
    answers = [await browser.post('/signup', data=guess, headers=JSON) for _ in range(TRIES + 1)]
    assert [answer.status_code for answer in answers] == [422] * TRIES + [429]
    assert answers[0].json() == {'field': 'email', 'sentence': Taken.sentence}
    right = await browser.post('/login', data={'email': ANNA, 'password': PASSWORD}, headers=JSON)
    assert right.status_code == 429


async def test_organizations_are_limited_by_the_tries_to_start_one(app: App) -> None:
    browser = app.browser().http_client
    form = NORTH | {'email': 'no address'}
    answers = [
        await browser.post('/signup', data=form, headers=JSON)
        for _ in range(ORGANIZATIONS_OF_NETWORK + 1)
    ]
    assert Counter(answer.status_code for answer in answers) == {
        422: ORGANIZATIONS_OF_NETWORK,
        429: 1,
    }


async def test_a_malformed_address_to_go_on_to_is_none(app: App) -> None:
    browser = app.browser().http_client
    assert (await browser.get('/login?next=//[')).status_code == 200
    form = {'email': ANNA, 'password': PASSWORD, 'next': '//['}
    answer = await browser.post('/login', data=form, headers=JSON)
    assert answer.json() == {'next': '/'}


async def test_forms_of_other_sites_are_refused(app: App) -> None:
    browser = app.browser().http_client
    form = {'email': ANNA, 'password': PASSWORD}
    evil = {'origin': 'https://evil.example'}
    assert (await browser.post('/login', data=form, headers=evil)).status_code == 403
    ours = {'origin': 'http://test'}
    assert (await browser.post('/login', data=form, headers=ours)).status_code == 303


async def test_pages_carry_the_security_headers(app: App) -> None:
    answer = await app.browser().http_client.get('/login')
    assert "frame-ancestors 'none'" in answer.headers['content-security-policy']
    assert answer.headers['referrer-policy'] == 'no-referrer'
    assert answer.headers['x-content-type-options'] == 'nosniff'
    assert answer.headers['cache-control'] == 'no-store'


@pytest.mark.parametrize(
    'target',
    [
        '//evil.example',
        'https://evil.example',
        '/\\evil.example',
        'javascript:alert(1)',
        '',
        '/a\nb',
        '//[',
        'http://[::1',
    ],
)
def test_no_address_leads_out_of_the_app(target: str) -> None:
    assert safe_next(target) == '/'


def test_addresses_within_the_app_are_kept() -> None:
    assert safe_next('/proposals/1?tab=views') == '/proposals/1?tab=views'

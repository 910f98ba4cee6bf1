"""Who is looking, and on what: read from the user agent."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models import ViewVerdict
from services.proposals.visits import device, verdict

IPHONE = (
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 '
    '(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'
)
IPAD = (
    'Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148 Safari/604.1'
)
PIXEL = (
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 '
    '(KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
)
GALAXY_TAB = (
    'Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 Chrome/140.0 Safari/537.36'
)
MAC = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Safari/605.1.15'
WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0'
CUBOT = (
    'Mozilla/5.0 (Linux; Android 13; CUBOT X70) AppleWebKit/537.36 '
    '(KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36'
)


@pytest.mark.parametrize(
    ('user_agent', 'expected'),
    [
        (IPHONE, 'phone'),
        (PIXEL, 'phone'),
        (IPAD, 'tablet'),
        (GALAXY_TAB, 'tablet'),
        (MAC, 'desktop'),
        (WINDOWS, 'desktop'),
        ('', 'desktop'),
    ],
)
def test_devices(user_agent: str, expected: str) -> None:
    assert device(user_agent) == expected


CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)'
APPS = (
    f'{CHROME} Chrome/140.0.0.0 Safari/537.36',
    f'{IPHONE} [FBAN/FBIOS;FBAV/480.0.0.36.107;FBDV/iPhone15,2]',
    f'{IPHONE} Instagram 350.0.0.30.99 (iPhone15,2; iOS 18_5)',
    f'{PIXEL} [Pinterest/Android]',
    f'{PIXEL} Line/14.13.1',
    f'{WINDOWS} Edg/140.0.0.0',
    f'{PIXEL} DuckDuckGo/5',
    f'{IPHONE} GSA/330.0',
    f'{PIXEL} SamsungBrowser/28.0',
    f'{CHROME} YaBrowser/25.6 Safari/537.36',
    f'{CHROME} Chrome/140.0.0.0 Vivaldi/7.5',
)


@pytest.mark.parametrize('user_agent', APPS)
def test_browsers_of_other_programs_are_people(user_agent: str) -> None:
    assert verdict(user_agent) == ViewVerdict.HUMAN


@pytest.mark.parametrize('user_agent', [IPHONE, PIXEL, IPAD, GALAXY_TAB, MAC, WINDOWS, CUBOT])
def test_browsers_are_people(user_agent: str) -> None:
    assert verdict(user_agent) == ViewVerdict.HUMAN


@pytest.mark.parametrize(
    'user_agent',
    [
        '',
        'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
        'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
        'WhatsApp/2.23.20.0',
        'TelegramBot (like TwitterBot)',
        'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
        'Mozilla/5.0 AppleWebKit/537.36 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
        'Mozilla/5.0 (Windows NT 10.0; Win64; x64) BingPreview/1.0b',
        'python-requests/2.32.3',
        'python-httpx/0.28.1',
        'Go-http-client/2.0',
        'curl/8.5.0',
        'Wget/1.21.4',
        'okhttp/4.12.0',
        f'{CHROME} HeadlessChrome/140.0.0.0 Safari/537.36',
        f'{CHROME} Chrome/140.0.0.0 Safari/537.36 Chrome-Lighthouse',
        'Mozilla/5.0 (Unknown; Linux x86_64) AppleWebKit/538.1 (KHTML, like Gecko) PhantomJS/2.1.1',
        f'{CHROME} Chrome/140.0.0.0 Safari/537.36 Prerender (+https://github.com/prerender)',
        f'{CHROME} Chrome/140.0.0.0 Safari/537.36 PTST/240901.1200',
        f'{CHROME} Chrome/140.0.0.0 Safari/537.36 GTmetrix',
        f'{CHROME} Chrome/140.0.0.0 Safari/537.36 (compatible; UptimeRobot/2.0)',
        'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)',
        'Mozilla/5.0 (X11; Linux x86_64) Google-InspectionTool/1.0',
        'Mozilla/5.0 (X11; Linux x86_64) Playwright/1.55',
        'Mozilla/5.0 (Windows NT 10.0) python-requests/2.32',
        'node-fetch/1.0 (+https://github.com/bitinn/node-fetch)',
        'axios/1.7.2',
        'Java/21.0.1',
        'libwww-perl/6.72',
    ],
)
def test_programs_are_machines(user_agent: str) -> None:
    assert verdict(user_agent) == ViewVerdict.MACHINE


@given(st.text())
def test_any_user_agent_gets_an_answer(user_agent: str) -> None:
    assert verdict(user_agent) in ViewVerdict
    assert device(user_agent) in {'phone', 'tablet', 'desktop'}

"""Who may read the figures of a process."""

import pytest
from starlette.requests import Request

from pages.operations.metrics import may_read


def asks(address: str = '127.0.0.1', **headers: str) -> bool:
    said = {'host': 'localhost:8080'} | {
        name.replace('_', '-'): value for name, value in headers.items()
    }
    raw = [(name.encode(), value.encode()) for name, value in said.items()]
    return may_read(Request({'type': 'http', 'client': (address, 1), 'headers': raw}), 'token')


def test_this_machine_and_whoever_holds_the_token_may() -> None:
    assert asks()
    assert asks('::1', host='[::1]:8080')
    assert asks('203.0.113.9', authorization='Bearer token', host='tours.example')


@pytest.mark.parametrize(
    'name',
    [
        *('x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-forwarded-port'),
        *('forwarded', 'via', 'x-real-ip', 'true-client-ip', 'cf-connecting-ip', 'x-client-ip'),
    ],
)
def test_a_proxy_of_any_kind_is_not_this_machine(name: str) -> None:
    assert not asks(**{name: 'https'})


def test_another_address_name_or_token_may_not() -> None:
    assert not asks('203.0.113.9')
    assert not asks(host='evil.example')
    assert not asks(host='')
    assert not asks(authorization='Bearer other')

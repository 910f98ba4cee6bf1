"""Which addresses are counted as one."""

import pytest

from services.addresses import is_loopback, network_of


@pytest.mark.parametrize(
    ('address', 'network'),
    [
        ('203.0.113.9', '203.0.113.9'),
        ('2001:db8:1:2::1', '2001:db8:1:2::/64'),
        ('2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'),
        ('2001:db8:1:3::1', '2001:db8:1:3::/64'),
        ('::ffff:203.0.113.9', '203.0.113.9'),
        ('fe80::1%eth0', 'fe80::/64'),
        ('::1', '::1'),
        ('', ''),
        ('testclient', 'testclient'),
    ],
)
def test_one_ipv6_line_is_one_network(address: str, network: str) -> None:
    assert network_of(address) == network


def test_this_machine_is_known_by_all_its_names() -> None:
    assert all(is_loopback(each) for each in ('127.0.0.1', '127.8.8.8', '::1', '::ffff:127.0.0.1'))
    assert not any(is_loopback(each) for each in ('203.0.113.9', '::', 'localhost', ''))

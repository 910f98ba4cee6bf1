"""No two test workers are given the same port, and no worker twice."""

from itertools import combinations
from pathlib import Path

import pytest

from tests.ports import SIZE, WORKERS, free_port, own_range, shuffled

NAMES = ['', *(f'gw{number}' for number in range(WORKERS - 1))]
EPHEMERAL = Path('/proc/sys/net/ipv4/ip_local_port_range')


def test_workers_have_ports_of_their_own() -> None:
    for one, other in combinations(NAMES, 2):
        assert not set(own_range(one)) & set(own_range(other))


@pytest.mark.skipif(not EPHEMERAL.exists(), reason='only Linux says which ports those are')
def test_connections_of_the_kernel_take_none_of_them() -> None:
    lowest = int(EPHEMERAL.read_text().split()[0])
    assert max(port for name in NAMES for port in own_range(name)) < lowest


def test_a_port_is_not_given_twice() -> None:
    assert len({free_port() for _ in range(50)}) == 50


def test_a_run_begins_anywhere_and_leaves_no_port_out() -> None:
    ports = own_range('gw3')
    assert shuffled(ports, 7)[0] == ports[7]
    assert sorted(shuffled(ports, 12_345)) == list(ports)
    assert len(ports) == SIZE

"""Ports that no other test worker hands out, and the kernel gives to no outgoing connection."""

import os
import socket
from contextlib import closing
from itertools import cycle

SIZE = 500
"""Ports of one worker."""
FIRST, WORKERS = 16_000, 32
"""All ranges end before 32,768, where Linux begins to take ports for connections."""


def own_range(worker: str) -> range:
    """The ports of a worker of pytest-xdist, which are called `gw0`, `gw1` …, or of the only one.

    >>> own_range('gw1')
    range(17000, 17500)
    """
    number = 1 + int(worker.removeprefix('gw')) if worker else 0
    first = FIRST + number % WORKERS * SIZE
    return range(first, first + SIZE)


def shuffled(ports: range, start: int) -> list[int]:
    """All of them, from somewhere in the middle on."""
    cut = start % len(ports)
    return [*ports[cut:], *ports[:cut]]


# another run of the tests on this machine begins elsewhere in the same range
_ports = cycle(shuffled(own_range(os.environ.get('PYTEST_XDIST_WORKER', '')), os.getpid() * 7))


def free_port() -> int:
    """A loopback port that nobody uses at this moment, and a different one each time."""
    for _ in range(SIZE):
        port = next(_ports)
        with closing(socket.socket()) as probe:
            try:
                probe.bind(('127.0.0.1', port))
            except OSError:
                continue
            return port
    raise AssertionError('all ports of this test worker are in use')

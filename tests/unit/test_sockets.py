"""How many sockets there are, and when all pages are looked at for those of no page."""

import time

import pytest

from components.engine import sockets
from components.engine.sockets import Socket
from services.limits import SOCKETS, SOCKETS_OF_NETWORK

FAR, NEAR = {'client': ('2001:db8:1:2::7', 1)}, {'client': ('127.0.0.1', 1)}


def test_there_is_room_for_so_many_sockets(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: dict[str, Socket] = {}
    monkeypatch.setattr(sockets, '_open', opened)
    assert sockets.has_room(FAR)
    sockets._of_network['2001:db8:1:2::/64'] = SOCKETS_OF_NETWORK
    try:
        assert not sockets.has_room(FAR)
        assert sockets.has_room({'client': ('2001:db8:1:3::7', 1)})
        assert sockets.has_room(NEAR)
    finally:
        sockets._of_network.clear()
    opened.update((str(number), Socket('', [])) for number in range(SOCKETS))
    assert not sockets.has_room(NEAR)


def test_pages_are_looked_at_again_while_a_socket_is_young(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: dict[str, Socket] = {}
    monkeypatch.setattr(sockets, '_open', opened)
    monkeypatch.setattr(sockets, '_look_at', 0.0)
    sockets.close_strangers()
    assert sockets._look_at > time.monotonic(), 'nobody is there'
    sockets._look_soon()
    opened['new'] = Socket('', [])
    sockets.close_strangers()
    assert sockets._look_at <= time.monotonic()

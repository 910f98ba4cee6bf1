"""Frames written by hand are what the protocol's own library would write, and reads."""

import pytest
from wsproto.connection import Connection, ConnectionType
from wsproto.events import TextMessage

from components.engine.sending import frame

LENGTHS = (0, 1, 125, 126, 127, 65_535, 65_536, 70_001)


@pytest.mark.parametrize('length', LENGTHS)
def test_a_frame_is_the_library_s_own(length: int) -> None:
    text = ('é€🙂x' * length)[:length]
    assert frame(text) == Connection(ConnectionType.SERVER).send(TextMessage(text))


@pytest.mark.parametrize('length', LENGTHS)
def test_a_browser_s_end_reads_it_whole(length: int) -> None:
    browser = Connection(ConnectionType.CLIENT)
    browser.receive_data(frame('a' * length))
    messages = [event for event in browser.events() if isinstance(event, TextMessage)]
    assert ''.join(message.data for message in messages) == 'a' * length
    assert messages[-1].message_finished

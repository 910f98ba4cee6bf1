"""A frame that came whole says what wsproto reads in it; whatever else comes is left to wsproto."""

from random import Random

import pytest
from wsproto.connection import Connection, ConnectionType
from wsproto.events import BytesMessage, CloseConnection, Ping, TextMessage

from components.engine.whole_frames import text_of

LENGTHS = (0, 1, 2, 3, 4, 5, 124, 125, 126, 127, 128, 300, 65_534, 65_535)


def page() -> Connection:
    return Connection(ConnectionType.CLIENT)


def heard(data: bytes) -> str:
    """What wsproto reads."""
    server = Connection(ConnectionType.SERVER)
    server.receive_data(data)
    return ''.join(event.data for event in server.events() if isinstance(event, TextMessage))


@pytest.mark.parametrize('length', LENGTHS)
def test_any_text_is_read_under_any_mask(length: int) -> None:
    pick = Random(length)
    for signs in ('abc"[{', 'aé'):
        text = ''.join(pick.choices(signs, k=length))
        if len(text.encode()) > 65_535:
            continue
        data = page().send(TextMessage(text))
        assert text_of(data) == heard(data) == text


def test_what_is_not_one_whole_text_is_left_alone() -> None:
    text = page().send(TextMessage('hello'))
    others = [
        b'', text[:-1], text + text, text + b'\x81',
        page().send(TextMessage('half', message_finished=False)),
        page().send(BytesMessage(b'hello')), page().send(Ping(b'hello')),
        page().send(CloseConnection(1000, 'hello')), page().send(TextMessage('a' * 65_536)),
        bytes([text[0] | 0x40]) + text[1:],  # packed by an extension
        bytes([text[0], text[1] & 0x7F]) + text[2:],  # without a mask
        bytes([0x81, 0x80 | 126, 0, 5]) + text[2:],  # its size is written longer than need be
        bytes([0x81, 0x80 | 127, 0, 0, 0, 0, 0, 0, 0, 5]) + text[2:],
        bytes([0x81, 0x81, 0, 0, 0, 0, 0xFF]),  # no UTF-8
    ]  # fmt: skip
    assert [text_of(each) for each in others] == [None] * len(others)


@pytest.mark.parametrize('seed', range(3))
def test_bytes_by_chance_are_read_as_wsproto_reads_them_or_not_at_all(seed: int) -> None:
    pick = Random(seed)
    for _ in range(2000):
        size = pick.randrange(9)
        data = bytes([0x81, pick.choice([0x80 | size, pick.randrange(256)])]) + pick.randbytes(
            4 + size
        )
        if (text := text_of(data)) is not None:
            assert text == heard(data)

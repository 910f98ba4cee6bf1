"""Reads a frame that came whole and alone, as a page's words nearly always do.

wsproto looks at each with three decoders and their buffers, which of a thousand sockets are in no
processor's cache: half of what it costs to hear that a screen shows a change. Serves both lines.
Source: RFC 6455, 5.2 and 5.3
"""

from typing import Any

from uvicorn.protocols.websockets.wsproto_impl import WSProtocol
from wsproto.events import TextMessage

WHOLE_TEXT, MASKED = 0x81, 0x80
LONG = 126
"""In the place of a size: it stands in the two bytes behind."""
MASK_BYTES = 4


def install() -> None:
    """Stand before wsproto; call once, before the server starts."""
    data_received = WSProtocol.data_received

    def read(self: Any, data: bytes) -> None:
        text = text_of(data) if getattr(self, 'is_between_frames', False) else None
        if text is None or self.close_sent:
            data_received(self, data)
            self.is_between_frames = _is_between_frames(self)
        else:
            self.handle_message(TextMessage(data=text, message_finished=True))

    WSProtocol.data_received = read  # type: ignore[method-assign]


def text_of(data: bytes) -> str | None:
    """What these bytes say if they are one whole text and no more; None for anything else."""
    if len(data) < 2 + MASK_BYTES or data[0] != WHOLE_TEXT or data[1] < MASKED:
        return None
    size, start = data[1] - MASKED, 2
    if size == LONG:
        size, start = int.from_bytes(data[2:4], 'big'), 4
    mask, said = data[start : start + MASK_BYTES], data[start + MASK_BYTES :]
    # sizes of eight bytes, and those that are longer than need be, are for wsproto to judge
    if len(said) != size or (size >= LONG) is (start == 2):
        return None
    key = (mask * (size // MASK_BYTES + 1))[:size]
    plain = (int.from_bytes(said, 'big') ^ int.from_bytes(key, 'big')).to_bytes(size, 'big')
    try:
        return plain.decode()
    except UnicodeDecodeError:
        return None


def _is_between_frames(socket: Any) -> bool:
    """Whether wsproto holds nothing of a frame, or of a message, that is still to be ended."""
    connection = socket.conn.connection
    if connection is None:
        return False
    protocol = connection._proto
    decoder = protocol._frame_decoder
    is_within = decoder.header or len(decoder.buffer) or protocol._message_decoder.opcode
    return not is_within

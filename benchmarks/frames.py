"""Websocket frames by hand: a load client must cost less than the server it measures.

Source: RFC 6455, section 5.2; no fragments and no extensions, since neither end here uses them.
"""

from enum import IntEnum

MEDIUM, LARGE = 126, 127
MASK = b'\0\0\0\0'
"""A mask is required of clients; one of zeros leaves the payload as it is."""


class Op(IntEnum):
    TEXT = 1
    CLOSE = 8
    PING = 9
    PONG = 10


def frame(payload: bytes, op: Op = Op.TEXT, *, from_client: bool = False) -> bytes:
    """One whole frame."""
    mask_bit = 0x80 if from_client else 0
    size = len(payload)
    if size < MEDIUM:
        head = bytes((0x80 | op, mask_bit | size))
    elif size < 1 << 16:
        head = bytes((0x80 | op, mask_bit | MEDIUM)) + size.to_bytes(2)
    else:
        head = bytes((0x80 | op, mask_bit | LARGE)) + size.to_bytes(8)
    return head + (MASK if from_client else b'') + payload


def split(buffer: bytes) -> tuple[list[tuple[int, bytes]], bytes]:
    """All whole frames of a server in `buffer` as (op, payload), and the bytes left over."""
    found: list[tuple[int, bytes]] = []
    at = 0
    while len(buffer) - at >= 2:
        size, start = buffer[at + 1] & 0x7F, at + 2
        if size == MEDIUM:
            size, start = int.from_bytes(buffer[start : start + 2]), start + 2
        elif size == LARGE:
            size, start = int.from_bytes(buffer[start : start + 8]), start + 8
        if len(buffer) < start + size:
            break
        found.append((buffer[at] & 0x0F, buffer[start : start + size]))
        at = start + size
    return found, buffer[at:]

"""Colour profiles as small as they can be, for pictures that carry one."""

import struct
from itertools import product

HEADER_BYTES = 128
Lab = tuple[float, float, float]
PAPER: Lab = (100, 0, 0)


def profile(space: bytes, connection: bytes, kind: bytes, tags: dict[bytes, bytes]) -> bytes:
    """An ICC profile of version 2 with these tags."""
    table, content = struct.pack('>I', len(tags)), b''
    start = HEADER_BYTES + 4 + 12 * len(tags)
    for name, said in tags.items():
        body = said + b'\0' * (-len(said) % 4)
        table += struct.pack('>4sII', name, start + len(content), len(body))
        content += body
    size = start + len(content)
    white = struct.pack('>3i', 0xF6D6, 0x10000, 0xD32D)
    header = struct.pack(
        '>I4sI4s4s4s12s4s', size, b'', 0x02400000, kind, space, connection, b'', b'acsp'
    )
    return header.ljust(68, b'\0') + white + b'\0' * (HEADER_BYTES - 80) + table + content


def text(kind: bytes, said: bytes) -> bytes:
    if kind == b'desc':
        return kind + struct.pack('>4xI', len(said) + 1) + said + b'\0' * 79
    return kind + b'\0' * 4 + said + b'\0'


def common() -> dict[bytes, bytes]:
    return {
        b'desc': text(b'desc', b'Test'),
        b'cprt': text(b'text', b'None'),
        b'wtpt': struct.pack('>4s4x3i', b'XYZ ', 0xF6D6, 0x10000, 0xD32D),
    }


def grey(gamma: float) -> bytes:
    """Grey whose numbers are light to this power."""
    curve = struct.pack('>4s4xIH', b'curv', 1, round(gamma * 256))
    return profile(b'GRAY', b'XYZ ', b'mntr', common() | {b'kTRC': curve})


def inks(cyan: Lab) -> bytes:
    """Four inks of which only the first one has a colour; others are black."""
    corners = b''
    for c, m, y, k in product((0, 1), repeat=4):
        lab = (0.0, 0.0, 0.0) if m or y or k else cyan if c else PAPER
        corners += bytes((round(lab[0] * 2.55), round(lab[1] + 128), round(lab[2] + 128)))
    identity = struct.pack('>9i', 0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x10000)
    ramp = bytes(range(256))
    table = struct.pack('>4s4x4B', b'mft1', 4, 3, 2, 0) + identity + ramp * 4 + corners + ramp * 3
    return profile(b'CMYK', b'Lab ', b'prtr', common() | {b'A2B0': table})

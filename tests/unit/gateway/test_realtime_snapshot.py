"""Whether a snapshot sees a transaction, known by the low half of its number."""

import pytest

from services.local.gateway.realtime.changes.visibility import Snapshot

EPOCH = 1 << 32


@pytest.mark.parametrize(
    ('text', 'xid', 'expected'),
    [
        ('100:105:100,103', 99, True),
        ('100:105:100,103', 100, False),
        ('100:105:100,103', 101, True),
        ('100:105:100,103', 103, False),
        ('100:105:100,103', 105, False),
        ('100:105:100,103', 106, False),
        ('100:100:', 99, True),
        ('100:100:', 100, False),
        (f'{EPOCH + 5}:{EPOCH + 5}:', 4, True),
        (f'{EPOCH + 5}:{EPOCH + 5}:', EPOCH - 1, True),
        (f'{EPOCH - 2}:{EPOCH - 1}:', 3, False),
        (f'{EPOCH - 2}:{EPOCH + 1}:{EPOCH - 2}', EPOCH - 2, False),
        (f'{EPOCH - 2}:{EPOCH + 1}:{EPOCH - 2}', 0, True),
    ],
)
def test_visibility(text: str, xid: int, expected: bool):
    assert Snapshot.parse(text).sees(xid) is expected

"""Bytes of logical replication, laid out by hand, to changes."""

import struct
from datetime import UTC, datetime

from services.local.gateway.realtime.changes.pgoutput import (
    UNCHANGED,
    Begin,
    Kind,
    Relation,
    RelationColumn,
    RowChange,
    Signal,
    parse,
    relation_of,
    xid_of,
)


def row(*values: str | object | None) -> bytes:
    parts = [struct.pack('!H', len(values))]
    for value in values:
        if isinstance(value, str):
            parts.append(b't' + struct.pack('!I', len(value.encode())) + value.encode())
        else:
            parts.append(b'n' if value is None else b'u')
    return b''.join(parts)


OID = struct.pack('!I', 16389)


def test_begin_tells_transaction_and_time():
    data = b'B' + struct.pack('!QqI', 1, 1_000_000, 771)

    assert parse(data) == Begin(771, datetime(2000, 1, 1, 0, 0, 1, tzinfo=UTC))
    assert xid_of(data) == 771


def test_relation_tells_the_columns_and_the_key():
    columns = b'\x01id\0' + struct.pack('!Ii', 2950, -1) + b'\x00a\0' + struct.pack('!Ii', 25, -1)
    data = b'R' + OID + b'public\0t\0d' + struct.pack('!H', 2) + columns

    expected = (RelationColumn('id', 2950, True), RelationColumn('a', 25, False))
    assert parse(data) == Relation(16389, 'public', 't', 'd', expected)


def test_insert():
    assert parse(b'I' + OID + b'N' + row('1', None, 'ä')) == RowChange(
        16389, Kind.INSERT, ('1', None, 'ä'), None, False
    )


def test_update_with_nothing_key_or_all_of_the_old_row():
    new = b'N' + row('1', UNCHANGED)

    assert parse(b'U' + OID + new) == RowChange(16389, Kind.UPDATE, ('1', UNCHANGED), None, False)
    assert parse(b'U' + OID + b'K' + row('0', None) + new) == RowChange(
        16389, Kind.UPDATE, ('1', UNCHANGED), ('0', None), False
    )
    assert parse(b'U' + OID + b'O' + row('0', 'x') + new) == RowChange(
        16389, Kind.UPDATE, ('1', UNCHANGED), ('0', 'x'), True
    )


def test_delete_by_key_and_in_full():
    assert parse(b'D' + OID + b'K' + row('1', None)) == RowChange(
        16389, Kind.DELETE, None, ('1', None), False
    )
    assert parse(b'D' + OID + b'O' + row('1', 'x')) == RowChange(
        16389, Kind.DELETE, None, ('1', 'x'), True
    )


def test_a_message_of_our_own_keeps_its_place():
    data = b'M' + struct.pack('!BQ', 1, 7) + b'realtime\0' + struct.pack('!I', 3) + b'ddl'

    assert parse(data) == Signal('realtime', b'ddl')


def test_other_kinds_concern_nobody():
    assert parse(b'T' + b'\0' * 12) is None
    assert relation_of(b'I' + OID) == 16389
    assert relation_of(b'B' + OID) is None

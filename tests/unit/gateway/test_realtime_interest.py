"""What a channel looks at, and the rows that are dropped before they are decoded."""

from typing import Any

import pytest

from services.local.gateway.realtime.changes.catalog import Table
from services.local.gateway.realtime.changes.filters import Condition
from services.local.gateway.realtime.changes.gate import Gate
from services.local.gateway.realtime.changes.interest import VALUES, Interest, parse_interest
from services.local.gateway.realtime.changes.matching import Matcher
from services.local.gateway.realtime.changes.pgoutput import UNCHANGED, Relation, RelationColumn
from services.local.gateway.realtime.changes.registry import Registry
from services.local.gateway.realtime.changes.subscriptions import Subscription
from services.local.gateway.realtime.changes.types import Type
from services.local.gateway.realtime.tokens import Claims
from tests.unit.gateway.test_realtime_pgoutput import OID, row

NUMBER = 16389
NAMES = ('id', 'title', 'owner')
TEXT = Type(name='text', sql='text')
RELATION = Relation(
    NUMBER, 'public', 'todos', 'd', tuple(RelationColumn(name, 25, name == 'id') for name in NAMES)
)
TABLE = Table(
    oid=NUMBER,
    schema='public',
    name='todos',
    has_rls=False,
    key=('id',),
    columns=dict.fromkeys(NAMES, TEXT),
)


class Listener:
    """A channel that hears nothing, but is somebody who looks at something."""

    topic, vsn, bindings, is_open = 'realtime:a', 1, (), True
    claims = Claims('service_role', '{}', 0)

    def __init__(self, interest: Interest | None) -> None:
        self.interest = interest

    def deliver(self, frame: str) -> None: ...

    def announce(self, status: str, message: str) -> None: ...

    def hint(self, row: tuple[object, ...], text: str) -> None: ...

    def acknowledge(self, serial: int) -> None: ...


def interest(**wanted: Any) -> Interest:
    found = parse_interest({'serial': 1, 'tables': wanted})
    assert found
    return found


def gate(
    *interests: Interest | None, event: str = '*', owner: str = '', table: Any = TABLE
) -> Gate:
    registry = Registry()
    named = Matcher(Condition('owner', 'eq', owner), '', owner, values=frozenset([owner]))
    matchers = (named,) if owner else ()
    for each in interests:
        listener = Listener(each)
        registry.add(listener, [Subscription(1, NUMBER, event, matchers, None)])
    return Gate(table, RELATION, registry.groups(NUMBER))


def insert(*values: Any) -> bytes:
    return b'I' + OID + b'N' + row(*values)


def update(*values: Any, old: bytes = b'') -> bytes:
    return b'U' + OID + old + b'N' + row(*values)


DELETE = b'D' + OID + b'K' + row('1', None, None)


def test_rows_of_other_values_are_dropped():
    found = gate(interest(todos={'owner': ['anna']}), interest(todos={'owner': ['ben']}))

    assert found.passes(insert('1', 'a', 'anna'))
    assert found.passes(update('1', 'a', 'ben'))
    assert not found.passes(insert('1', 'anna', 'kari'))
    assert not found.passes(insert('1', 'a', None))


def test_the_new_row_counts_and_not_the_one_before():
    found = gate(interest(todos={'owner': ['anna']}))

    assert not found.passes(update('1', 'a', 'ben', old=b'O' + row('1', 'ä', 'anna')))
    assert found.passes(update('1', 'a', 'anna', old=b'K' + row('1', None, None)))


def test_what_the_log_does_not_tell_may_be_wanted():
    found = gate(interest(todos={'owner': ['anna']}))

    assert found.passes(update('1', 'a', UNCHANGED))
    assert not found.passes(update('1', UNCHANGED, 'ben'))
    assert found.passes(DELETE)


def test_a_table_that_nobody_looks_at_is_dropped_altogether():
    for found in (gate(), gate(interest(notes={}))):
        assert not found.passes(insert('1', 'a', 'anna'))
        assert not found.passes(DELETE)


def test_somebody_who_takes_whole_records_gets_all_that_the_filter_lets_through():
    assert gate(interest(todos={'owner': ['anna']}), None).passes(insert('1', 'a', 'ben'))
    filtered = gate(None, interest(todos={}), owner='anna')
    assert filtered.passes(insert('1', 'a', 'anna'))
    assert not filtered.passes(insert('1', 'a', 'ben'))


def test_a_binding_of_one_kind_lets_no_other_through():
    found = gate(interest(todos={}), event='DELETE')

    assert found.passes(DELETE)
    assert not found.passes(insert('1', 'a', 'anna'))


def test_everybody_hears_of_a_table_without_key_and_of_columns_nobody_knows():
    wanted = interest(todos={'owner': ['anna']})

    assert gate(wanted, table=None).passes(insert('1', 'a', 'ben'))
    assert gate(interest(todos={'colour': ['red']})).passes(insert('1', 'a', 'ben'))


def test_an_interest_covers_what_it_names_and_what_it_cannot_know():
    found = interest(todos={'owner': ['anna'], 'id': ['7']}, notes={})

    assert found.covers('todos', {'id': '7', 'owner': 'ben'})
    assert found.covers('todos', {'id': '1'})
    assert not found.covers('todos', {'id': '1', 'owner': None})
    assert found.covers('notes', {'id': '1'})
    assert not found.covers('ledger', {'id': '1'})


@pytest.mark.parametrize(
    'said', [None, 1, {}, {'serial': '1', 'tables': {}}, {'serial': 1, 'tables': {'todos': []}}]
)
def test_anything_else_is_no_interest(said: Any):
    assert parse_interest(said) is None


def test_whoever_names_too_many_values_gets_every_row():
    said = {'serial': 1, 'tables': {'todos': {'owner': [str(n) for n in range(VALUES + 1)]}}}

    assert parse_interest(said) == Interest(serial=1, tables={'todos': {}})

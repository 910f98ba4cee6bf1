"""Hints: who asks for them is told keys instead of records, and only of rows looked at."""

from typing import Any

from tests.integration.gateway.conftest import Connect, Sql, Token
from tests.integration.gateway.test_changes import ANNA, BEN, LEDGER, NOTES, TODOS
from tests.integration.gateway.wire import Frame, Wire


async def look(wire: Wire, *bindings: Any, token: str | None = None, **hints: Any) -> None:
    """Join for hints and wait until they flow."""
    await wire.join('a', *bindings, token=token, hints={'serial': 1, **hints})
    told, flowing = await wire.event('system'), await wire.event('system')
    assert told['payload'] == {
        'extension': 'hints', 'status': 'ok', 'message': '1', 'channel': 'a'
    }  # fmt: skip
    assert flowing['payload']['message'] == 'Subscribed to PostgreSQL'


async def hints(wire: Wire, count: int) -> list[list[Any]]:
    """So many hints, without their times; several may come in one frame."""
    found: list[list[Any]] = []
    while len(found) < count:
        found += (await wire.event('hints'))['payload']
    return [[table, kind, told] for table, kind, _, told in found]


async def test_a_hint_has_the_key_and_the_columns_asked_for(connect: Connect, sql: Sql):
    for vsn in (1, 2):
        wire = await connect(vsn=vsn)
        await look(wire, TODOS, tables={'todos': {}}, columns=['done', 'colour'])

        await sql.execute("insert into todos values (1, 'a', null, 1.50, true)")
        await sql.execute('update todos set done = null')
        await sql.execute('delete from todos')

        assert await hints(wire, 3) == [
            ['todos', 'INSERT', {'id': 1, 'done': True}],
            ['todos', 'UPDATE', {'id': 1, 'done': None}],
            ['todos', 'DELETE', {'id': 1}],
        ]


async def test_rows_that_nobody_looks_at_are_left_out(connect: Connect, sql: Sql):
    wire = await connect()
    await look(wire, TODOS, NOTES, tables={'todos': {'owner': [ANNA]}})

    await sql.execute('insert into notes (owner) values (%s)', (ANNA,))
    await sql.execute('insert into todos (id, owner) values (1, %s), (2, %s)', (BEN, ANNA))

    assert await hints(wire, 1) == [['todos', 'INSERT', {'id': 2}]]
    assert await wire.settled() == []


async def test_another_interest_counts_once_it_is_acknowledged(connect: Connect, sql: Sql):
    wire = await connect()
    await look(wire, TODOS, tables={'todos': {'id': ['1']}})
    for serial, key in ((2, '2'), (3, '3')):
        interest = {'serial': serial, 'tables': {'todos': {'id': [key]}}}
        await wire.send('realtime:a', 'hints', interest, ref=None)
    acknowledged = [(await wire.event('system'))['payload']['message'] for _ in range(2)]

    await sql.execute('insert into todos (id) values (1), (2), (3)')

    assert acknowledged[-1] == '3'
    assert await hints(wire, 1) == [['todos', 'INSERT', {'id': 3}]]
    assert await wire.settled() == []


async def test_who_did_not_join_for_hints_goes_on_with_whole_records(connect: Connect, sql: Sql):
    hinted, plain, strange = await connect(), await connect(), await connect()
    await look(hinted, TODOS, tables={})
    await plain.subscribe('a', TODOS)
    await strange.subscribe('a', TODOS, hints='yes, please')
    await plain.send('realtime:a', 'hints', {'serial': 1, 'tables': {}}, ref=None)
    assert await plain.settled() == []

    await sql.execute("insert into todos (id, title) values (1, 'whole')")

    for wire in (plain, strange):
        assert (await wire.change())['record']['title'] == 'whole'
    assert await hinted.settled() == []


async def test_an_interest_shows_nobody_what_rights_hide(
    connect: Connect, sql: Sql, token: Token, gateway: Any
):
    wire = await connect(gateway.anon_key)
    everything = {'todos': {}, 'notes': {}, 'ledger': {}}
    columns = ['secret', 'owner', 'body', 'title']
    bindings: list[Frame] = [TODOS, NOTES, LEDGER]
    await look(wire, *bindings, tables=everything, columns=columns)
    anna = await connect(gateway.anon_key)
    await look(anna, *bindings, token=token(ANNA), tables=everything, columns=columns)

    await sql.execute("insert into notes (owner, body) values (%s, 'of Ben')", (BEN,))
    await sql.execute("insert into ledger values (1, %s, 'of Ben'), (2, %s, 'mine')", (BEN, ANNA))
    await sql.execute("insert into todos (id, title, secret) values (1, 'a', 's')")

    assert await hints(wire, 1) == [['todos', 'INSERT', {'id': 1, 'title': 'a'}]]
    mine, todo = await hints(anna, 2)
    assert mine == ['ledger', 'INSERT', {'id': 2, 'owner': ANNA, 'body': 'mine'}]
    assert todo[2]['secret'] == 's'


async def test_of_a_table_without_key_everybody_hears_that_there_was_a_change(
    connect: Connect, sql: Sql
):
    wire = await connect()
    keyless = {'event': '*', 'schema': 'public', 'table': 'keyless'}
    await look(wire, keyless, tables={'keyless': {'a': ['7']}}, columns=['a'])

    await sql.execute('insert into keyless values (1)')

    assert await hints(wire, 1) == [['keyless', 'INSERT', {}]]

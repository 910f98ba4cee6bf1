"""postgres_changes: kinds, filters, rights, order, and what a row looks like on the wire."""

import asyncio
import json
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.conftest import TestGateway
from tests.eventually import S
from tests.integration.gateway.conftest import Connect, Sql, Token
from tests.integration.gateway.wire import Wire

TODOS = {'event': '*', 'schema': 'public', 'table': 'todos'}
NOTES = {'event': '*', 'schema': 'public', 'table': 'notes'}
LEDGER = {'event': '*', 'schema': 'public', 'table': 'ledger'}
ANNA, BEN = str(UUID(int=1)), str(UUID(int=2))


async def ids_until(wire: Wire, last: int) -> list[int]:
    """`record.id` of the changes up to and with `last`."""
    ids: list[int] = []
    while last not in ids:
        ids.append((await wire.change())['record']['id'])
    return ids


async def test_an_insert_an_update_and_a_delete_arrive_in_order(connect: Connect, sql: Sql):
    for vsn in (1, 2):
        wire = await connect(vsn=vsn)
        reply = await wire.subscribe('a', TODOS)
        (binding,) = reply['payload']['response']['postgres_changes']

        await sql.execute("insert into todos values (1, 'a', null, 1.50, true)")
        await sql.execute("update todos set title = 'b'")
        await sql.execute('delete from todos')

        frame = await wire.event('postgres_changes')
        update, delete = await wire.change(), await wire.change()
        assert (frame['topic'], frame['ref']) == ('realtime:a', None)
        assert frame['payload']['ids'] == [binding['id']]
        insert = frame['payload']['data']
        assert list(insert) == [
            'schema', 'table', 'type', 'commit_timestamp', 'columns', 'record', 'errors'
        ]  # fmt: skip
        assert insert['record'] == {
            'id': 1, 'title': 'a', 'owner': None, 'price': 1.5, 'done': True, 'secret': None
        }  # fmt: skip
        assert insert['columns'][3] == {'name': 'price', 'type': 'numeric'}
        assert (update['type'], update['record']['title']) == ('UPDATE', 'b')
        assert update['old_record'] == {'id': 1}
        assert (delete['type'], delete['old_record']) == ('DELETE', {'id': 1})
        assert 'record' not in delete
        assert [it['errors'] for it in (insert, update, delete)] == [None] * 3


async def test_the_commit_time_has_three_decimals_and_a_z(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', TODOS)

    cursor = await sql.execute(
        "insert into todos values (1) returning to_char(now() at time zone 'utc', "
        '\'YYYY-MM-DD"T"HH24:MI\')'
    )

    row = await cursor.fetchone()
    timestamp = (await wire.change())['commit_timestamp']
    assert row
    assert timestamp.startswith(row[0][:-1])
    assert (len(timestamp), timestamp[-5], timestamp[-1]) == (24, '.', 'Z')


async def test_a_binding_hears_its_own_kind_only(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', {**TODOS, 'event': 'delete'})

    await sql.execute("insert into todos values (1); update todos set title = 'x'")
    await sql.execute('delete from todos')

    assert (await wire.change())['type'] == 'DELETE'
    assert await wire.settled() == []


@pytest.mark.parametrize(
    'binding',
    [
        {'event': '*', 'schema': 'public'},
        {'event': '*', 'table': 'todos'},
        {'schema': '*', 'table': '*'},
        {'event': 'anything', 'schema': 'public', 'table': 'tod%'},
        {**TODOS, 'filter': ' '},
    ],
)
async def test_wildcards_and_what_is_left_out(connect: Connect, sql: Sql, binding: dict[str, Any]):
    wire = await connect()
    await wire.subscribe('a', binding)

    await sql.execute('insert into todos values (1)')

    assert (await wire.change())['record']['id'] == 1


async def test_one_frame_carries_all_the_bindings_it_fits(connect: Connect, sql: Sql):
    wire = await connect()
    reply = await wire.subscribe('a', TODOS, {**TODOS, 'event': 'INSERT'}, NOTES)
    first, second, _ = (it['id'] for it in reply['payload']['response']['postgres_changes'])

    await sql.execute('insert into todos values (1)')

    assert (await wire.event('postgres_changes'))['payload']['ids'] == [first, second]
    assert await wire.settled() == []


ROWS = [
    (1, 'apple', ANNA, '1.50', True),
    (2, 'Banana', BEN, '10', False),
    (3, None, None, None, None),
    (4, 'x,y', BEN, '-2.00', True),
]


@pytest.mark.parametrize(
    ('text', 'expected'),
    [
        ('id=eq.1', [1]),
        ('id=neq.1', [2, 3, 4]),
        ('id=not.eq.1', [2, 3, 4]),
        ('id=lt.2', [1]),
        ('id=gte.3', [3, 4]),
        ('id=in.(1,4)', [1, 4]),
        ('id=not.in.(1,4)', [2, 3]),
        (f'owner=eq.{ANNA}', [1]),
        ('owner=eq.{00000000-0000-0000-0000-000000000001}', [1]),
        (f'owner=in.({ANNA},{BEN})', [1, 2, 4]),
        (f'owner=neq.{ANNA}', [2, 4]),
        ('owner=is.null', [3]),
        ('owner=not.is.null', [1, 2, 4]),
        (f'owner=isdistinct.{BEN}', [1, 3]),
        (f'owner=not.isdistinct.{BEN}', [2, 4]),
        ('title=eq.apple', [1]),
        ('title=eq."x,y"', [4]),
        ('title=in.(apple,"x,y")', [1, 4]),
        ('title=in.(apple,NULL)', [1]),
        ('title=like.%an%', [2]),
        ('title=ilike.B%', [2]),
        ('title=not.ilike.b%', [1, 4]),
        ('title=match.^[a-z]', [1, 4]),
        ('title=imatch.^b', [2]),
        ('title=gte.x', [4]),
        ('price=eq.1.5', [1]),
        ('price=lt.2', [1, 4]),
        ('price=not.lt.2', [2]),
        ('price=isdistinct.10.00', [1, 3, 4]),
        ('done=eq.true', [1, 4]),
        ('done=is.true', [1, 4]),
        ('done=not.is.true', [2, 3]),
        ('done=is.false', [2]),
        ('done=is.unknown', [3]),
        (f'owner=eq.{BEN},done=is.true', [4]),
        ('id=gt.1,price=gt.0,title=like.B%', [2]),
    ],
)
async def test_filters(connect: Connect, sql: Sql, text: str, expected: list[int]):
    wire = await connect()
    await wire.subscribe('a', {**TODOS, 'filter': text}, {**TODOS, 'filter': 'id=eq.99'})

    async with sql.transaction(), sql.cursor() as cursor:
        await cursor.executemany('insert into todos values (%s, %s, %s, %s, %s)', ROWS)
        await cursor.execute('insert into todos values (99)')

    # 99 has only nulls: it marks the end, and some filters let it through themselves
    assert [it for it in await ids_until(wire, 99) if it != 99] == expected


async def test_filters_look_at_the_new_row_and_leaving_one_is_silent(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', {**TODOS, 'filter': 'title=eq.mine'})

    await sql.execute("insert into todos values (1, 'yours'), (2, 'mine')")
    await sql.execute("update todos set title = 'other' where id = 2")
    await sql.execute("update todos set title = 'mine' where id = 1")

    assert [(await wire.change())['record']['id'] for _ in range(2)] == [2, 1]
    assert await wire.settled() == []


async def test_a_delete_matches_by_what_its_identity_carries(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('key', {**TODOS, 'event': 'DELETE', 'filter': 'id=eq.2'})
    await wire.subscribe('other', {**TODOS, 'event': 'DELETE', 'filter': 'title=eq.a'})
    await wire.subscribe('full', {**LEDGER, 'event': 'DELETE', 'filter': 'body=eq.a'})
    await sql.execute("insert into todos values (1, 'a'), (2, 'a')")
    await sql.execute("insert into ledger values (1, null, 'a'), (2, null, 'b')")

    await sql.execute('delete from todos; delete from ledger')

    frames = [await wire.event('postgres_changes') for _ in range(2)]
    assert [(it['topic'], it['payload']['data']['old_record']) for it in frames] == [
        ('realtime:key', {'id': 2}),
        ('realtime:full', {'id': 1}),
    ]
    assert await wire.settled() == []


async def test_row_level_security_decides_with_each_subscribers_claims(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    anna, ben = await connect(gateway.anon_key), await connect(gateway.anon_key, vsn=2)
    anonymous, service = await connect(gateway.anon_key), await connect()
    await anna.subscribe('a', NOTES, token=token(ANNA))
    await ben.subscribe('a', NOTES, token=token(BEN))
    await anonymous.subscribe('a', NOTES)
    await service.subscribe('a', NOTES)

    async with sql.transaction():
        for owner in (ANNA, BEN, ANNA, None):
            await sql.execute('insert into notes (owner) values (%s)', (owner,))

    owners = [(await service.change())['record']['owner'] for _ in range(4)]
    assert owners == [ANNA, BEN, ANNA, None]
    assert [(await anna.change())['record']['owner'] for _ in range(2)] == [ANNA, ANNA]
    assert (await ben.change())['record']['owner'] == BEN
    for wire in (anna, ben, anonymous, service):
        assert await wire.settled() == []


async def test_a_row_that_changes_hands_is_seen_by_its_new_owner_only(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    anna, ben = await connect(gateway.anon_key), await connect(gateway.anon_key)
    await anna.subscribe('a', NOTES, token=token(ANNA))
    await ben.subscribe('a', NOTES, token=token(BEN))
    await sql.execute('insert into notes (owner) values (%s)', (ANNA,))
    assert (await anna.change())['record']['owner'] == ANNA

    await sql.execute('update notes set owner = %s', (BEN,))

    assert (await ben.change())['record']['owner'] == BEN
    assert await anna.settled() == []


async def test_a_policy_changed_in_mid_stream_counts_at_once(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    wire = await connect(gateway.anon_key)
    await wire.subscribe('a', LEDGER, token=token(ANNA))

    await sql.execute("insert into ledger values (1, %s, 'mine')", (ANNA,))
    assert (await wire.change())['record']['id'] == 1
    await sql.execute('alter policy own on ledger using (false)')
    await sql.execute("insert into ledger values (2, %s, 'mine')", (ANNA,))
    await sql.execute('alter policy own on ledger using (owner = auth.uid())')
    await sql.execute("insert into ledger values (3, %s, 'mine')", (ANNA,))

    assert 3 in await ids_until(wire, 3)


async def test_a_deletion_reaches_everyone_but_tells_the_key_only(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    ben = await connect(gateway.anon_key)
    await ben.subscribe('a', LEDGER, token=token(BEN))
    await sql.execute("insert into ledger values (1, %s, 'secret')", (ANNA,))

    await sql.execute('delete from ledger')

    assert (await ben.change())['old_record'] == {'id': 1}


async def test_a_fresh_token_changes_whose_rows_arrive(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    wire = await connect(gateway.anon_key)
    await wire.subscribe('a', NOTES, token=token(ANNA))

    await wire.send('realtime:a', 'access_token', {'access_token': token(BEN)}, ref='9')
    assert (await wire.event('system'))['payload']['message'] == 'Subscribed to PostgreSQL'
    await sql.execute('insert into notes (owner) values (%s), (%s)', (ANNA, BEN))

    assert (await wire.change())['record']['owner'] == BEN
    assert await wire.settled() == []


async def test_a_role_sees_the_columns_it_may_read(
    connect: Connect, gateway: TestGateway, sql: Sql
):
    wire = await connect(gateway.anon_key)
    await wire.subscribe('a', TODOS)

    await sql.execute("insert into todos values (1, 'a', null, 1, true, 'secret')")
    change = await wire.change()
    assert change['record'] == {'id': 1, 'title': 'a'}
    assert [it['name'] for it in change['columns']] == ['id', 'title']

    await sql.execute('grant select (done) on todos to anon')
    await sql.execute("insert into todos values (2, 'b', null, 1, true, 'secret')")
    assert (await wire.change())['record'] == {'id': 2, 'title': 'b', 'done': True}
    await sql.execute('revoke select (done) on todos from anon')


async def test_a_role_without_the_key_hears_only_that_it_may_not(
    connect: Connect, gateway: TestGateway, sql: Sql
):
    wire = await connect(gateway.anon_key)
    await wire.subscribe('a', TODOS)
    await sql.execute('revoke select (id) on todos from anon')

    await sql.execute("insert into todos values (1, 'a')")

    assert await wire.change() == {
        'schema': 'public', 'table': 'todos', 'type': 'INSERT', 'commit_timestamp': None,
        'columns': [], 'record': {}, 'errors': ['Error 401: Unauthorized'],
    }  # fmt: skip
    await sql.execute('grant select (id) on todos to anon')


async def test_a_table_without_a_key_says_only_that_something_happened(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', {**TODOS, 'table': 'keyless'})

    await sql.execute('insert into keyless values (1)')

    change = await wire.change()
    assert change['errors'] == ['Error 400: Bad Request, no primary key']
    assert (change['record'], change['columns']) == ({}, [])


async def test_select_cuts_the_columns_and_keeps_the_key(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', {**TODOS, 'select': ['title']}, TODOS)

    await sql.execute("insert into todos values (1, 'a')")

    frames = [await wire.change() for _ in range(2)]
    assert sorted(len(it['record']) for it in frames) == [2, 6]
    narrow = min(frames, key=lambda it: len(it['record']))
    assert narrow['record'] == {'id': 1, 'title': 'a'}
    assert [it['name'] for it in narrow['columns']] == ['id', 'title']


async def test_old_records_of_a_full_identity(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', LEDGER)
    await sql.execute("insert into ledger values (1, null, 'a')")
    await sql.execute("update ledger set body = 'b'")

    await wire.change()
    assert (await wire.change())['old_record'] == {'id': 1, 'owner': None, 'body': 'a'}


async def test_old_records_name_the_key_that_was(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', TODOS)
    await sql.execute("insert into todos values (1, 'a')")
    await sql.execute('update todos set id = 2')

    await wire.change()
    change = await wire.change()
    assert (change['old_record'], change['record']['id']) == ({'id': 1}, 2)


async def test_untouched_large_values_are_absent_or_taken_from_the_old_row(
    connect: Connect, sql: Sql
):
    wire = await connect()
    large = "(select string_agg(md5(i::text), '') from generate_series(1, 500) i)"
    await wire.subscribe('a', TODOS, LEDGER)
    await sql.execute(f'insert into todos values (1, {large}); insert into ledger values (1)')
    await sql.execute(f'update ledger set body = {large}')
    assert [(await wire.change())['type'] for _ in range(3)] == ['INSERT', 'INSERT', 'UPDATE']
    await wire.subscribe('filtered', {**TODOS, 'filter': 'title=like.%'})

    await sql.execute('update todos set done = true')
    await sql.execute('update ledger set owner = %s', (ANNA,))

    change = await wire.change()
    assert 'title' not in change['record']
    assert change['record']['done'] is True
    assert len((await wire.change())['record']['body']) == 16_000
    assert await wire.settled() == []


async def test_a_row_above_a_mebibyte_keeps_its_small_values_only(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', TODOS)

    await sql.execute("insert into todos values (1, repeat('x', 1048576), %s)", (ANNA,))

    change = await wire.change()
    assert change['errors'] == ['Error 413: Payload Too Large']
    assert change['record'] == {
        'id': 1, 'owner': ANNA, 'price': None, 'done': None, 'secret': None
    }  # fmt: skip


async def test_every_type_has_its_format(connect: Connect, sql: Sql):
    await sql.execute(
        """
        create type mood as enum ('sad', 'happy');
        create domain price as numeric(12, 2);
        create type pair as (a int, b text);
        create table kinds (
          id int8 primary key, n numeric, nan numeric, inf float8, f float4, t text, m mood,
          d price, p pair, r int4range, i interval, ts timestamp, tz timestamptz, da date,
          ti time, j json, jb jsonb, ints int[], grid int[], texts text[], moods mood[],
          b bytea, ip inet, none text
        );
        grant all on kinds to service_role;
        alter publication supabase_realtime add table kinds
        """
    )
    wire = await connect()
    await wire.subscribe('a', {**TODOS, 'table': 'kinds'})

    await sql.execute(
        """
        insert into kinds values (
          9007199254740993, 12345678901234567890.1230, 'NaN', 'Infinity', 1.5, 'ä"\n', 'happy',
          1.5, (1, 'x'), '[1,5)', '1 day 2 hours', '2024-01-02 03:04:05.123456',
          '2024-01-02 03:04:05.123456+02', '2024-01-02', '03:04:05', '{"a": 1.50}',
          '{"a":[1]}', '{1,2,null}', '{{1,2},{3,4}}', '{"a,b",null,"NULL"}', '{sad}',
          '\\x0102030405', '10.0.0.1/8', null
        )
        """
    )

    change = await wire.change()
    raw = str(wire.raw[-1])
    assert '"n":12345678901234567890.1230,"nan":null,"inf":null,"f":1.5,' in raw
    assert '"d":1.50,' in raw
    assert '"j":{"a": 1.50},' in raw
    record = json.loads(raw)['payload']['data']['record']
    for name in ('n', 'nan', 'inf', 'f', 'd', 'j'):
        del record[name]
    assert record == {
        'id': 9007199254740993, 't': 'ä"\n', 'm': 'happy', 'p': {'a': 1, 'b': 'x'},
        'r': '[1,5)', 'i': '1 day 02:00:00', 'ts': '2024-01-02T03:04:05.123456',
        'tz': '2024-01-02T01:04:05.123456+00:00', 'da': '2024-01-02', 'ti': '03:04:05',
        'jb': {'a': [1]}, 'ints': [1, 2, None], 'grid': [[1, 2], [3, 4]],
        'texts': ['a,b', None, 'NULL'], 'moods': ['sad'], 'b': '0102030405',
        'ip': '10.0.0.1/8', 'none': None,
    }  # fmt: skip
    kinds = {it['name']: it['type'] for it in change['columns']}
    assert (kinds['ints'], kinds['tz'], kinds['m']) == ('_int4', 'timestamptz', 'mood')


async def test_composite_keys_of_any_type_are_probed(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    await sql.execute(
        """
        create table pairs (b text, a timestamptz, owner uuid, primary key (a, b));
        alter table pairs enable row level security;
        create policy own on pairs to authenticated using (owner = auth.uid());
        grant all on pairs to authenticated;
        alter publication supabase_realtime add table pairs
        """
    )
    wire = await connect(gateway.anon_key)
    await wire.subscribe('a', {**TODOS, 'table': 'pairs'}, token=token(ANNA))

    names = ['{', '"', '\\', ',', 'NULL', '', "'", 'ä']
    for name in names:
        await sql.execute('insert into pairs values (%s, now(), %s)', (name, ANNA))
        await sql.execute('insert into pairs values (%s, now(), %s)', (name, BEN))

    assert [(await wire.change())['record']['b'] for _ in names] == names
    assert await wire.settled() == []


async def test_a_table_published_later_subscribes_every_channel_again(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', {'event': '*', 'schema': 'public'})

    await sql.execute('create table late (id int primary key); grant all on late to service_role')
    await sql.execute('alter publication supabase_realtime add table late')
    assert (await wire.event('system'))['payload']['message'] == 'Subscribed to PostgreSQL'
    await sql.execute('insert into late values (1)')

    assert (await wire.change())['table'] == 'late'
    await sql.execute('drop table late')
    assert (await wire.event('system'))['payload']['status'] == 'ok'


async def test_a_table_made_again_under_its_name_still_arrives(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    make = """
        drop table if exists again;
        create table again (id int primary key, owner uuid);
        alter table again enable row level security;
        create policy own on again to authenticated using (owner = auth.uid());
        grant all on again to authenticated;
        alter publication supabase_realtime add table again
    """
    await sql.execute(make)
    wire = await connect(gateway.anon_key)
    await wire.subscribe('a', {**TODOS, 'table': 'again'}, token=token(ANNA))
    for number in range(3):
        await sql.execute('insert into again values (%s, %s)', (number, ANNA))
        assert (await wire.change())['record']['id'] == number
        await sql.execute(make)
        await wire.event('system')


async def test_a_thousand_writes_make_a_thousand_events_that_all_re_reads_see(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    service, anna = await connect(), await connect(gateway.anon_key)
    await service.subscribe('a', {**TODOS, 'filter': f'owner=eq.{ANNA}'})
    await anna.subscribe('a', NOTES, token=token(ANNA))

    async def write() -> None:
        for number in range(1000):
            await sql.execute('insert into todos (id, owner) values (%s, %s)', (number, ANNA))
            await sql.execute('insert into notes (owner) values (%s)', (ANNA,))

    async def read(wire: Wire, table: str) -> list[Any]:
        """Ids as they arrived, and None for each that a re-read did not find."""
        seen = []
        async with await type(sql).connect(
            f'{sql.info.dsn} password={sql.info.password}', autocommit=True
        ) as own:
            for _ in range(1000):
                key = (await wire.change(within=30 * S))['record']['id']
                cursor = await own.execute(
                    f'select id::text from {table} where id = %s'.encode(), (key,)
                )
                seen.append(key if await cursor.fetchone() else None)
        return seen

    _, todos, notes = await asyncio.gather(write(), read(service, 'todos'), read(anna, 'notes'))

    assert todos == list(range(1000))
    assert len(set(notes) - {None}) == 1000


async def test_concurrent_writers_arrive_once_each_and_in_commit_order(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    wire = await connect(gateway.anon_key)
    await wire.subscribe('a', NOTES, token=token(ANNA))

    async def write(writer: int) -> None:
        async with await type(sql).connect(
            f'{sql.info.dsn} password={sql.info.password}', autocommit=True
        ) as own:
            for number in range(50):
                await own.execute(
                    'insert into notes (owner, body) values (%s, %s)', (ANNA, f'{writer}:{number}')
                )

    await asyncio.gather(*map(write, range(8)))

    bodies = [(await wire.change())['record']['body'] for _ in range(400)]
    assert len(set(bodies)) == 400
    for writer in range(8):
        numbers = [int(it.split(':')[1]) for it in bodies if it.startswith(f'{writer}:')]
        assert numbers == sorted(numbers)


async def test_a_large_transaction_arrives_whole_and_in_order(
    connect: Connect, gateway: TestGateway, sql: Sql, token: Token
):
    wire = await connect(gateway.anon_key)
    await wire.subscribe('a', LEDGER, token=token(ANNA))

    await sql.execute('insert into ledger select i, %s from generate_series(1, 5000) i', (ANNA,))

    assert await ids_until(wire, 5000) == list(range(1, 5001))


async def test_an_aborted_transaction_is_never_heard_of(connect: Connect, sql: Sql):
    wire = await connect()
    await wire.subscribe('a', TODOS)

    await sql.execute('begin; insert into todos values (1); rollback')
    await sql.execute('insert into todos values (2)')

    assert (await wire.change())['record']['id'] == 2


async def test_left_channels_and_closed_sockets_cost_nothing_more(connect: Connect, sql: Sql):
    wire, gone = await connect(), await connect()
    await wire.subscribe('a', TODOS)
    await wire.subscribe('b', TODOS)
    await gone.subscribe('a', TODOS)
    await gone.socket.close()
    await wire.push('realtime:a', 'phx_leave', {})

    await sql.execute('insert into todos values (1)')

    assert (await wire.event('postgres_changes'))['topic'] == 'realtime:b'
    assert [it['event'] for it in await wire.settled()] == ['phx_close']


async def test_of_many_bindings_on_one_socket_only_the_right_one_hears(connect: Connect, sql: Sql):
    wire = await connect()
    for number in range(3):
        bindings = [{**TODOS, 'filter': f'owner=eq.{uuid4()}'} for _ in range(99)]
        await wire.subscribe(f'others{number}', *bindings)
    await wire.subscribe('many', *bindings, {**TODOS, 'filter': f'owner=eq.{ANNA}'})

    await sql.execute('insert into todos (id, owner) values (1, %s)', (ANNA,))

    frame = await wire.event('postgres_changes')
    assert (frame['topic'], len(frame['payload']['ids'])) == ('realtime:many', 1)
    assert await wire.settled() == []

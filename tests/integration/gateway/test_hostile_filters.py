"""Subscriptions that fail or take long: they end for who asked, and nobody else notices."""

import json

import pytest

from tests.integration.gateway.conftest import Connect, Sql

TODOS = {'event': '*', 'schema': 'public', 'table': 'todos'}
ODD = {'event': '*', 'schema': 'public', 'table': 'odd'}
SLOW = r'title=match.^(.+)(.+)(.+)(.+)x\1\2\3\4y$'
"""Tries every way to cut a text in four."""
SLOW_TO_READ = {**TODOS, 'table': 'slow', 'filter': 'name=eq.a'}


@pytest.fixture
async def odd(sql: Sql) -> None:
    """A table whose names only a session that says so can read without an error."""
    await sql.execute(
        """
        set tests.is_lenient = on;
        create function is_fine(text) returns bool language sql as $$
          select current_setting('tests.is_lenient', true) = 'on' or 1 / (length($1) - 1) <> 2
        $$;
        create domain odd_name as text check (is_fine(value));
        create table odd (id int primary key, name odd_name);
        grant all on odd to service_role;
        alter publication supabase_realtime add table odd
        """
    )


async def test_a_filter_that_fails_on_a_row_ends_for_its_own_channel(
    connect: Connect, sql: Sql, odd: None
):
    wire, other = await connect(), await connect()
    await wire.subscribe('a', {**ODD, 'filter': 'name=like.%'}, TODOS)
    await other.subscribe('a', ODD, TODOS)

    await sql.execute("insert into odd values (1, 'two'), (2, '1')")
    await sql.execute('insert into todos values (3)')

    assert [(await other.change())['record']['id'] for _ in range(3)] == [1, 2, 3]
    payload = (await wire.event('system'))['payload']
    assert (payload['extension'], payload['status']) == ('postgres_changes', 'error')
    assert 'name=like.%' in payload['message']
    assert 'DivisionByZero' in payload['message']
    assert [it['event'] for it in await wire.settled() if '"two"' not in json.dumps(it)] == []
    assert await other.settled() == []


async def test_a_filter_that_takes_long_ends_for_its_own_channel(connect: Connect, sql: Sql):
    wire, other = await connect(), await connect()
    await wire.subscribe('a', {**TODOS, 'filter': SLOW})
    await other.subscribe('a', TODOS)
    text = 'a' * 150 + 'x' + 'b' * 150 + 'y'

    await sql.execute('insert into todos values (1, %s)', (text,))
    await sql.execute('insert into todos values (2, %s)', (text,))

    assert [(await other.change())['record']['id'] for _ in range(2)] == [1, 2]
    assert 'QueryCanceled' in (await wire.event('system'))['payload']['message']
    await wire.subscribe('b', TODOS)
    await sql.execute('insert into todos values (3)')
    assert (await wire.change())['record']['id'] == 3


async def test_a_filter_that_takes_long_to_read_is_refused(connect: Connect, sql: Sql):
    await sql.execute(
        """
        create function never_done(text) returns bool language sql
          as 'select pg_sleep(60)::text = $1';
        create domain slow_name as text check (never_done(value));
        create table slow (id int primary key, name slow_name);
        grant all on slow to service_role;
        alter publication supabase_realtime add table slow
        """
    )
    wire = await connect()

    await wire.join('a', SLOW_TO_READ)

    assert 'statement timeout' in (await wire.event('system'))['payload']['message']


@pytest.mark.parametrize(
    'binding',
    [
        {'table': '%' * 60 + '!'},
        {'table': '%a' * 20 + '!'},
        {'table': '%a' * 1_000_000},
        {**TODOS, 'filter': 'title=in.(' + '"a\\' * 500_000 + ')'},
        {**TODOS, 'filter': 'title=eq.' + 'a' * 10_000},
        {**TODOS, 'filter': 'title=eq.\ud800'},
    ],
    ids=['blanks', 'letters', 'long name', 'open quote', 'long filter', 'surrogate'],
)
async def test_a_wish_that_takes_long_to_read_is_refused_at_once(
    connect: Connect, binding: dict[str, object]
):
    wire, other = await connect(), await connect()

    await wire.join('a', binding)

    assert (await wire.event('system'))['payload']['status'] == 'error'
    assert await other.settled() == []


async def test_a_channel_has_a_hundred_bindings_at_most(connect: Connect):
    wire = await connect()

    await wire.subscribe('a', *[{**TODOS, 'filter': f'id=eq.{it}'} for it in range(100)])
    reply = await wire.join('b', *[{**TODOS, 'filter': f'id=eq.{it}'} for it in range(101)])

    reason = 'ChangeLimitReached: A channel may have 100 bindings to postgres_changes'
    assert reply['payload'] == {'status': 'error', 'response': {'reason': reason}}

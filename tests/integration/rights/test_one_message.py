"""What is read in one message is what a session reads, and nothing of it stays behind."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import is_dataclass
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import func, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError, UnboundExecutionError
from sqlmodel import col, select

from models import Contact, Proposal
from models.viewer import System, Viewer
from services.database import Database, Limits
from services.proposals import queries
from services.realtime.live import Query
from tests.conftest import TestDatabase
from tests.eventually import S, eventually
from tests.integration.rights.world import World
from tests.query_makers import made, makers


@pytest.fixture
async def database(shared: TestDatabase) -> AsyncIterator[Database]:
    """With one connection, which whoever comes next has."""
    made = Database(shared.url, pool_size=1)
    yield made
    await made.close()


def viewers(world: World) -> tuple[Viewer, ...]:
    home = world.home
    return System(), home.member, world.away.member, home.links['approve'], world.anonymous


def values(row: Any) -> list[tuple[str, type, Any]]:
    """Each value of a row with its type."""
    if is_dataclass(row):
        held = [(name, getattr(row, name)) for name in row.__dataclass_fields__]
    else:
        held = [
            (name, row.__dict__[name]) for name in type(row).model_fields if name in row.__dict__
        ]
    return [(name, type(value), value) for name, value in held]


@pytest.mark.parametrize('maker', makers(), ids=lambda maker: maker.__name__)
async def test_every_query_reads_the_same_rows(
    database: Database, world: World, maker: Callable[..., Query[Any]]
) -> None:
    query = made(maker, **world.home.ids)
    for viewer in viewers(world):
        try:
            async with database.read(viewer) as session:
                usual = await query.read(session)
        except DBAPIError:  # of a table that is the program's own
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                await query.read(database.reader(viewer))
            continue
        rows = await query.read(database.reader(viewer))
        assert list(map(values, rows)) == list(map(values, usual))
        assert list(map(type, rows)) == list(map(type, usual))
        if query.read_keys is None:
            continue
        keys = frozenset(row.id for row in rows)
        keyed = await query.read_keys(database.reader(viewer), keys)
        assert list(map(values, sorted(keyed, key=query.sort_key))) == list(map(values, rows))


async def test_role_and_claims_end_with_the_message(database: Database, world: World) -> None:
    for viewer in viewers(world):
        await database.reader(viewer).exec(select(Contact))
        async with database._engine.connect() as connection:
            said = await connection.execute(
                text(
                    "select current_user = session_user, current_setting('role'),"
                    " coalesce(current_setting('request.jwt.claims', true), ''),"
                    " current_setting('statement_timeout')"
                )
            )
            assert tuple(said.one()) == (True, 'none', '', '0')
            raw = await connection.get_raw_connection()
            assert raw.driver_connection is not None
            assert not raw.driver_connection.autocommit


async def test_what_goes_wrong_leaves_nothing_behind(database: Database, world: World) -> None:
    for _ in range(3):
        with pytest.raises(psycopg.errors.DivisionByZero):
            await database.reader(System()).exec(select(1 / func.length('')))
        assert (await database.reader(world.anonymous).exec(select(Contact))).all() == []


async def test_a_read_that_takes_too_long_is_ended(shared: TestDatabase) -> None:
    database = Database(shared.url, limits=Limits(statement_s=0.1 * S))
    with pytest.raises(psycopg.errors.QueryCanceled):
        await database.reader(System()).exec(select(func.pg_sleep(60)))
    await database.close()


async def test_a_read_that_is_given_up_harms_nobody(
    database: Database, superuser: psycopg.AsyncConnection
) -> None:
    async def is_asleep() -> bool:
        await superuser.rollback()  # a transaction sees one state of who does what
        found = await superuser.execute(
            "select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid()"
            " and query like '%pg_sleep%'"
        )
        return found.rowcount > 0

    for _ in range(3):  # more often than there are connections
        given_up = asyncio.create_task(database.reader(System()).exec(select(func.pg_sleep(60))))
        await eventually(is_asleep)
        given_up.cancel()
        with pytest.raises(asyncio.CancelledError):
            await given_up
        assert (await database.reader(System()).exec(select(func.length('')))).one() == 0


async def test_a_connection_that_died_in_the_pool_is_replaced(
    shared: TestDatabase, superuser: psycopg.AsyncConnection, world: World
) -> None:
    database = Database(shared.url)
    for _ in range(2):
        found = await database.reader(world.home.member).exec(select(func.pg_backend_pid()))
        await superuser.execute('select pg_terminate_backend(%s, 5000)', [found.one()])
    await database.close()


async def test_whatever_a_parameter_holds_stays_a_value(database: Database) -> None:
    odd = "it's 100% \\ $1 %(acting_role)s; drop table contacts; -- \N{SNOWMAN}"
    said = await database.reader(System()).exec(select(func.concat(odd, '')))
    assert said.one() == odd


async def test_a_second_question_is_answered_in_the_same_message(
    database: Database, world: World
) -> None:
    home = world.home
    session = database.reader(
        home.member, then=('select user_id from profiles where role = %(as)s', {'as': 'owner'})
    )
    assert (await session.exec(select(Contact))).all()
    assert session.answer == [(home.owner.user_id,)]


async def test_a_column_that_was_not_read_raises(database: Database, world: World) -> None:
    query = queries.approvals(world.home.proposal, world.home.id)
    (row,) = await query.read(database.reader(world.home.member))
    assert row.name == 'C'
    with pytest.raises(SQLAlchemyError):
        _ = row.user_agent


async def test_rows_of_a_join_that_found_nothing_are_none(database: Database, world: World) -> None:
    nothing = col(Contact.id) == world.home.id
    wanted = select(Proposal, Contact).join(Contact, nothing, isouter=True)
    found = (await database.reader(world.home.member).exec(wanted)).all()
    assert found
    assert all(isinstance(row, Proposal) and client is None for row, client in found)


async def test_such_a_session_can_do_nothing_else(database: Database) -> None:
    session = database.reader(System())
    with pytest.raises(UnboundExecutionError):
        await session.connection()
    with pytest.raises(UnboundExecutionError):
        await session.get(Contact, UUID(int=1))

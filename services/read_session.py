"""Reads rows with role, claims and statement in one message to Postgres.

Step 5 of the line in. A message is a transaction of its own: what it takes on ends with it, so
nothing is left for whoever has the connection next.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import psycopg
from psycopg import AsyncClientCursor, AsyncConnection
from psycopg.adapt import Transformer
from sqlalchemy import Engine
from sqlalchemy.util import await_only, greenlet_spawn
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from services.select_plan import SelectPlans
from services.unreadable import LeftOut, RowSession

TAKE_ON = (
    "select set_config('role', %(acting_role)s, true),"
    " set_config('request.jwt.claims', %(acting_claims)s, true),"
    " set_config('lock_timeout', %(lock_ms)s, true),"
    " set_config('statement_timeout', %(statement_ms)s, true), clock_timestamp();"
)


class Answer(NamedTuple):
    """To one statement of a message."""

    rows: list[tuple[Any, ...]]
    type_of: Callable[[int], int]
    """Postgres' number of a column's type, by its place."""


class Messages:
    """Sends them on the connections of a pool."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def ask(self, text: str, params: Mapping[str, Any]) -> list[Answer]:
        """The rows of each statement; one connection after another that is found dead is left.

        Raises: what the driver raises; whatever goes wrong, nobody uses that connection again.
        """
        while True:
            found = await greenlet_spawn(self._exchange, text, params)
            if found is not None:
                return found

    def _exchange(self, text: str, params: Mapping[str, Any]) -> list[Answer] | None:
        pooled = self._engine.raw_connection()
        connection: Any = pooled.driver_connection
        try:
            found = await_only(_asked(connection, text, params))
        except BaseException as error:
            was_dead = connection.broken and 'has_answered' in pooled.info
            pooled.invalidate(error)
            if was_dead and isinstance(error, psycopg.OperationalError):
                return None
            raise
        pooled.info['has_answered'] = True
        pooled.close()
        return found


async def _asked(
    connection: AsyncConnection[Any], text: str, params: Mapping[str, Any]
) -> list[Answer]:
    await connection.set_autocommit(True)  # else the driver sends a `begin` before
    cursor = AsyncClientCursor(connection)
    await cursor.execute(_filled(text, params, connection))
    answers = [await _answer(cursor)]
    while cursor.nextset():
        answers.append(await _answer(cursor))
    await connection.set_autocommit(False)
    return answers


def _filled(text: str, params: Mapping[str, Any], connection: AsyncConnection[Any]) -> bytes:
    """The text with its parameters as literals; the driver would parse a long one each time."""
    literal = Transformer(connection).as_literal
    values = {
        name: 'NULL' if value is None else literal(value).decode() for name, value in params.items()
    }
    return (text % values).encode()


async def _answer(cursor: AsyncClientCursor[Any]) -> Answer:
    assert cursor.pgresult is not None
    return Answer(await cursor.fetchall(), cursor.pgresult.ftype)


class ReadSession(AsyncSession):
    """Runs selects, each under the viewer's role and claims; it can do nothing else."""

    def __init__(
        self,
        messages: Messages,
        plans: SelectPlans,
        acting: Mapping[str, str],
        *,
        left_out: LeftOut,
        on_heard: Callable[[Any], None],
        then: tuple[str, Mapping[str, Any]] | None = None,
    ) -> None:
        """`acting` fills `TAKE_ON`; `then` is asked in the same message, after each select."""
        super().__init__(sync_session_class=RowSession)
        self._messages = messages
        self._plans = plans
        self._acting = acting
        self._left_out = left_out
        self._on_heard = on_heard
        self._then_text, self._then_params = then or ('', {})
        self.answer: list[tuple[Any, ...]] = []
        """To `then`, of the last select."""

    async def exec(self, statement: Any, *, params: Any = None, **_: Any) -> Any:
        """Rows that belong to no session, as `AsyncSession.exec` gives them."""
        text, values, compiled = self._plans.sent(statement, params)
        message = f'{TAKE_ON}{text};{self._then_text}'
        said, found, *rest = await self._messages.ask(
            message, {**self._acting, **values, **self._then_params}
        )
        self._on_heard(said.rows[0][-1])
        self.answer = rest[0].rows if rest else []
        plan = self._plans.of(statement, compiled, found.type_of)
        result, missed = plan.result(found.rows, self._left_out)
        session = self.sync_session
        assert isinstance(session, RowSession)
        session.missed += missed
        return result.scalars() if isinstance(statement, SelectOfScalar) else result

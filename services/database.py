"""The only way to Postgres: a transaction under a viewer's role and claims.

Line out, step C, and the read of line in, step 5. Row-level security does the rest.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any, Concatenate, ParamSpec, TypeVar

from psycopg import errors as pg
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from models.viewer import System, Viewer
from services.errors import (
    AppError,
    Changed,
    Invalid,
    NoSpace,
    NotAllowed,
    NotFound,
    Unavailable,
)
from services.migrate import sqlalchemy_url
from services.repeating import PAUSES_S, is_repeatable

P = ParamSpec('P')
T = TypeVar('T')

ACT_AS = text(
    "select set_config('role', :role, true), set_config('request.jwt.claims', :claims, true)"
)
CONNECT_TIMEOUT_S = 5


class Database:
    """A pool of connections; each transaction belongs to one viewer and to nobody after it."""

    def __init__(self, url: str, *, pool_size: int = 10, wait_s: float = 10) -> None:
        """`wait_s` is how long somebody waits for one of `2 * pool_size` connections."""
        self._engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=wait_s,
            connect_args={'connect_timeout': CONNECT_TIMEOUT_S, 'application_name': 'tradewind'},
        )

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def read(self, viewer: Viewer) -> AsyncIterator[AsyncSession]:
        """A transaction for looking; what it changed is thrown away."""
        async with self._session(viewer) as session:
            yield session

    @asynccontextmanager
    async def write(self, viewer: Viewer) -> AsyncIterator[AsyncSession]:
        """A transaction that commits when the block ends well: the only place that does."""
        async with self._session(viewer) as session:
            yield session
            await session.commit()

    async def run(
        self,
        command: Callable[Concatenate[AsyncSession, Any, P], Awaitable[T]],
        viewer: Viewer,
        *args: P.args,
        **fields: P.kwargs,
    ) -> T:
        """Call the command in one transaction and commit it.

        Where the connection is lost, nobody knows whether it committed: a command that is marked
        as repeatable is then run again, and finds what its first run wrote.

        Raises: `AppError` with a sentence; whatever else goes wrong is not the person's fault.
        """
        for pause_s in PAUSES_S if is_repeatable(command, fields) else ():
            try:
                return await self._run(command, viewer, *args, **fields)
            except Unavailable:
                await asyncio.sleep(pause_s)
        return await self._run(command, viewer, *args, **fields)

    async def _run(
        self,
        command: Callable[Concatenate[AsyncSession, Any, P], Awaitable[T]],
        viewer: Viewer,
        *args: P.args,
        **fields: P.kwargs,
    ) -> T:
        try:
            async with self.write(viewer) as session:
                return await command(session, viewer, *args, **fields)
        except DBAPIError as error:
            raise translated(error) from error
        except (OSError, NoConnectionLeft) as error:
            raise Unavailable from error

    async def ping(self) -> str:
        """Answer with the schema's revision; raises what the driver raises."""
        async with self.read(System()) as session:
            found = await session.scalar(text('select tradewind.schema_revision()'))
            return str(found or '')

    @asynccontextmanager
    async def _session(self, viewer: Viewer) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(self._engine, expire_on_commit=False) as session:
            await self._act_as(session, viewer)
            yield session

    @staticmethod
    async def _act_as(session: AsyncSession, viewer: Viewer) -> None:
        """Take on role and claims; nothing was done yet, so a dead connection is replaced."""
        for _ in range(2):
            try:
                await (await session.connection()).execute(
                    ACT_AS, {'role': viewer.role, 'claims': viewer.claims}
                )
                return
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                await session.rollback()
        await (await session.connection()).execute(
            ACT_AS, {'role': viewer.role, 'claims': viewer.claims}
        )


REFUSALS: tuple[tuple[tuple[type[Exception], ...], AppError], ...] = (
    ((pg.InsufficientPrivilege,), NotAllowed()),
    ((pg.ForeignKeyViolation, pg.NotNullViolation), NotFound()),
    ((pg.CheckViolation, pg.DataError), Invalid()),
    ((pg.UniqueViolation,), Invalid('That is already taken.')),
    ((pg.SerializationFailure, pg.DeadlockDetected), Changed()),
    ((pg.DiskFull,), NoSpace()),
)


def translated(error: DBAPIError) -> AppError:
    """The database's refusal as a sentence."""
    for kinds, refusal in REFUSALS:
        if isinstance(error.orig, kinds):
            return type(refusal)(str(refusal))
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return Unavailable()
    return AppError()

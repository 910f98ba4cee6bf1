"""The only way to Postgres: a transaction under a viewer's role and claims.

Line out, step C, and the read of line in, step 5. Row-level security does the rest.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from psycopg import errors as pg
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionLeft
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from models.viewer import System, Viewer
from services.errors import (
    AppError,
    Busy,
    Changed,
    Invalid,
    NoSpace,
    NotAllowed,
    NotFound,
    SignedOut,
    Unavailable,
)
from services.migrate import sqlalchemy_url
from services.read_session import Messages, ReadSession
from services.retry import PAUSES_S, is_repeatable
from services.select_plan import SelectPlans
from services.unreadable import LeftOut, RowSession, tolerate

P = ParamSpec('P')
T = TypeVar('T')

ACT_AS = text(
    "select set_config('role', :role, true), set_config('request.jwt.claims', :claims, true),"
    " set_config('lock_timeout', :lock_ms, true),"
    " set_config('statement_timeout', :statement_ms, true),"
    " set_config('idle_in_transaction_session_timeout', :idle_ms, true), clock_timestamp()"
)
CONNECT_ARGS = {
    'connect_timeout': 5,
    'application_name': 'tradewind',
    # a peer that went away without a word is found within 10 s; for TCP only
    'keepalives_idle': 4,
    'keepalives_interval': 2,
    'keepalives_count': 3,
    'tcp_user_timeout': 10_000,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """When the database itself ends what stands in the way of others."""

    lock_s: float = 4
    """Longest wait for a row that somebody else is changing."""
    statement_s: float = 15
    idle_s: float = 15
    """Longest silence within a transaction: its process may stand still and hold locks."""

    @property
    def settings(self) -> dict[str, str]:
        """As `ACT_AS` takes them, in milliseconds."""
        return {
            'lock_ms': f'{self.lock_s * 1000:.0f}',
            'statement_ms': f'{self.statement_s * 1000:.0f}',
            'idle_ms': f'{self.idle_s * 1000:.0f}',
        }


class Database:
    """A pool of connections; each transaction belongs to one viewer and to nobody after it."""

    def __init__(
        self, url: str, *, pool_size: int = 10, wait_s: float = 10, limits: Limits | None = None
    ) -> None:
        """`wait_s` is how long somebody waits for one of `2 * pool_size` connections."""
        self._limits = (limits or Limits()).settings
        self._engine: AsyncEngine = create_async_engine(
            sqlalchemy_url(url),
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=wait_s,
            connect_args=CONNECT_ARGS,
        )
        engine = self._engine.sync_engine
        event.listen(engine, 'connect', _on_connect)
        self._messages = Messages(engine)
        compiled = engine.get_execution_options().get('compiled_cache', engine._compiled_cache)
        self._plans = SelectPlans(engine.dialect, compiled)
        self.left_out = LeftOut()
        """Rows that could not be read."""
        self._heard = (datetime.now(UTC), time.monotonic())
        """The database's time, and ours when it came; every transaction says it."""

    def now(self) -> datetime:
        """What the database's clock says, as far as we have heard: a little less, never more."""
        said, heard_at = self._heard
        return said + timedelta(seconds=time.monotonic() - heard_at)

    async def close(self) -> None:
        await self._engine.dispose()

    @asynccontextmanager
    async def read(self, viewer: Viewer) -> AsyncIterator[AsyncSession]:
        """A transaction for looking; what it changed is thrown away."""
        async with self._session(viewer) as session:
            yield session

    def reader(
        self, viewer: Viewer, *, then: tuple[str, Mapping[str, Any]] | None = None
    ) -> ReadSession:
        """For selects alone, each of them one message to Postgres; see there."""
        acting = {
            'acting_role': viewer.role,
            'acting_claims': viewer.claims,
            **self._limits,
        }
        return ReadSession(
            self._messages,
            self._plans,
            acting,
            left_out=self.left_out,
            on_heard=self._on_heard,
            then=then,
        )

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
            except Busy:
                raise
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
        except NoConnectionLeft as error:
            raise Busy from error
        except OSError as error:
            raise Unavailable from error

    async def ping(self) -> str:
        """Answer with the schema's revision; raises what the driver raises."""
        async with self.read(System()) as session:
            found = await session.scalar(text('select tradewind.schema_revision()'))
            return str(found or '')

    @asynccontextmanager
    async def _session(self, viewer: Viewer) -> AsyncIterator[AsyncSession]:
        async with AsyncSession(
            self._engine,
            sync_session_class=RowSession,
            info={'left_out': self.left_out},
            expire_on_commit=False,
        ) as session:
            await self._act_as(session, viewer)
            yield session

    async def _act_as(self, session: AsyncSession, viewer: Viewer) -> None:
        """Take on role and claims; nothing was done yet, so a dead connection is replaced."""
        settings = {'role': viewer.role, 'claims': viewer.claims, **self._limits}
        for _ in range(2):
            try:
                await self._settle(session, settings)
                return
            except DBAPIError as error:
                if not error.connection_invalidated:
                    raise
                await session.rollback()
        await self._settle(session, settings)

    async def _settle(self, session: AsyncSession, settings: dict[str, str]) -> None:
        said = await (await session.connection()).execute(ACT_AS, settings)
        self._on_heard(said.one()[-1])

    def _on_heard(self, now: datetime) -> None:
        self._heard = now, time.monotonic()


def _on_connect(connection: Any, _record: object) -> None:
    tolerate(connection.driver_connection)


SOMEBODY_ELSE = (
    'Somebody else is saving this right now, so nothing was changed. '
    'What you typed is kept; please try again.'
)
REFUSALS: tuple[tuple[tuple[type[Exception], ...], AppError], ...] = (
    ((pg.InsufficientPrivilege,), NotAllowed()),
    ((pg.InvalidAuthorizationSpecification,), SignedOut()),
    ((pg.ForeignKeyViolation, pg.NotNullViolation), NotFound()),
    ((pg.CheckViolation, pg.DataError), Invalid()),
    ((pg.UniqueViolation,), Invalid('That is already taken.')),
    ((pg.SerializationFailure, pg.DeadlockDetected), Changed()),
    ((pg.LockNotAvailable,), Busy(SOMEBODY_ELSE)),
    ((pg.QueryCanceled,), Busy()),
    ((pg.DiskFull,), NoSpace()),
)


def translated(error: DBAPIError) -> AppError:
    """The database's refusal as a sentence; a check of our own brings one along."""
    if isinstance(error.orig, pg.CheckViolation) and not error.orig.diag.constraint_name:
        said = error.orig.diag
        return Invalid(said.message_primary or '', field=said.column_name or '')
    for kinds, refusal in REFUSALS:
        if isinstance(error.orig, kinds):
            return type(refusal)(str(refusal))
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return Unavailable()
    return AppError()

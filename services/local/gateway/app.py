"""The embedded gateway's application: Realtime and Auth over one database, on loopback."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass

import psycopg
from psycopg_pool import AsyncConnectionPool, PoolTimeout
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from .auth import routes as auth_routes
from .auth.context import WAIT_S
from .realtime.changes.feed import ChangeFeed
from .realtime.routes import Realtime

HEALTH_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class GatewaySettings:
    """What the process is started with."""

    port: int
    database_url: str
    """Of a superuser, over the unix socket."""
    jwt_secret: str
    slot: str
    """Name of the temporary replication slot."""


def create_app(settings: GatewaySettings) -> Starlette:
    """Build the application; its lifespan opens the pool and runs the change feed."""
    pool = AsyncConnectionPool(
        settings.database_url,
        min_size=1,
        max_size=8,
        open=False,
        reconnect_timeout=WAIT_S,  # then whoever asks begins anew; else its pauses double on and on
        kwargs={'autocommit': True},
        check=AsyncConnectionPool.check_connection,  # those of before a restart are dead
    )
    feed = ChangeFeed(settings.database_url, settings.slot)
    realtime = Realtime(secret=settings.jwt_secret, feed=feed)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await pool.open()
        streaming = asyncio.create_task(feed.run())
        yield
        streaming.cancel()
        with suppress(asyncio.CancelledError):
            await streaming
        await pool.close(timeout=1)

    async def healthz(request: Request) -> Response:
        """200 when the database answers and changes are streaming."""
        state = {'database': await _answers(pool), 'streaming': feed.is_streaming}
        return JSONResponse(state, 200 if all(state.values()) else 503)

    return Starlette(
        routes=[
            Route('/healthz', healthz),
            *realtime.routes(),
            *auth_routes(pool, settings.jwt_secret),
        ],
        lifespan=lifespan,
    )


async def _answers(pool: AsyncConnectionPool) -> bool:
    try:
        async with asyncio.timeout(HEALTH_S), pool.connection(timeout=HEALTH_S) as connection:
            await connection.execute('select 1')
    except (OSError, TimeoutError, PoolTimeout, psycopg.Error):
        return False
    return True

"""What every Auth endpoint needs: the database, the secret, the caller.

Serves sign-in, beside both lines.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from psycopg import AsyncConnection
from psycopg_pool import AsyncConnectionPool
from starlette.requests import Request

from services.local.gateway.auth import sessions, tokens, users
from services.local.gateway.auth.errors import AuthError
from services.local.gateway.auth.passwords import Passwords
from services.local.gateway.auth.tokens import Bearer
from services.local.gateway.auth.users import User

Connection = AsyncConnection[Any]
WAIT_S = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Auth:
    """Shared by all endpoints of one gateway."""

    pool: AsyncConnectionPool[Connection]
    jwt_secret: str
    passwords: Passwords

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Connection]:
        """A connection in a transaction that commits at the end."""
        async with self.pool.connection(timeout=WAIT_S) as connection, connection.transaction():
            yield connection

    def bearer(self, request: Request) -> Bearer:
        """Who calls, by token alone."""
        return tokens.read(self.jwt_secret, request.headers.get('authorization', ''))

    def require_admin(self, request: Request) -> None:
        if not self.bearer(request).is_admin:
            raise AuthError(403, 'not_admin', 'User not allowed')

    async def caller(self, connection: Connection, bearer: Bearer) -> User:
        """The user who calls, whose session must still be open."""
        if bearer.user_id is None:
            raise AuthError(403, 'bad_jwt', 'invalid claim: missing sub claim')
        user = await users.by_id(connection, bearer.user_id)
        if user is None:
            raise AuthError(403, 'user_not_found', 'User from sub claim in JWT does not exist')
        session = bearer.session_id
        if session and not await sessions.exists(connection, session, user.id):
            message = 'Session from session_id claim in JWT does not exist'
            raise AuthError(403, 'session_not_found', message)
        refuse_banned(user, status=403)
        return user


def refuse_banned(user: User, *, status: int = 400) -> None:
    if user.banned_until and user.banned_until > datetime.now(UTC):
        raise AuthError(status, 'user_banned', 'User is banned')

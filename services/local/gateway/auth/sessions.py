"""Sessions and their refresh tokens; each token works once, and using one twice ends them all.

Serves sign-in, beside both lines. Only digests are stored.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import class_row, scalar_row

Connection = AsyncConnection[Any]

REUSE_GRACE_S = 10
"""How long a token may be used again, for two tabs that refresh at the same moment."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken:
    """A refresh token as found, with the session it belongs to."""

    session_id: UUID
    user_id: UUID
    method: str
    used_at: datetime | None
    is_spent: bool
    """Used longer ago than the grace allows."""


def digest(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()


async def open_session(connection: Connection, user_id: UUID, method: str) -> UUID:
    async with connection.cursor(row_factory=scalar_row) as cursor:
        await cursor.execute(
            'insert into auth.sessions (user_id, method) values (%s, %s) returning id',
            [user_id, method],
        )
        session_id: UUID | None = await cursor.fetchone()
    assert session_id
    return session_id


async def add_token(connection: Connection, session_id: UUID) -> str:
    """A new refresh token for the session."""
    token = secrets.token_urlsafe(24)
    await connection.execute(
        'insert into auth.refresh_tokens (digest, session_id) values (%s, %s)',
        [digest(token), session_id],
    )
    return token


async def find_token(connection: Connection, token: str) -> RefreshToken | None:
    """The stored token, locked until the transaction ends."""
    async with connection.cursor(row_factory=class_row(RefreshToken)) as cursor:
        await cursor.execute(
            """
            select session_id, user_id, method, used_at,
              coalesce(used_at < now() - %s * interval '1 second', false) as is_spent
            from auth.refresh_tokens join auth.sessions on sessions.id = session_id
            where digest = %s for update
            """,
            [REUSE_GRACE_S, digest(token)],
        )
        return await cursor.fetchone()


async def rotate(connection: Connection, token: str, found: RefreshToken) -> str:
    """Spend a token and return the one that follows it."""
    await connection.execute(
        'update auth.refresh_tokens set used_at = coalesce(used_at, now()) where digest = %s',
        [digest(token)],
    )
    await connection.execute(
        'update auth.sessions set refreshed_at = now() where id = %s', [found.session_id]
    )
    return await add_token(connection, found.session_id)


async def spend_all(connection: Connection, session_id: UUID) -> None:
    """Make every token of a session worthless: one of them was used twice, so one was stolen."""
    await connection.execute(
        "update auth.refresh_tokens set used_at = 'epoch' where session_id = %s", [session_id]
    )


async def exists(connection: Connection, session_id: UUID, user_id: UUID) -> bool:
    found = await connection.execute(
        'select from auth.sessions where id = %s and user_id = %s', [session_id, user_id]
    )
    return found.rowcount > 0


async def end(connection: Connection, user_id: UUID, session_id: UUID | None, scope: str) -> None:
    """End sessions of a user: `global` all, `local` this one, `others` all but this one."""
    if scope == 'global' or session_id is None:
        await connection.execute('delete from auth.sessions where user_id = %s', [user_id])
    elif scope == 'local':
        await connection.execute('delete from auth.sessions where id = %s', [session_id])
    else:
        await connection.execute(
            'delete from auth.sessions where user_id = %s and id <> %s', [user_id, session_id]
        )

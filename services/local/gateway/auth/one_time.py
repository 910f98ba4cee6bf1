"""One-time tokens that stand in for a password once, such as in a recovery mail.

Serves sign-in, beside both lines. Only digests are stored; no mail is sent yet.
"""

import hashlib
import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from psycopg import AsyncConnection
from psycopg.rows import scalar_row

from services.local.gateway.auth.sessions import digest

Connection = AsyncConnection[Any]

LIFE_S = 3600
KINDS = {'recovery', 'magiclink'}


@dataclass(frozen=True, slots=True, kw_only=True)
class OneTimeToken:
    """What goes into a mail: the token to type, or its hash for a link."""

    token: str
    hashed: str


def hashed(email: str, token: str) -> str:
    """The form of a token that links carry."""
    return hashlib.sha256(f'{email}{token}'.encode()).hexdigest()


async def make(connection: Connection, user_id: UUID, email: str, kind: str) -> OneTimeToken:
    """A new token in place of an earlier one of the same kind."""
    token = secrets.token_hex(16)
    made = OneTimeToken(token=token, hashed=hashed(email, token))
    await connection.execute(
        """
        insert into auth.one_time_tokens (digest, user_id, kind) values (%s, %s, %s)
        on conflict (user_id, kind) do update set digest = excluded.digest, created_at = now()
        """,
        [digest(made.hashed), user_id, kind],
    )
    await connection.execute(
        "update auth.users set recovery_sent_at = now() where id = %s and %s = 'recovery'",
        [user_id, kind],
    )
    return made


async def redeem(connection: Connection, token_hash: str, kind: str) -> UUID | None:
    """The user of a valid token, which is worthless from now on."""
    async with connection.cursor(row_factory=scalar_row) as cursor:
        await cursor.execute(
            """
            delete from auth.one_time_tokens
            where digest = %s and kind = %s and created_at > now() - %s * interval '1 second'
            returning user_id
            """,
            [digest(token_hash), kind, LIFE_S],
        )
        return await cursor.fetchone()

"""The users of `auth.users`, and the shape in which Auth shows one.

Serves sign-in, beside both lines; policies know these users by `auth.uid()`.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from psycopg import AsyncConnection, sql
from psycopg.errors import UniqueViolation
from psycopg.rows import class_row, scalar_row
from psycopg.types.json import Jsonb

from services.local.gateway.auth.errors import email_exists

Connection = AsyncConnection[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """One row of `auth.users`."""

    id: UUID
    aud: str
    role: str
    email: str | None
    encrypted_password: str
    email_confirmed_at: datetime | None
    recovery_sent_at: datetime | None
    last_sign_in_at: datetime | None
    banned_until: datetime | None
    deleted_at: datetime | None
    raw_app_meta_data: dict[str, Any]
    raw_user_meta_data: dict[str, Any]
    created_at: datetime
    updated_at: datetime

    def public(self) -> dict[str, Any]:
        """`{"id": …, "aud": …, "email": …, "user_metadata": {…}, "identities": [{…}], …}`."""
        shown = {
            'id': str(self.id),
            'aud': self.aud,
            'role': self.role,
            'email': self.email or '',
            'email_confirmed_at': _stamp(self.email_confirmed_at),
            'phone': '',
            'confirmed_at': _stamp(self.email_confirmed_at),
            'recovery_sent_at': _stamp(self.recovery_sent_at),
            'last_sign_in_at': _stamp(self.last_sign_in_at),
            'app_metadata': self.raw_app_meta_data,
            'user_metadata': self.raw_user_meta_data,
            'identities': [self._identity()] if self.email else [],
            'created_at': _stamp(self.created_at),
            'updated_at': _stamp(self.updated_at),
            'banned_until': _stamp(self.banned_until),
            'deleted_at': _stamp(self.deleted_at),
            'is_anonymous': False,
        }
        return {name: value for name, value in shown.items() if value is not None}

    def _identity(self) -> dict[str, Any]:
        identity = {
            'identity_id': str(uuid5(NAMESPACE_URL, f'identity:email:{self.id}')),
            'id': str(self.id),
            'user_id': str(self.id),
            'identity_data': {
                'sub': str(self.id),
                'email': self.email,
                'email_verified': self.email_confirmed_at is not None,
                'phone_verified': False,
            },
            'provider': 'email',
            'last_sign_in_at': _stamp(self.last_sign_in_at),
            'created_at': _stamp(self.created_at),
            'updated_at': _stamp(self.updated_at),
            'email': self.email,
        }
        return {name: value for name, value in identity.items() if value is not None}


async def add(connection: Connection, **columns: Any) -> User:
    """Insert a user.

    Raises: AuthError `email_exists`.
    """
    app_metadata = {'provider': 'email', 'providers': ['email']}
    columns['raw_app_meta_data'] = {**app_metadata, **(columns.get('raw_app_meta_data') or {})}
    columns.setdefault('id', uuid4())
    names = sql.SQL(', ').join(map(sql.Identifier, columns))
    values = sql.SQL(', ').join(map(sql.Placeholder, columns))
    statement = sql.SQL('insert into auth.users ({}) values ({}) returning *').format(names, values)
    return await _write(connection, statement, columns)


async def change(connection: Connection, user_id: UUID, **columns: Any) -> User:
    """Update columns of a user who exists.

    Raises: AuthError `email_exists`.
    """
    pairs = [
        sql.SQL('{} = {}').format(sql.Identifier(name), sql.Placeholder(name)) for name in columns
    ]
    assignments = sql.SQL(', ').join([sql.SQL('updated_at = now()'), *pairs])
    statement = sql.SQL('update auth.users set {} where id = %(_id)s returning *')
    return await _write(connection, statement.format(assignments), {**columns, '_id': user_id})


async def by_email(connection: Connection, address: str) -> User | None:
    return await _one(connection, 'select * from auth.users where lower(email) = %s', address)


async def by_id(connection: Connection, user_id: UUID, *, lock: bool = False) -> User | None:
    tail = ' for update' if lock else ''
    return await _one(connection, f'select * from auth.users where id = %s{tail}', user_id)


async def page(connection: Connection, number: int, size: int) -> tuple[list[User], int]:
    """One page of all users, newest first, and how many there are."""
    async with connection.cursor(row_factory=class_row(User)) as cursor:
        await cursor.execute(
            'select * from auth.users order by created_at desc, id limit %s offset %s',
            [size, (number - 1) * size],
        )
        found = await cursor.fetchall()
    async with connection.cursor(row_factory=scalar_row) as cursor:
        await cursor.execute('select count(*) from auth.users')
        return found, await cursor.fetchone() or 0


async def remove(connection: Connection, user_id: UUID) -> None:
    await connection.execute('delete from auth.users where id = %s', [user_id])


def merged(old: dict[str, Any], new: dict[str, Any] | None) -> dict[str, Any]:
    """Metadata with changes laid over; a null removes its key."""
    return {k: v for k, v in {**old, **(new or {})}.items() if v is not None}


async def _one(connection: Connection, statement: str, key: object) -> User | None:
    async with connection.cursor(row_factory=class_row(User)) as cursor:
        await cursor.execute(statement, [key])
        return await cursor.fetchone()


async def _write(connection: Connection, statement: sql.Composed, columns: dict[str, Any]) -> User:
    values = {k: Jsonb(v) if isinstance(v, dict) else v for k, v in columns.items()}
    async with connection.cursor(row_factory=class_row(User)) as cursor:
        try:
            await cursor.execute(statement, values)
        except UniqueViolation as error:
            raise email_exists() from error
        user = await cursor.fetchone()
    assert user is not None
    return user


def _stamp(moment: datetime | None) -> str | None:
    return moment.isoformat().replace('+00:00', 'Z') if moment else None

"""Ways into the database, each asking as a viewer and leaving nothing behind."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol

import psycopg
from psycopg import errors
from sqlalchemy.exc import DBAPIError

from models.viewer import Viewer
from services.database import Database


class Refused(Exception):
    """The database said no, rather than showing nothing."""

    def __init__(self, cause: BaseException | None) -> None:
        super().__init__(str(cause))
        self.by_rights = isinstance(cause, errors.InsufficientPrivilege)
        """Else a constraint was in the way, after rights had let the statement through."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    count: int
    """Rows returned or touched."""
    rows: Sequence[Any]


class Door(Protocol):
    async def ask(self, viewer: Viewer, sql: str, names: Mapping[str, Any] = {}) -> Answer:
        """Run one statement in a transaction of its own and throw it away.

        Raises: Refused for want of rights or a broken constraint.
        """
        ...


async def count(door: Door, viewer: Viewer, sql: str, names: Mapping[str, Any] = {}) -> int:
    """Rows returned or touched; a refusal is none."""
    with suppress(Refused):
        return (await door.ask(viewer, sql, names)).count
    return 0


class SqlDoor:
    """Plain psycopg: the app's login, or the superuser's, switching to the viewer's role."""

    def __init__(self, connection: psycopg.AsyncConnection[Any]) -> None:
        self._connection = connection

    async def ask(self, viewer: Viewer, sql: str, names: Mapping[str, Any] = {}) -> Answer:
        try:
            async with self._connection.transaction(force_rollback=True):
                await self._connection.execute(
                    "select set_config('role', %s, true), "
                    "set_config('request.jwt.claims', %s, true)",
                    [viewer.role, viewer.claims],
                )
                cursor = await self._connection.execute(sql, names)
                rows = await cursor.fetchall() if cursor.description else []
                return Answer(count=cursor.rowcount, rows=rows)
        except (errors.InsufficientPrivilege, errors.IntegrityError) as error:
            raise Refused(error) from error


class AppDoor:
    """The app's own: `services.database`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ask(self, viewer: Viewer, sql: str, names: Mapping[str, Any] = {}) -> Answer:
        try:
            async with self._database.read(viewer) as session:
                connection = await session.connection()
                result = await connection.exec_driver_sql(sql, dict(names))
                count = result.rowcount
                rows = result.all() if result.returns_rows else []
                return Answer(count=count, rows=rows)
        except DBAPIError as error:
            if isinstance(error.orig, errors.InsufficientPrivilege | errors.IntegrityError):
                raise Refused(error.orig) from error
            raise

"""Runs the read of a query, step 5 of the line in."""

from typing import TypeVar
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from services.realtime.live.query import Query, Rows
from services.unreadable import missed

Row = TypeVar('Row')


async def read_rows(
    session: AsyncSession, query: Query[Row], keys: frozenset[UUID] | None
) -> Rows[Row]:
    """All rows, or with keys only those where the query can read some only."""
    if keys is None or query.read_keys is None:
        rows = Rows(await query.read(session))
    else:
        rows = Rows(await query.read_keys(session, keys))
    rows.left_out = missed(session)
    return rows

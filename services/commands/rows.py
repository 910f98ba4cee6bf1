"""Rows as commands read, lock and write them. Line out, step B."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Profile
from models.base import Row
from models.viewer import Operator
from services.errors import NotAllowed, NotFound

AnyRow = TypeVar('AnyRow', bound=Row)

STAMPS = {'id', 'created_at', 'updated_at', 'revision', 'updated_by', 'deleted_at'}
"""Columns that a copy does not inherit."""


async def get_row(session: AsyncSession, kind: type[AnyRow], id: UUID) -> AnyRow:
    """The row, removed or not. Raises: `NotFound`."""
    row = await session.get(kind, id)
    if row is None:
        raise NotFound
    return row


async def lock_row(session: AsyncSession, kind: type[AnyRow], id: UUID) -> AnyRow:
    """The row as it is and stays until the end, whoever writes it by whatever way.

    Raises: `NotAllowed`.
    """
    row = await session.get(kind, id, with_for_update={'key_share': True}, populate_existing=True)
    if row is None:
        raise NotAllowed
    return row


async def change(
    session: AsyncSession, kind: type[AnyRow], id: UUID, values: Mapping[str, Any]
) -> AnyRow:
    """Write these columns and no others; nothing written means no right to write.

    Raises: `NotAllowed`.
    """
    written = await session.exec(
        update(kind)
        .where(col(kind.id) == id)
        .values(**values)
        .returning(kind)
        .execution_options(populate_existing=True)
    )
    row: AnyRow | None = written.scalar_one_or_none()
    if row is None:
        raise NotAllowed
    return row


def since(is_so: bool) -> datetime | None:
    """A moment that says since when something is so: `{'archived_at': since(archived)}`."""
    return datetime.now(UTC) if is_so else None


async def profile_id(session: AsyncSession, viewer: Operator) -> UUID | None:
    """The member who acts."""
    return (await session.exec(select(Profile.id).where(Profile.user_id == viewer.user_id))).first()


async def change_all(
    session: AsyncSession, kind: type[AnyRow], ids: Collection[UUID], values: Mapping[str, Any]
) -> Sequence[UUID]:
    """Write these columns of all these rows that may be written; returns which ones were."""
    written = await session.exec(
        update(kind).where(col(kind.id).in_(ids)).values(**values).returning(col(kind.id))
    )
    return list(written.scalars())


async def add(session: AsyncSession, row: AnyRow) -> AnyRow:
    """Write a new row, and read what the database made of it."""
    session.add(row)
    await session.flush()
    await session.refresh(row)
    return row


async def created_before(
    session: AsyncSession, kind: type[AnyRow], id: UUID | None
) -> AnyRow | None:
    """What an earlier try of the same command made, whose answer was lost."""
    return await session.get(kind, id, populate_existing=True) if id else None

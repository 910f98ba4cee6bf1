"""The query that most screens need: the rows of one table, of an organization or of one parent.

Step 5 of the line in.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.orm import load_only
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.base import Row
from services.realtime.live.query import UNNAMED, Dependency, Label, Query, SharedBy

AnyRow = TypeVar('AnyRow', bound=Row)

OF_A_LIST_S = 0.1
OF_A_RECORD_S = 0.02


def rows_of(
    table: type[AnyRow],
    organization_id: UUID,
    *,
    of: tuple[str, UUID] | None = None,
    order: tuple[Any, ...] = (),
    sort: Callable[[AnyRow], Any] | None = None,
    deletable: bool = False,
    only: tuple[Any, ...] = (),
    label: Label = UNNAMED,
    shared_by: SharedBy = SharedBy.PERSON,
) -> Query[AnyRow]:
    """Rows that the viewer may see.

    `of`: column and id of what they belong to, `('proposal_id', id)`; else all of the organization.
    `order` is SQL's, `sort` Python's, for what SQL cannot order. `deletable`: leave out rows with a
    `deleted_at`. `only`: columns to read, the others raise.
    """
    name = str(table.__tablename__)
    column, value = of or ('organization_id', organization_id)
    columns: Any = table

    async def read(session: AsyncSession) -> Sequence[AnyRow]:
        statement = select(table).where(getattr(columns, column) == value).order_by(*order)
        if deletable:
            statement = statement.where(col(columns.deleted_at).is_(None))
        if only:
            statement = statement.options(load_only(*only, raiseload=True))
        found = await session.exec(statement)
        return sorted(found, key=sort) if sort else found.all()

    concerned = Dependency(table=name, column=column, value=str(value)) if of else None
    return Query(
        name=f'{name}:{value}',
        organization_id=organization_id,
        read=read,
        label=label,
        shared_by=shared_by,
        depends_on=(concerned or Dependency(table=name),),
        window_s=OF_A_RECORD_S if of else OF_A_LIST_S,
    )

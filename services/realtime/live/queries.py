"""The query that most screens need: the rows of one table, of an organization or of one parent.

Step 5 of the line in.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ARRAY, Select, Uuid, any_, bindparam
from sqlalchemy.orm import load_only
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from models.base import Row
from services.realtime.live.query import UNNAMED, Dependency, Label, Query, SharedBy
from services.realtime.live.window import SortKey, by, directions, sort_key

AnyRow = TypeVar('AnyRow', bound=Row)
AnySelect = TypeVar('AnySelect', bound=Select[Any])

OF_A_LIST_S = 0.1
OF_A_RECORD_S = 0.02


def rows_of(
    table: type[AnyRow],
    organization_id: UUID,
    *,
    of: tuple[str, UUID] | None = None,
    order: tuple[SortKey[AnyRow], ...] = (),
    sort: Callable[[AnyRow], Any] | None = None,
    deletable: bool = False,
    only: tuple[Any, ...] = (),
    label: Label = UNNAMED,
    shared_by: SharedBy = SharedBy.PERSON,
) -> Query[AnyRow]:
    """Rows that the viewer may see; one that changes is read alone.

    `of`: column and id of what they belong to, `('proposal_id', id)`; else all of the organization.
    `order` is SQL's and Python's, with the id to decide between equals; `sort` Python's alone, for
    what SQL cannot order. `deletable`: leave out rows with a `deleted_at`. `only`: columns to read,
    the others raise.
    """
    name = str(table.__tablename__)
    column, value = of or ('organization_id', organization_id)
    keys = (*order, by(table.id))
    found = _found(table, column, value, deletable=deletable, only=only)
    listed, some = found.order_by(*directions(keys)), among(found, table.id)

    async def read(session: AsyncSession) -> Sequence[AnyRow]:
        rows = (await session.exec(listed)).all()
        return sorted(rows, key=sort) if sort else rows

    async def read_keys(session: AsyncSession, ids: frozenset[UUID]) -> Sequence[AnyRow]:
        return (await session.exec(some, params={'ids': list(ids)})).all()

    follows = {'column': column, 'value': str(value)} if of else {}
    return Query(
        name=f'{name}:{value}',
        organization_id=organization_id,
        read=read,
        read_keys=read_keys,
        order=sort or (lambda row: sort_key(keys, row)),
        label=label,
        shared_by=shared_by,
        depends_on=(Dependency(table=name, key='id', **follows),),
        window_s=OF_A_RECORD_S if of else OF_A_LIST_S,
    )


def among(statement: AnySelect, id: Any) -> AnySelect:
    """Only the rows of some ids, which are told as the parameter `ids`, a list."""
    return statement.where(col(id) == any_(bindparam('ids', type_=ARRAY(Uuid))))


def _found(
    table: type[AnyRow], column: str, value: UUID, *, deletable: bool, only: tuple[Any, ...]
) -> SelectOfScalar[AnyRow]:
    columns: Any = table
    statement = select(table).where(getattr(columns, column) == value)
    if deletable:
        statement = statement.where(col(columns.deleted_at).is_(None))
    if only:
        statement = statement.options(load_only(*only, raiseload=True))
    return statement

"""The queries that most screens need: rows of a table, one row, a window of a list, a figure.

Step 5 of the line in.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlalchemy import ARRAY, Select, Uuid, any_, bindparam
from sqlalchemy.orm import load_only
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession
from sqlmodel.sql.expression import SelectOfScalar

from models.base import Row
from services.realtime.live.query import UNNAMED, Dependency, Label, Query, SharedBy
from services.realtime.live.window import SortKey, Window, by, directions, sort_key

AnyRow = TypeVar('AnyRow', bound=Row)
Shown = TypeVar('Shown')
Value = TypeVar('Value')
AnySelect = TypeVar('AnySelect', bound=Select[Any])

OF_A_LIST_S = 0.1
OF_A_RECORD_S = 0.02
COUNTED_S = 0.25
SEARCHED_S = 0.5
"""A search looks through all rows: that often at most."""
ONLY_ROW = UUID(int=1)

Read = Callable[..., Awaitable[Sequence[Shown]]]
"""Rows of a statement: `await read(session, statement, ids=[…])`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Generic[Value]):
    """The one row of a query that counts."""

    id: UUID = ONLY_ROW
    revision: int = 0
    value: Value


async def all_rows(session: AsyncSession, statement: Any, **params: Any) -> Sequence[Any]:
    """The rows as they are."""
    found: Sequence[Any] = (await session.exec(statement, params=params)).all()
    return found


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


def row_of(
    table: type[AnyRow],
    id: UUID,
    organization_id: UUID,
    *,
    label: Label = UNNAMED,
    shared_by: SharedBy = SharedBy.PERSON,
    also: tuple[Dependency, ...] = (),
) -> Query[AnyRow]:
    """The row if it is there and not removed; `also` decides whether it may be seen."""
    columns: Any = table
    living = select(table).where(columns.id == id, col(columns.deleted_at).is_(None))

    async def read(session: AsyncSession) -> Sequence[AnyRow]:
        return await all_rows(session, living)

    name = str(table.__tablename__)
    return Query(
        name=f'{name}:{id}',
        organization_id=organization_id,
        read=read,
        label=label,
        shared_by=shared_by,
        depends_on=(
            Dependency(table=name, column='id', value=str(id)),
            *also,
            Dependency(table='profiles'),
        ),
        window_s=0,
    )


def window_of(
    name: str,
    organization_id: UUID,
    what: str,
    statement: Select[Any],
    *,
    id: Any,
    window: Window[Shown],
    read: Read[Shown] = all_rows,
    label: Label,
    depends_on: tuple[Dependency, ...],
    is_searched: bool = False,
) -> Query[Shown]:
    """A stretch of a long list, the same for all members; a row that changes is read alone.

    `what` tells it from others of that name. `id` is the column that names the rows.
    """
    page, some = window.page(statement), among(statement, id)

    async def read_page(session: AsyncSession) -> Sequence[Shown]:
        return await read(session, page)

    async def read_keys(session: AsyncSession, ids: frozenset[UUID]) -> Sequence[Shown]:
        return await read(session, some, ids=list(ids))

    return Query(
        name=private_name(name, organization_id, what),
        organization_id=organization_id,
        read=read_page,
        read_keys=read_keys,
        window=window,
        window_s=SEARCHED_S if is_searched else OF_A_LIST_S,
        label=label,
        shared_by=SharedBy.ORGANIZATION,
        depends_on=(*depends_on, Dependency(table='profiles')),
    )


def figure_of(
    name: str,
    organization_id: UUID,
    what: str,
    *statements: Any,
    value: Callable[..., Value],
    label: Label,
    tables: tuple[str, ...],
    is_searched: bool = False,
    at_most_every_s: float = 0,
    lasts_s: Callable[[Value], float | None] | None = None,
) -> Query[Figure[Value]]:
    """What the database counts, as one row: `value(rows, …)` of the statements.

    A statement that depends on the day is a function that makes it. `at_most_every_s` and
    `lasts_s` are those of `Query`.
    """

    async def read(session: AsyncSession) -> Sequence[Figure[Value]]:
        made = (each() if callable(each) else each for each in statements)
        found = [await all_rows(session, each) for each in made]
        return [Figure(value=value(*found))]

    return Query(
        name=private_name(name, organization_id, what),
        organization_id=organization_id,
        read=read,
        window_s=at_most_every_s or (SEARCHED_S if is_searched else COUNTED_S),
        at_most_every_s=at_most_every_s,
        lasts_s=(lambda rows: lasts_s(rows[0].value) if rows else None) if lasts_s else None,
        label=label,
        shared_by=SharedBy.ORGANIZATION,
        depends_on=tuple(Dependency(table=table) for table in (*tables, 'profiles')),
    )


def private_name(name: str, organization_id: UUID, what: str) -> str:
    """Names are logged, and what somebody searches for is not for the log."""
    return f'{name}:{organization_id}:{sha256(what.encode()).hexdigest()[:16]}'


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

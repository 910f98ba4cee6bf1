"""One change of many rows, as one act that is taken back as one. Line out, step B.

It runs in the database over what the list shows; rows that are so already are left alone.
"""

import json
from collections.abc import Mapping
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Integer,
    Uuid,
    cast,
    column,
    func,
    literal,
    or_,
    update,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models.base import Row
from models.viewer import Operator
from services.commands.editables import Editable
from services.errors import Invalid
from services.records.lists import RecordList
from services.records.picked import MOST_PICKED, Before, BulkChange, Done, Kept, Picked
from services.retry import idempotent

AnyRow = TypeVar('AnyRow', bound=Row)
ONE_EVENT = select(func.set_config('tradewind.bulk', 'on', True))
"""From here to the end of the transaction rows tell nothing; whoever writes them does."""
PATIENTLY = select(func.set_config('statement_timeout', '120s', True))
"""Tens of thousands of rows take longer than anything else that people do."""
MOST_NAMED = 2
"""So many of those that were kept are called by their names."""


@idempotent
async def change_picked(
    session: AsyncSession,
    viewer: Operator,
    *,
    read: RecordList[AnyRow],
    picked: Picked,
    change: BulkChange,
) -> Done:
    """Make this change of all these rows that may be written. Raises: `Invalid` for too many."""
    table: Any = read.table
    where = read.picked(viewer.organization_id, picked)
    await _refuse_too_many(session, read, where)
    await session.exec(PATIENTLY)
    if read.event:
        await session.exec(ONE_EVENT)
    room = change.has_room
    full = 0
    if room is not None:
        without_room = select(func.count()).where(*where, change.is_needed, ~room)
        full = (await session.exec(without_room)).one()
        where = (*where, room)
    before = (
        select(table.id, change.column.label('was'))
        .where(*where, change.is_needed)
        .order_by(table.id)  # whoever else locks some of them does so in this order
        .with_for_update(key_share=True)
        .cte('before')
    )
    written = await session.exec(
        update(table)
        .where(table.id == before.c.id)
        .values({change.column.key: change.new})
        .returning(table.id, table.revision, before.c.was)
        .execution_options(synchronize_session=False)
    )
    done = Done(column=change.column.key, rows=tuple(Before(*row) for row in written), full=full)
    if done.rows and read.event:
        await _tell(session, viewer, read, {'count': len(done.rows), **change.told})
    return done


@idempotent
async def take_back(
    session: AsyncSession,
    viewer: Operator,
    *,
    of: Editable[AnyRow],
    read: RecordList[AnyRow],
    done: Done,
) -> Kept:
    """Give all these rows their values back, but for those that others changed since."""
    table: Any = of.table
    changed = getattr(table, done.column)
    given = (
        func.jsonb_to_recordset(_rows_of(done))
        .table_valued(
            column('id', Uuid), column('revision', Integer), column('was', changed.type),
            name='given',
        )
        .render_derived(with_types=True)
    )  # fmt: skip
    await session.exec(PATIENTLY)
    if read.event:
        await session.exec(ONE_EVENT)
    is_untouched = or_(table.revision == given.c.revision, col(table.updated_by) == viewer.user_id)
    written = await session.exec(
        update(table)
        .where(table.id == given.c.id, is_untouched)
        .values({done.column: given.c.was})
        .returning(table.id)
        .execution_options(synchronize_session=False)
    )
    back = tuple(written.scalars())
    if back and read.event:
        said = {'count': len(back), 'fields': [done.column], 'undone': True}
        await _tell(session, viewer, read, said)
    if len(back) == len(done.rows):
        return Kept(back=back)
    kept = list(set(done.ids).difference(back))
    names = await session.exec(
        select(getattr(table, of.named_by)).where(table.id.in_(kept[:MOST_NAMED]))
    )
    return Kept(back=back, names=tuple(names), count=len(kept))


async def _tell(
    session: AsyncSession, viewer: Operator, read: RecordList[AnyRow], said: Mapping[str, Any]
) -> None:
    data = cast(literal(json.dumps(said, default=str)), JSONB)
    told = func.tradewind.add_event(viewer.organization_id, read.event, '', None, None, None, data)
    await session.exec(select(told))


async def _refuse_too_many(
    session: AsyncSession, read: RecordList[AnyRow], where: tuple[ColumnElement[bool], ...]
) -> None:
    some = select(col(read.table.id)).where(*where).limit(MOST_PICKED + 1).subquery()
    found = (await session.exec(select(func.count()).select_from(some))).one()
    if found > MOST_PICKED:
        raise Invalid(
            f'These are more than {MOST_PICKED:,}, which is the most that is changed at once. '
            'Filter or search for fewer, and do it in parts.'
        )


def _rows_of(done: Done) -> ColumnElement[Any]:
    rows = [{'id': row.id, 'revision': row.revision, 'was': row.was} for row in done.rows]
    return cast(literal(json.dumps(rows, default=str)), JSONB(none_as_null=True))

"""Tables that people edit field by field: one declaration each, and the one command for all.

Line out, step B. Colleagues never overwrite each other's fields: what others changed meanwhile is
merged, and only where two wrote the same field differently is the edit refused.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models.base import Row
from models.fields import Fields
from models.viewer import Viewer
from services.commands.fields import validated
from services.commands.merge import merge
from services.commands.rows import change, get_row, lock_row
from services.errors import Conflict
from services.retry import idempotent

AnyRow = TypeVar('AnyRow', bound=Row)
Values = Mapping[str, Any]


async def nothing_above(session: AsyncSession, row: Any) -> None:
    """The row stands by itself."""


async def nothing_before(session: AsyncSession, row: Any, changes: Values) -> None:
    """The row may change as it is."""


async def nothing_follows(
    session: AsyncSession, organization_id: UUID | None, changes: Values
) -> Values:
    """No other column depends on what was typed."""
    return {}


def nothing_typed(changes: Values) -> None:
    """The fields' own rules are enough."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Editable(Generic[AnyRow]):
    """What may be edited of one table, and how; declared by its domain."""

    table: type[AnyRow]
    fields: type[Fields]
    """What may be typed; a name that is not among them cannot be written."""
    name: str
    """What people call a row: `activity`. Unique; kept conflicts are found again by it."""
    named_by: str = 'title'
    """The column that says what one of them is called."""
    cells: frozenset[str] = frozenset()
    """Columns that are edited where they stand; browsers can name anything."""
    check: Callable[[Values], None] = nothing_typed
    """Looks at what was typed before the fields do. Raises: `Invalid`."""
    lock_above: Callable[[AsyncSession, AnyRow], Awaitable[object]] = nothing_above
    """Locks what the row is a part of, always before the row itself."""
    before_edit: Callable[[AsyncSession, AnyRow, Values], Awaitable[object]] = nothing_before
    """Called with what is about to be written. Raises: `Invalid` where it may not be."""
    follows: Callable[[AsyncSession, UUID | None, Values], Awaitable[Values]] = nothing_follows
    """Columns that nobody types, worked out of those about to be written and written with them."""


@idempotent
async def edit(
    session: AsyncSession,
    viewer: Viewer,
    *,
    of: Editable[AnyRow],
    id: UUID,
    changes: Values,
    base: Values | None = None,
) -> AnyRow:
    """Change the given fields of a row.

    `base` holds the values that were seen when the edit began. Repeating an edit that was written
    already changes nothing.

    Raises: `Invalid` naming the field, `NotFound`, `NotAllowed`; `Conflict` where another value
    than the one seen is there now, and not the wanted one either.
    """
    of.check(changes)
    mine = validated(of.fields, changes)
    await of.lock_above(session, await get_row(session, of.table, id))
    row = await lock_row(session, of.table, id)
    merged = merge(
        of.fields,
        {name: getattr(row, name) for name in mine},
        mine,
        base,
        by=row.updated_by,
        at=row.updated_at,
    )
    if merged.clashes:
        raise Conflict(merged.clashes)
    if not merged.changes:
        return row
    await of.before_edit(session, row, merged.changes)
    follows = await of.follows(session, getattr(row, 'organization_id', None), merged.changes)
    return await change(session, of.table, id, {**merged.changes, **follows})

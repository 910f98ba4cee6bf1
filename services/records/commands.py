"""New records, and taking them away: one command each for every table. Line out, step B."""

from collections.abc import Collection, Sequence
from typing import Any, TypeVar
from uuid import UUID, uuid4

from sqlmodel.ext.asyncio.session import AsyncSession

from models.base import Row
from models.viewer import Operator
from services.commands import rows
from services.commands.editables import Editable
from services.commands.fields import validated
from services.retry import idempotent

AnyRow = TypeVar('AnyRow', bound=Row)


@idempotent
async def add(
    session: AsyncSession,
    viewer: Operator,
    *,
    of: Editable[AnyRow],
    id: UUID | None = None,
    **typed: Any,
) -> AnyRow:
    """A new record, looked after by whoever made it. Raises: `Invalid`.

    With an `id` of the caller's, repeating it makes no second one.
    """
    made = await rows.created_before(session, of.table, id)
    if made is not None:
        return made
    fields = validated(of.fields, {of.named_by: '', **typed})
    values: dict[str, Any] = {
        'id': id or uuid4(),
        'organization_id': viewer.organization_id,
        'owner_id': await rows.profile_id(session, viewer),
        **fields,
        **await of.follows(session, viewer.organization_id, fields),
    }
    return await rows.add(session, of.table(**values))


@idempotent
async def delete(
    session: AsyncSession,
    viewer: Operator,
    *,
    of: Editable[AnyRow],
    id: UUID,
    deleted: bool = True,
) -> AnyRow:
    """Delete a record, or bring it back (`deleted=False`)."""
    return await rows.change(session, of.table, id, {'deleted_at': rows.since(deleted)})


@idempotent
async def delete_all(
    session: AsyncSession,
    viewer: Operator,
    *,
    of: Editable[AnyRow],
    ids: Collection[UUID],
    deleted: bool,
) -> Sequence[UUID]:
    """The same for many at once; which ones there were."""
    return await rows.change_all(session, of.table, ids, {'deleted_at': rows.since(deleted)})

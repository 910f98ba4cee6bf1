"""What a person does with an import: choose, begin, stop, take back. Line out, step B."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Import, ImportPolicy, ImportRow, ImportState, Profile
from models.viewer import Operator, Viewer
from services.commands import rows
from services.contacts.importing import Options
from services.errors import Changed, Invalid

UNDO_DAYS = 12
"""So long a whole import can be taken back."""
STALE_S = 30.0
"""So long nothing is heard of who works on an import, until it counts as left."""
AT_REST = (ImportState.READY, ImportState.CANCELLED, ImportState.FAILED)
ENDED = (ImportState.DONE, ImportState.CANCELLED, ImportState.FAILED)


async def choose(
    session: AsyncSession, viewer: Operator, *, id: UUID, options: Mapping[str, Any]
) -> Import:
    """Keep what somebody chose about the file; it is read anew then. Raises: `Invalid`."""
    row = await rows.lock_row(session, Import, id)
    _check(row.state in AT_REST and not row.done, row)
    chosen = {**row.options, **options}
    try:
        Options.of_json(chosen)
    except (TypeError, ValueError) as error:
        raise Invalid('That cannot be chosen here.') from error
    return await rows.change(
        session, Import, id, {'options': chosen, 'state': ImportState.READING, **_beat()}
    )


async def set_policy(
    session: AsyncSession, viewer: Operator, *, id: UUID, policy: ImportPolicy
) -> Import:
    """Say what is done with those who are here already."""
    row = await rows.lock_row(session, Import, id)
    _check(row.state is ImportState.READY and not row.done, row)
    return await rows.change(session, Import, id, {'policy': policy})


async def start(session: AsyncSession, viewer: Operator, *, id: UUID) -> Import:
    """Begin to write, or go on. Raises: `Invalid` with who is before."""
    row = await rows.lock_row(session, Import, id)
    _check(row.state in AT_REST and bool(row.total) and 'undoing' not in row.counts, row)
    await _wait_for_others(session, row)
    began = {'started_at': row.started_at or datetime.now(UTC), 'ended_at': None, 'problem': ''}
    by = await rows.profile_id(session, viewer)
    return await rows.change(
        session, Import, id,
        {'state': ImportState.RUNNING, 'started_by': by, **began, **_beat()},
    )  # fmt: skip


async def stop(session: AsyncSession, viewer: Operator, *, id: UUID) -> Import:
    """Write no more lines; those that are in stay until somebody takes them back."""
    row = await rows.lock_row(session, Import, id)
    _check(row.state is ImportState.RUNNING, row)
    return await rows.change(
        session, Import, id, {'state': ImportState.CANCELLED, 'ended_at': datetime.now(UTC)}
    )


async def undo(session: AsyncSession, viewer: Operator, *, id: UUID) -> Import:
    """Begin to take all of it back."""
    row = await rows.lock_row(session, Import, id)
    _check(row.state in ENDED and bool(row.done), row)
    if undo_until(row) < datetime.now(UTC):
        raise Invalid(f'An import can be undone for {UNDO_DAYS} days. This one is older.')
    await _wait_for_others(session, row)
    counts = {**row.counts, 'undoing': True}
    return await rows.change(
        session, Import, id, {'state': ImportState.UNDOING, 'counts': counts, **_beat()}
    )


def undo_until(row: Import) -> datetime:
    """Up to when it can be taken back."""
    return (row.ended_at or row.started_at or datetime.now(UTC)) + timedelta(days=UNDO_DAYS)


async def end(
    session: AsyncSession,
    viewer: Viewer,
    *,
    id: UUID,
    state: ImportState,
    only: ImportState | None = None,
    values: Mapping[str, Any] | None = None,
) -> bool:
    """It has come to an end; `only` from this state. Returns whether it was in it."""
    conditions = [col(Import.id) == id, *([col(Import.state) == only] if only else [])]
    ended = await session.exec(
        update(Import)
        .where(*conditions)
        .values(state=state, ended_at=datetime.now(UTC), **(values or {}))
        .returning(col(Import.id))
    )
    return bool(list(ended.scalars()))


async def beat(
    session: AsyncSession, viewer: Viewer, *, id: UUID, values: Mapping[str, Any] | None = None
) -> None:
    """Whoever works on it is there, and how far they are."""
    await session.exec(
        update(Import).where(col(Import.id) == id).values(**(values or {}), **_beat())
    )


async def give_up_left(session: AsyncSession, viewer: Viewer) -> int:
    """Those whose process is gone say where they stand; returns how many there were."""
    stale = datetime.now(UTC) - timedelta(seconds=STALE_S)
    under_way = (ImportState.READING, ImportState.RUNNING, ImportState.UNDOING)
    left = await session.exec(
        update(Import)
        .where(col(Import.state).in_(under_way), func.coalesce(Import.beat_at, stale) <= stale)
        .values(
            state=ImportState.FAILED,
            ended_at=func.now(),
            problem='Tradewind was stopped while this went on. What is in is whole.',
            done=_done_of_import(),
        )
        .returning(col(Import.id))
    )
    return len(list(left.scalars()))


def _done_of_import() -> Any:
    counted = select(func.count()).select_from(ImportRow)
    own = col(ImportRow.import_id) == Import.id, col(ImportRow.is_done)
    return counted.where(*own).correlate(Import).scalar_subquery()


async def _wait_for_others(session: AsyncSession, row: Import) -> None:
    found = (
        await session.exec(
            select(Import.file_name, Profile.full_name)
            .join(Profile, col(Profile.id) == Import.started_by, isouter=True)
            .where(
                Import.organization_id == row.organization_id,
                Import.id != row.id,
                col(Import.state).in_((ImportState.RUNNING, ImportState.UNDOING)),
            )
        )
    ).first()
    if found is not None:
        file_name, name = found
        raise Invalid(f'{name or "A colleague"} is importing {file_name}. Begin once that is done.')


def _check(is_so: bool, row: Import) -> None:
    if not is_so:
        raise Changed


def _beat() -> dict[str, Any]:
    return {'beat_at': datetime.now(UTC)}

"""What screens read of imports: where one stands, and some of its lines. Step 5 of the line in."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, Import, ImportPolicy, ImportRow, RowVerdict
from models.viewer import Viewer
from services.contacts.imports import joining
from services.contacts.imports.joining import COLUMNS
from services.realtime.live import Label, Query, SharedBy, rows_of

AT_ONCE = 50
"""Lines that are looked at together."""


class Tab(StrEnum):
    """Which lines somebody looks at."""

    ALL = 'all'
    NEW = 'new'
    UPDATES = 'updates'
    LOOK = 'look'
    REFUSED = 'refused'


VERDICTS = {
    Tab.NEW: (RowVerdict.NEW,),
    Tab.UPDATES: (RowVerdict.UPDATE,),
    Tab.LOOK: (RowVerdict.TWICE,),
    Tab.REFUSED: (RowVerdict.REFUSED,),
}


class Line(NamedTuple):
    """A line with whom it is joined to, or may be."""

    row: ImportRow
    other: str = ''
    """The other one's name."""
    above: int = 0
    """Where the other one stands in this file, if there."""
    changes: tuple[str, ...] = ()
    """Columns of the other one that become something else."""
    tags: tuple[str, ...] = ()
    """Tags that the other one is given."""


def import_of(import_id: UUID, organization_id: UUID) -> Query[Import]:
    """One import, or none."""
    return rows_of(
        Import, organization_id, of=('id', import_id),
        label=Label('Import', 'upload'), shared_by=SharedBy.ORGANIZATION,
    )  # fmt: skip


async def lines(
    session: AsyncSession, viewer: Viewer, *, of: Import, tab: Tab, start: int = 0
) -> Sequence[Line]:
    """Lines from this one of the file on, so many as are looked at together."""
    statement = select(ImportRow).where(ImportRow.import_id == of.id, ImportRow.line >= start)
    if verdicts := VERDICTS.get(tab):
        statement = statement.where(col(ImportRow.verdict).in_(verdicts))
    found = (
        await session.exec(
            statement.order_by(col(ImportRow.line), col(ImportRow.id)).limit(AT_ONCE + 1)
        )
    ).all()
    named = {row.other_id or row.contact_id for row in found} - {row.id for row in found}
    others = {
        row.id: row
        for row in (await session.exec(select(Contact).where(col(Contact.id).in_(named)))).all()
    }
    above = select(ImportRow).where(ImportRow.import_id == of.id, col(ImportRow.id).in_(named))
    in_file = {row.id: row for row in (*(await session.exec(above)).all(), *found)}
    return [_line(row, others, in_file, of.policy) for row in found]


def _line(
    row: ImportRow,
    others: Mapping[Any, Contact],
    in_file: Mapping[Any, ImportRow],
    policy: ImportPolicy,
) -> Line:
    other = row.other_id or row.contact_id
    if other == row.id or other is None:
        return Line(row)
    if (here := others.get(other)) is not None:
        values = {name: getattr(here, name) for name in COLUMNS}
        values['birthday'] = here.birthday.isoformat() if here.birthday else ''
        found = joining.changes(values, row.draft, policy)
        tags = tuple(each for each in found.get('tags', ()) if each not in here.tags)
        known = [('email', here.email, here.email_key), ('phone', here.phone, here.phone_key)]
        more = (kind for kind, _, _ in joining.further(known, row.draft, found))
        names = tuple(name for name in found if not name.endswith('_key') and name != 'tags')
        return Line(row, here.full_name, changes=tuple(dict.fromkeys((*names, *more))), tags=tags)
    if (line := in_file.get(other)) is not None:
        return Line(row, str(line.draft.get('full_name', '')), above=line.line)
    return Line(row)


async def refused(
    session: AsyncSession, viewer: Viewer, *, of: Import, after: int = -1
) -> Sequence[ImportRow]:
    """Lines that were refused, a thousand at a time, as they stood in the file."""
    statement = (
        select(ImportRow)
        .where(
            ImportRow.import_id == of.id,
            ImportRow.line > after,
            ImportRow.verdict == RowVerdict.REFUSED,
        )
        .order_by(col(ImportRow.line))
        .limit(1000)
    )
    return (await session.exec(statement)).all()

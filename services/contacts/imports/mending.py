"""A refused line is mended where it stands, and looked at anew. Line out, step B."""

import csv
import io
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Import, ImportRow, ImportState, RowVerdict
from models.text import cut
from models.viewer import Operator
from services.commands import rows
from services.contacts import importing
from services.contacts.importing import Field, Options, Source
from services.contacts.imports import checking
from services.contacts.imports.drafts import staged
from services.errors import Changed, Invalid, NotFound

FIELD_OF = {'bad_email': Field.EMAIL, 'no_identity': Field.FULL_NAME}
"""What is typed anew, by what was wrong."""
NAMES = (Field.FULL_NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.DISPLAY_NAME)


async def mend(
    session: AsyncSession, viewer: Operator, *, id: UUID, row_id: UUID, text: str
) -> Import:
    """Put this into the cell that was wrong. Raises: `Invalid` where it still is."""
    of = await rows.lock_row(session, Import, id)
    if of.state is not ImportState.READY:
        raise Changed
    line = (
        await session.exec(
            select(ImportRow).where(ImportRow.id == row_id, ImportRow.import_id == id)
        )
    ).first()
    if line is None:
        raise NotFound
    reason = line.reason.partition(':')[0]
    place = _place(of, FIELD_OF.get(reason, Field.EMAIL))
    cells = [str(each) for each in line.cells]
    cells += [''] * (place + 1 - len(cells))
    cells[place] = text
    read = _read(of, cells)
    if not isinstance(read, importing.ImportRow):
        said = read.sentence if isinstance(read, importing.Refusal) else ''
        raise Invalid(said or 'This row still names nobody.')
    await session.exec(
        update(ImportRow)
        .where(col(ImportRow.id) == row_id)
        .values(
            verdict=RowVerdict.NEW, reason='', cells=[], draft=staged(read.contact),
            contact_id=row_id,
        )
    )  # fmt: skip
    found = await checking.check(session, viewer, of=of)
    reasons = {**of.counts.get('reasons', {})}
    reasons[reason] = max(0, int(reasons.get(reason, 1)) - 1)
    counts = {**of.counts, 'found': found, 'reasons': reasons}
    return await rows.change(session, Import, id, {'counts': counts})


def _place(of: Import, field: Field) -> int:
    """Which cell holds the field."""
    wanted = NAMES if field in NAMES else (field,)
    columns: list[dict[str, Any]] = of.guess.get('columns', [])
    for each in wanted:
        for column in columns:
            if column.get('field') == each:
                return int(column['place'])
    raise Invalid(f'No column of this file becomes {field.value.replace("_", " ")}.')


def _read(of: Import, cells: list[str]) -> importing.Read | None:
    """The line by itself, under the header of its file."""
    columns = sorted(of.guess.get('columns', []), key=lambda each: each['place'])
    text = io.StringIO()
    writer = csv.writer(text, lineterminator='\n')
    writer.writerow([cut(str(each['header'])) or f'Column {each["place"]}' for each in columns])
    writer.writerow(cells)
    chosen = {str(each['place']): Field(each['field']) for each in columns}
    region = str(of.options.get('region') or '')
    order = str(of.options.get('date_order') or of.guess.get('date_order') or '')
    options = Options(
        region=region, encoding='utf-8', delimiter=',', header_line=1, columns=chosen,
        date_order='' if order == 'ask' else order,
    )  # fmt: skip
    found = importing.read(Source(text.getvalue().encode()), options)
    return next((each for each in found if not isinstance(each, importing.Skipped)), None)

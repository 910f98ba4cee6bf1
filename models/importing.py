"""Imports of contacts: a file, what became of each of its lines, and its parts until then."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models.base import Row, Utc, enum_field, text_field
from models.text import Line

PART_BYTES = 1024 * 1024
"""Bytes of one part of a file."""


class ImportState(StrEnum):
    """How far an import has come."""

    READING = 'reading'
    READY = 'ready'
    RUNNING = 'running'
    DONE = 'done'
    CANCELLED = 'cancelled'
    FAILED = 'failed'
    UNDOING = 'undoing'
    UNDONE = 'undone'


class ImportPolicy(StrEnum):
    """What is done with somebody who is here already."""

    FILL = 'fill'
    OVERWRITE = 'overwrite'
    LEAVE = 'leave'
    TWICE = 'twice'


class RowVerdict(StrEnum):
    """What a line is, before anything is written."""

    NEW = 'new'
    UPDATE = 'update'
    """Surely somebody who is here, or in a line above."""
    TWICE = 'twice'
    """It may be somebody who is here: kept apart, and marked."""
    REFUSED = 'refused'
    SKIP = 'skip'


def json_field(empty: str = '{}') -> Any:
    """A column of plain JSON that is empty rather than null."""
    return Field(
        default_factory=list if empty == '[]' else dict,
        sa_type=JSONB,
        nullable=False,
        sa_column_kwargs={'server_default': empty},
    )


def _number() -> Any:
    return Field(default=0, sa_column_kwargs={'server_default': text('0')})


def _of_import(table: str, *more: Any) -> tuple[Any, ...]:
    return (
        ForeignKeyConstraint(
            ['import_id', 'organization_id'],
            ['imports.id', 'imports.organization_id'],
            ondelete='CASCADE',
        ),
        *more,
    )


class Import(Row, table=True):
    """A file that somebody sent, and where it stands."""

    __tablename__ = 'imports'
    __table_args__ = (
        UniqueConstraint('id', 'organization_id'),
        ForeignKeyConstraint(
            ['started_by', 'organization_id'],
            ['profiles.id', 'profiles.organization_id'],
            ondelete='SET NULL (started_by)',
        ),
        Index('ix_imports_organization_id', 'organization_id', text('created_at desc')),
        Index(
            'uq_imports_running',
            'organization_id',
            unique=True,
            postgresql_where=text("state in ('running', 'undoing')"),
        ),
    )

    organization_id: UUID = Field(foreign_key='organizations.id')
    file_name: Line = text_field()
    size_bytes: int = _number()
    state: ImportState = enum_field(ImportState.READING)
    policy: ImportPolicy = enum_field(ImportPolicy.FILL)
    options: dict[str, Any] = json_field()
    """What somebody chose: region, encoding, order of dates, columns."""
    guess: dict[str, Any] = json_field()
    """What was found: encoding, delimiter, columns with their first values and why."""
    header_key: Line = text_field()
    """Equal for files with the same header: what was chosen for one is kept for the next."""
    problem: Line = text_field()
    """Why it did not go on, as a sentence."""
    total: int = _number()
    """Lines that hold somebody."""
    done: int = _number()
    """Lines of which something came."""
    counts: dict[str, Any] = json_field()
    """By verdict, by reason, and what was written."""
    started_by: UUID | None = None
    started_at: datetime | None = Field(default=None, sa_type=Utc)
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    beat_at: datetime | None = Field(default=None, sa_type=Utc)
    """When whoever works on it was last heard of."""


class ImportRow(Row, table=True):
    """One line of the file, and what came of it; never published."""

    __tablename__ = 'import_rows'
    __live__ = False
    __table_args__ = _of_import(
        'import_rows',
        Index('ix_import_rows_line', 'import_id', 'line'),
        Index('ix_import_rows_verdict', 'import_id', 'verdict', 'line'),
        Index(
            'ix_import_rows_contact',
            'import_id',
            'contact_id',
            postgresql_where=text('contact_id is not null'),
        ),
    )

    organization_id: UUID
    import_id: UUID
    line: int
    """Where it begins in the file."""
    cells: list[Any] = json_field('[]')
    """As they stood in the file, of a line that was refused."""
    draft: dict[str, Any] = json_field()
    """Who it is."""
    verdict: RowVerdict = enum_field(RowVerdict.NEW)
    reason: Line = text_field()
    contact_id: UUID | None = None
    """Who was made of it, or whom it was joined to."""
    other_id: UUID | None = None
    """Who it may be as well."""
    is_done: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    before: dict[str, Any] | None = Field(default=None, sa_type=JSONB)
    """What the contact was before; of the first line of this file that changed it."""
    left_at: int | None = None
    """The contact's revision as this import left it."""


class ImportPart(Row, table=True):
    """A piece of the file; only the program reads it."""

    __tablename__ = 'import_parts'
    __live__ = False
    __table_args__ = _of_import('import_parts', UniqueConstraint('import_id', 'number'))

    organization_id: UUID
    import_id: UUID
    number: int
    content: bytes

"""Two contacts that turned out to be one, or not to be."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field

from models.base import Row, Utc


def _contact(column: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        [column, 'organization_id'], ['contacts.id', 'contacts.organization_id'], ondelete='CASCADE'
    )


class ContactMerge(Row, table=True):
    """Which of two was kept, and what it takes to undo it."""

    __tablename__ = 'contact_merges'
    __table_args__ = (
        _contact('kept_id'),
        _contact('merged_id'),
        CheckConstraint('kept_id <> merged_id', name='two'),
        CheckConstraint("jsonb_typeof(data) = 'object'", name='data'),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    kept_id: UUID = Field(index=True)
    merged_id: UUID = Field(index=True)
    data: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=JSONB,
        nullable=False,
        sa_column_kwargs={'server_default': text("'{}'::jsonb")},
    )
    """`{"before": {field: value}, "after": {field: value}, "moved": {"proposals.client_id": [id]},
    "channels": [id], "tags": [added]}`."""
    merged_at: datetime | None = Field(
        default=None, sa_type=Utc, nullable=False, sa_column_kwargs={'server_default': func.now()}
    )
    undone_at: datetime | None = Field(default=None, sa_type=Utc)


class ContactPair(Row, table=True):
    """Two who look alike and are not the same."""

    __tablename__ = 'contact_pairs'
    __table_args__ = (
        _contact('one_id'),
        _contact('other_id'),
        CheckConstraint('one_id <> other_id', name='two'),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    one_id: UUID = Field(index=True)
    other_id: UUID = Field(index=True)
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)

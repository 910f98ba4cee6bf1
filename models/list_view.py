"""Views of lists that people keep, and how they like lists to look."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from models.base import Row, Utc, enum_field
from models.fields import Fields
from models.text import Name

MOST_VIEWS = 1000
"""Of a list, as positions go."""


class ViewKind(StrEnum):
    VIEW = 'view'
    """A tab with a name: filters, words, an order."""
    LOOK = 'look'
    """Columns, and table or cards; one for each person and list."""


class ListViewBase(SQLModel):
    """What may be typed."""

    name: Name
    profile_id: UUID | None = None
    """Whose it is; None is shared with the organization."""
    state: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=JSONB,
        nullable=False,
        sa_column_kwargs={'server_default': text("'{}'")},
    )
    """`{"sort": "latest", "reverse": false, "words": "", "filters": ["stage:lead"]}`"""
    position: int = Field(
        default=0, ge=0, le=MOST_VIEWS, sa_column_kwargs={'server_default': text('0')}
    )
    list: str = Field(max_length=40, regex='^[a-z][a-z_]{1,39}$')
    """Of which list: its table."""
    kind: ViewKind = enum_field(ViewKind.VIEW)


class ListView(Row, ListViewBase, table=True):
    __tablename__ = 'list_views'
    __table_args__ = (
        ForeignKeyConstraint(
            ['profile_id', 'organization_id'],
            ['profiles.id', 'profiles.organization_id'],
            ondelete='CASCADE',
        ),
        CheckConstraint("list ~ '^[a-z][a-z_]{1,39}$'", name='list'),
        CheckConstraint(f'position between 0 and {MOST_VIEWS}', name='position'),
        CheckConstraint(
            "jsonb_typeof(state) = 'object' and pg_column_size(state) <= 16000", name='state'
        ),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', ondelete='CASCADE', index=True)
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class ListViewFields(ListViewBase, Fields):
    name: Name = 'View'
    list: str = Field(default='contacts', max_length=40, regex='^[a-z][a-z_]{1,39}$')

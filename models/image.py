"""Uploaded pictures, kept beside the rows that show them so that every process has them."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Field

from models.base import Row, Utc


class Image(Row, table=True):
    """A checked and resized picture; never published to realtime."""

    __tablename__ = 'images'
    __live__ = False

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    width: int
    height: int
    content: bytes
    """WebP."""
    unused_since: datetime | None = Field(default=None, sa_type=Utc)
    """When it was first found that nothing refers to it; some while later it is deleted."""

"""Uploaded pictures, kept beside the rows that show them so that every process has them."""

from uuid import UUID

from sqlmodel import Field

from models.base import Row


class Image(Row, table=True):
    """A checked and resized picture; never published to realtime."""

    __tablename__ = 'images'
    __live__ = False

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    width: int
    height: int
    content: bytes
    """WebP."""

"""Contacts: one record for each person an organization deals with."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlmodel import Field

from models.base import Row, Utc, text_field
from models.fields import Fields
from models.text import Line, Name

CLIENT_COLOR = 4
"""Presence colour of a client who has no other; 1 to 6."""


class Contact(Row, table=True):
    __tablename__ = 'contacts'
    __table_args__ = (
        UniqueConstraint('id', 'organization_id'),
        CheckConstraint('color between 1 and 6', name='color'),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    full_name: Name
    email: Line = text_field()
    phone: Line = text_field()
    city: Line = text_field()
    portrait: Line = text_field()
    color: int = Field(
        default=CLIENT_COLOR, sa_column_kwargs={'server_default': text(str(CLIENT_COLOR))}
    )
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class ContactFields(Fields):
    full_name: Name = 'Contact'
    email: Line = ''
    phone: Line = ''
    city: Line = ''

"""Contacts: one record for each person an organization deals with."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import Row, Utc, enum_field, living_index, tags_field, text_field
from models.fields import Fields
from models.searched import search_columns
from models.text import Line, Name, Prose, Tags

CLIENT_COLOR = 4
"""Presence colour of a client who has no other; 1 to 6."""


class ContactStage(StrEnum):
    """How far it has come with them."""

    LEAD = 'lead'
    IN_CONVERSATION = 'in_conversation'
    CLIENT = 'client'
    CUSTOMER = 'customer'


class ContactBase(SQLModel):
    """What may be typed."""

    full_name: Name
    email: Line = text_field()
    phone: Line = text_field()
    city: Line = text_field()
    company: Line = text_field()
    language: Line = text_field()
    travels_with: Line = text_field()
    source: Line = text_field()
    """How they came: a fair, a friend, the website."""
    stage: ContactStage = enum_field(ContactStage.LEAD)
    tags: Tags = tags_field()
    note: Prose = text_field()
    owner_id: UUID | None = None
    """The member who looks after them."""


class Contact(Row, ContactBase, table=True):
    __tablename__ = 'contacts'
    __table_args__ = (
        UniqueConstraint('id', 'organization_id'),
        CheckConstraint('color between 1 and 6', name='color'),
        ForeignKeyConstraint(
            ['owner_id', 'organization_id'],
            ['profiles.id', 'profiles.organization_id'],
            ondelete='SET NULL (owner_id)',
        ),
        living_index('ix_contacts_name', text('folded_name')),
        living_index('ix_contacts_latest', text('updated_at desc')),
        living_index('ix_contacts_stage', 'stage', text('updated_at desc')),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    portrait: Line = text_field()
    color: int = Field(
        default=CLIENT_COLOR, sa_column_kwargs={'server_default': text(str(CLIENT_COLOR))}
    )
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class ContactFields(ContactBase, Fields):
    full_name: Name = 'Contact'


FOLDED_NAME, SEARCHED = search_columns(Contact, 'full_name', 'email', 'phone', 'city', 'company')

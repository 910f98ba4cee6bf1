"""Notes on contacts: what members write of somebody, in Markdown."""

from datetime import datetime
from uuid import UUID

import sqlalchemy
from sqlalchemy import ForeignKeyConstraint, Index
from sqlmodel import Field, SQLModel

from models.base import Row, Utc
from models.fields import Fields
from models.text import Note


class ContactNoteBase(SQLModel):
    """What may be typed."""

    text: Note
    """Markdown; a colleague is mentioned as `@[Name](member:<profile id>)`."""


class ContactNote(Row, ContactNoteBase, table=True):
    __tablename__ = 'contact_notes'
    __table_args__ = (
        ForeignKeyConstraint(
            ['contact_id', 'organization_id'],
            ['contacts.id', 'contacts.organization_id'],
            ondelete='CASCADE',
        ),
        ForeignKeyConstraint(
            ['author_id', 'organization_id'],
            ['profiles.id', 'profiles.organization_id'],
            ondelete='SET NULL (author_id)',
        ),
        Index(
            'ix_contact_notes_contact_id', 'contact_id', sqlalchemy.text('created_at desc'), 'id'
        ),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    contact_id: UUID
    author_id: UUID | None = None
    """The member who wrote it; a trigger says who."""
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class ContactNoteFields(ContactNoteBase, Fields):
    text: Note = 'Note'

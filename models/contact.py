"""Contacts: one record for each person an organization deals with."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    ForeignKeyConstraint,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from models.base import Row, Utc, enum_text, text_field
from models.fields import Fields
from models.text import Line, Name, Prose, Tags

CLIENT_COLOR = 4
"""Presence colour of a client who has no other; 1 to 6."""


class ContactStage(StrEnum):
    """How far it has come with them."""

    LEAD = 'lead'
    IN_CONVERSATION = 'in_conversation'
    CLIENT = 'client'
    CUSTOMER = 'customer'


class Contact(Row, table=True):
    __tablename__ = 'contacts'
    __table_args__ = (
        UniqueConstraint('id', 'organization_id'),
        CheckConstraint('color between 1 and 6', name='color'),
        ForeignKeyConstraint(
            ['owner_id', 'organization_id'],
            ['profiles.id', 'profiles.organization_id'],
            ondelete='SET NULL (owner_id)',
        ),
        *(
            Index(
                name, 'organization_id', *columns, 'id', postgresql_where=text('deleted_at is null')
            )
            for name, *columns in (
                ('ix_contacts_name', text('folded_name')),
                ('ix_contacts_latest', text('updated_at desc')),
                ('ix_contacts_stage', 'stage', text('updated_at desc')),
            )
        ),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    full_name: Name
    email: Line = text_field()
    phone: Line = text_field()
    city: Line = text_field()
    company: Line = text_field()
    language: Line = text_field()
    travels_with: Line = text_field()
    source: Line = text_field()
    """How they came: a fair, a friend, the website."""
    stage: ContactStage = Field(
        default=ContactStage.LEAD,
        sa_type=enum_text(ContactStage),
        sa_column_kwargs={'server_default': ContactStage.LEAD.value},
    )
    tags: tuple[str, ...] = Field(
        default=(),
        sa_type=ARRAY(Text, as_tuple=True),
        sa_column_kwargs={'server_default': '{}'},
        nullable=False,
    )
    note: Prose = text_field()
    owner_id: UUID | None = None
    """The member who looks after them."""
    portrait: Line = text_field()
    color: int = Field(
        default=CLIENT_COLOR, sa_column_kwargs={'server_default': text(str(CLIENT_COLOR))}
    )
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


FOLDED_NAME: Column[str] = Column(
    'folded_name',
    Text(collation='C'),
    Computed('tradewind.folded(full_name::text)'),
    nullable=False,
)
SEARCHED: Column[str] = Column(
    'searched',
    Text,
    Computed(
        "tradewind.search_text(full_name::text || ' '::text || email::text || ' '::text"
        " || phone::text || ' '::text || city::text || ' '::text || company::text)"
    ),
    nullable=False,
)
for column in (FOLDED_NAME, SEARCHED):
    # after the class is mapped: queries know them, rows do not carry them
    SQLModel.metadata.tables['contacts'].append_column(column)


class ContactFields(Fields):
    full_name: Name = 'Contact'
    email: Line = ''
    phone: Line = ''
    city: Line = ''
    company: Line = ''
    language: Line = ''
    travels_with: Line = ''
    source: Line = ''
    stage: ContactStage = ContactStage.LEAD
    tags: Tags = ()
    note: Prose = ''
    owner_id: UUID | None = None

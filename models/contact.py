"""Contacts: one record for each person an organization deals with."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from models.base import (
    Row,
    Utc,
    enum_field,
    enum_text,
    living_index,
    living_key,
    tags_field,
    text_field,
)
from models.fields import Birthday, Fields
from models.searched import search_columns
from models.text import Line, Name, Prose, Said, Tags

CLIENT_COLOR = 4
"""Presence colour of a client who has no other; 1 to 6."""


class ContactStage(StrEnum):
    """How far it has come with them."""

    LEAD = 'lead'
    IN_CONVERSATION = 'in_conversation'
    CLIENT = 'client'
    CUSTOMER = 'customer'


class MailConsent(StrEnum):
    """Whether they want mails that are not about a trip of theirs."""

    UNKNOWN = 'unknown'
    AGREED = 'agreed'
    DECLINED = 'declined'


class ChannelKind(StrEnum):
    """How somebody is reached."""

    EMAIL = 'email'
    PHONE = 'phone'


class ContactBase(SQLModel):
    """What may be typed."""

    full_name: Name
    first_name: Line = text_field()
    last_name: Line = text_field()
    email: Line = text_field()
    phone: Line = text_field()
    city: Line = text_field()
    country: Line = text_field()
    company: Line = text_field()
    birthday: Birthday | None = None
    language: Line = text_field()
    travels_with: Line = text_field()
    source: Line = text_field()
    """How they came: a fair, a friend, the website."""
    stage: ContactStage = enum_field(ContactStage.LEAD)
    tags: Tags = tags_field()
    notes: Prose = text_field()
    mail_consent: MailConsent = enum_field(MailConsent.UNKNOWN)
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
        ForeignKeyConstraint(
            ['merged_into_id', 'organization_id'],
            ['contacts.id', 'contacts.organization_id'],
            ondelete='SET NULL (merged_into_id)',
        ),
        living_index('ix_contacts_name', text('folded_name')),
        living_index('ix_contacts_created', 'created_at'),
        living_index('ix_contacts_latest', text('coalesce(last_activity_at, created_at) desc')),
        living_index(
            'ix_contacts_stage', 'stage', text('coalesce(last_activity_at, created_at) desc')
        ),
        living_key('ix_contacts_email_key', 'email_key'),
        living_key('ix_contacts_phone_key', 'phone_key'),
        Index(
            'ix_contacts_merged_into_id',
            'merged_into_id',
            postgresql_where=text('merged_into_id is not null'),
        ),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    portrait: Line = text_field()
    color: int = Field(
        default=CLIENT_COLOR, sa_column_kwargs={'server_default': text(str(CLIENT_COLOR))}
    )
    email_key: str = text_field()
    """How the address is compared, or empty; a trigger keeps it where SQL writes."""
    phone_key: str = text_field()
    """E.164, or empty where nobody can know; so for what SQL writes."""
    other_channels: str = text_field()
    """Addresses and numbers beside the primary ones, to be searched; a trigger keeps it."""
    mail_consent_at: datetime | None = Field(default=None, sa_type=Utc)
    """When they said so; a trigger keeps it."""
    last_activity_at: datetime | None = Field(default=None, sa_type=Utc)
    """When something last happened around them; events raise it."""
    merged_into_id: UUID | None = None
    """The contact that was kept of two; such a one is deleted."""
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class ContactChannelBase(SQLModel):
    """What may be typed."""

    value: Said


class ContactChannel(Row, ContactChannelBase, table=True):
    """An address or number of a contact; the primary ones are the contact's own columns too."""

    __tablename__ = 'contact_channels'
    __table_args__ = (
        ForeignKeyConstraint(
            ['contact_id', 'organization_id'],
            ['contacts.id', 'contacts.organization_id'],
            ondelete='CASCADE',
        ),
        living_key('ix_contact_channels_key', 'key'),
        Index(
            'ix_contact_channels_primary', 'contact_id', 'kind',
            unique=True, postgresql_where=text('is_primary and deleted_at is null'),
        ),
    )  # fmt: skip

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    contact_id: UUID = Field(index=True)
    kind: ChannelKind = Field(sa_type=enum_text(ChannelKind))
    key: str = text_field()
    """How it is compared: as `Contact.email_key` and `Contact.phone_key`."""
    is_primary: bool = Field(default=False, sa_column_kwargs={'server_default': text('false')})
    deleted_at: datetime | None = Field(default=None, sa_type=Utc)


class ContactChannelFields(ContactChannelBase, Fields):
    value: Said = 'Address'


class ContactFields(ContactBase, Fields):
    full_name: Name = 'Contact'


FOLDED_NAME, SEARCHED = search_columns(
    Contact, 'full_name', 'first_name', 'last_name', 'email', 'phone', 'phone_key', 'city',
    'country', 'company', 'other_channels',
)  # fmt: skip

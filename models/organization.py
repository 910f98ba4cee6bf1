"""Organizations and the people who work in them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint, text
from sqlmodel import Field

from models.base import Row, Utc, enum_field, text_field
from models.fields import Country, Fields
from models.text import Line, Name

ANYWHERE = 'Etc/GMT+12'
"""UTC-12: a day that is over there is over everywhere."""


class MemberRole(StrEnum):
    OWNER = 'owner'
    MEMBER = 'member'
    READ_ONLY = 'read_only'


class Organization(Row, table=True):
    __tablename__ = 'organizations'
    __table_args__ = (
        # Every live table is followed by organization_id, this one too.
        CheckConstraint('organization_id = id', name='own_organization'),
    )

    organization_id: UUID | None = Field(default=None, nullable=False, index=True)
    name: Name
    city: Line = text_field()
    email: Line = text_field()
    phone: Line = text_field()
    currency: str = Field(default='EUR', max_length=3, sa_column_kwargs={'server_default': 'EUR'})
    country: str = Field(default='', max_length=2, sa_column_kwargs={'server_default': ''})
    """ISO 3166; whose numbers are typed without a country. Else that of the time zone."""
    time_zone: str = Field(
        default=ANYWHERE, max_length=64, sa_column_kwargs={'server_default': ANYWHERE}
    )
    """Name in the IANA database; a last day is over when it is over there."""


class OrganizationFields(Fields):
    name: Name = 'Organization'
    email: Line = ''
    country: Country = ''


class Profile(Row, table=True):
    """A member of an organization: the person behind an Auth user."""

    __tablename__ = 'profiles'
    __table_args__ = (
        UniqueConstraint('id', 'organization_id'),
        CheckConstraint('color between 1 and 6', name='color'),
    )

    organization_id: UUID = Field(foreign_key='organizations.id', index=True)
    user_id: UUID = Field(unique=True)
    """Auth's user id; one person works in one organization."""
    role: MemberRole = enum_field(MemberRole.MEMBER)
    full_name: Name
    email: Line = text_field()
    phone: Line = text_field()
    portrait: Line = text_field()
    """Name of a portrait among the assets, or empty for initials."""
    color: int = Field(default=1, sa_column_kwargs={'server_default': text('1')})
    """Presence colour, 1 to 6."""
    feed_seen_at: datetime | None = Field(default=None, sa_type=Utc)
    """Up to when they have seen what happened."""


class ProfileFields(Fields):
    full_name: Name = 'Member'
    email: Line = ''

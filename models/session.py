"""Signed-in browsers, kept where every process sees them end. Serves both lines."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Field

from models.base import Row, Utc, text_field
from models.text import Line


class UserSession(Row, table=True):
    """One sign-in of one person; its id, signed, is all that the browser keeps.

    Nobody but the program reads these rows, and nothing in them opens anything.
    """

    __tablename__ = 'sessions'
    __live__ = False

    organization_id: UUID = Field(index=True)
    """No foreign key: an organization made anew, as the demo is, signs nobody out."""
    user_id: UUID = Field(index=True)
    """Auth's user id; whether they are still a member is for `profiles` to say."""
    last_seen_at: datetime | None = Field(
        default=None, sa_type=Utc, nullable=False, sa_column_kwargs={'server_default': func.now()}
    )
    """To the hour; nobody needs it finer."""
    ended_at: datetime | None = Field(default=None, sa_type=Utc)
    user_agent: Line = text_field(max_length=200)

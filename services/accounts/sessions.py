"""Sessions: begun by a sign-in, ended by a sign-out, the same for every process.

Line out, step B; on the line in an open page follows its own `session_state`.
"""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, update
from sqlmodel import and_, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import MemberRole, Organization, Profile, UserSession
from models.text import cut
from models.viewer import System
from services.accounts.members import Member, made
from services.accounts.organizations import profile_of
from services.errors import Invalid
from services.realtime.live import Dependency, Label, Query

IDLE = timedelta(days=14)
"""A session that nobody used for so long is over, whatever its cookie says."""
SEEN_EVERY = timedelta(hours=1)
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionState:
    """What a session is worth at this moment."""

    id: UUID
    """The session's."""
    revision: int
    is_ended: bool
    role: MemberRole | None
    """None once its person is no longer a member."""

    @property
    def may_edit(self) -> bool:
        return self.role is not None and self.role is not MemberRole.READ_ONLY


async def begin(
    session: AsyncSession,
    viewer: System,
    *,
    user_id: UUID,
    user_agent: str = '',
    instead_of: UUID | None = None,
) -> UserSession:
    """Start a session for a member; `instead_of` is the one this browser had before.

    Raises: `Invalid` for somebody of no organization.
    """
    profile = await profile_of(session, user_id)
    if profile is None:
        raise Invalid('This account belongs to no organization. Start one below.')
    old = datetime.now(UTC) - KEPT
    await session.exec(
        delete(UserSession).where(
            col(UserSession.user_id) == user_id, col(UserSession.last_seen_at) < old
        )
    )
    if instead_of is not None:
        await end(session, viewer, session_id=instead_of)
    row = UserSession(
        organization_id=profile.organization_id,
        user_id=user_id,
        user_agent=cut(user_agent),
    )
    session.add(row)
    await session.flush()
    return row


async def end(
    session: AsyncSession, viewer: System, *, session_id: UUID, everywhere: bool = False
) -> list[UUID]:
    """End a session, or every one of its person; returns which ended now."""
    which: ColumnElement[bool] = col(UserSession.id) == session_id
    if everywhere:
        person = select(UserSession.user_id).where(UserSession.id == session_id)
        which = col(UserSession.user_id).in_(person)
    ended = await session.exec(
        update(UserSession)
        .where(which, col(UserSession.ended_at).is_(None))
        .values(ended_at=datetime.now(UTC))
        .returning(col(UserSession.id))
    )
    return list(ended.scalars())


async def look_up(session: AsyncSession, session_id: UUID) -> tuple[Member, datetime] | None:
    """The member behind a session and when it was last seen; None once it is over."""
    since = datetime.now(UTC) - IDLE
    rows = await session.exec(
        select(UserSession, Profile, Organization)
        .join(Profile, _is_of_member())
        .join(Organization, col(Organization.id) == Profile.organization_id)
        .where(
            UserSession.id == session_id,
            col(UserSession.ended_at).is_(None),
            col(UserSession.last_seen_at) > since,
        )
    )
    found = rows.first()
    if found is None:
        return None
    row, profile, organization = found
    assert row.last_seen_at is not None  # the database fills it
    member = made(profile, organization)
    viewer = replace(member.viewer, session_id=row.id)
    return replace(member, viewer=viewer, session_id=row.id), row.last_seen_at


async def note_seen(session: AsyncSession, viewer: System, *, session_id: UUID) -> None:
    """Write down that a session is in use; asked at most every `SEEN_EVERY`."""
    await session.exec(
        update(UserSession)
        .where(col(UserSession.id) == session_id)
        .values(last_seen_at=datetime.now(UTC))
    )


def session_state(member: Member) -> Query[SessionState]:
    """What this member's session is worth, read by the system: one row, or none for none."""
    session_id = member.session_id

    async def read(session: AsyncSession) -> list[SessionState]:
        rows = await session.exec(
            select(UserSession, Profile)
            .join(Profile, _is_of_member(), isouter=True)
            .where(UserSession.id == session_id)
        )
        return [
            SessionState(
                id=row.id,
                revision=row.revision,
                is_ended=row.ended_at is not None,
                role=profile.role if profile else None,
            )
            for row, profile in rows
        ]

    return Query(
        name=standing_name(session_id),
        label=Label('Session', 'lock'),
        organization_id=member.viewer.organization_id,
        read=read,
        # sessions are not published: one that ends is heard as a change of its member's profile
        depends_on=(
            Dependency(table='profiles', column='user_id', value=str(member.viewer.user_id)),
        ),
    )


def standing_name(session_id: UUID | None) -> str:
    return f'standing:{session_id}'


def _is_of_member() -> ColumnElement[bool]:
    """A session opens the organization it was begun for, and no other."""
    return and_(
        col(Profile.user_id) == UserSession.user_id,
        col(Profile.organization_id) == UserSession.organization_id,
    )

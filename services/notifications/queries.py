"""What screens read of one member's notifications. Step 5 of the line in.

Each is one person's: all their tabs share it, and only changes of their own rows concern it.
"""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import MutedProposal, Notification, NotificationPreference, SystemNotice
from services.notifications.kinds import GROUP_OF, Group
from services.realtime.live import (
    Dependency,
    Figure,
    Label,
    Query,
    SharedBy,
    Window,
    among,
    by,
    rows_of,
)
from services.realtime.live.queries import OF_A_RECORD_S, all_rows

MOST = 60
"""So many stand in the notification centre; the page of all shows more."""


class Unread(NamedTuple):
    """How many wait to be read; what is snoozed does not wait."""

    total: int = 0
    clients: int = 0
    team: int = 0


def inbox(profile_id: UUID, organization_id: UUID, most: int = MOST) -> Query[Notification]:
    """A member's notifications, the latest first."""
    latest: Window[Notification] = Window(
        keys=(by(Notification.arrived_at, descending=True), by(Notification.id)), limit=most
    )
    own = select(Notification).where(Notification.profile_id == profile_id)
    page, some = latest.page(own), among(own, Notification.id)

    async def read(session: AsyncSession) -> Sequence[Notification]:
        return await all_rows(session, page)

    async def read_keys(session: AsyncSession, ids: frozenset[UUID]) -> Sequence[Notification]:
        return await all_rows(session, some, ids=list(ids))

    return Query(
        name=f'notifications:{profile_id}:{most}',
        organization_id=organization_id,
        read=read,
        read_keys=read_keys,
        window=latest,
        window_s=OF_A_RECORD_S,
        label=Label('Notifications', 'bell'),
        depends_on=(_own('notifications', profile_id, key='id'),),
    )


def unread(profile_id: UUID, organization_id: UUID) -> Query[Figure[Unread]]:
    """How many of a member's notifications wait."""
    counted = (
        select(Notification.kind, func.count())
        .where(
            Notification.profile_id == profile_id,
            col(Notification.in_app),
            col(Notification.read_at).is_(None),
            col(Notification.snoozed_until).is_(None),
        )
        .group_by(col(Notification.kind))
    )

    async def read(session: AsyncSession) -> Sequence[Figure[Unread]]:
        found = dict(await all_rows(session, counted))

        def of(group: Group) -> int:
            return sum(count for kind, count in found.items() if GROUP_OF[kind] is group)

        counts = Unread(sum(found.values()), of(Group.CLIENTS), of(Group.TEAM))
        return [Figure(value=counts)]

    return Query(
        name=f'unread:{profile_id}',
        organization_id=organization_id,
        read=read,
        window_s=OF_A_RECORD_S,
        label=Label('Unread', 'bell'),
        depends_on=(_own('notifications', profile_id),),
    )


def preferences(profile_id: UUID, organization_id: UUID) -> Query[NotificationPreference]:
    """Where a member chose that kinds reach them."""
    return rows_of(
        NotificationPreference,
        organization_id,
        of=('profile_id', profile_id),
        label=Label('Preferences', 'bell'),
    )


def muted(profile_id: UUID, organization_id: UUID) -> Query[MutedProposal]:
    """The proposals of which a member wants to hear decisions only."""
    return rows_of(
        MutedProposal,
        organization_id,
        of=('profile_id', profile_id),
        deletable=True,
        label=Label('Muted proposals', 'bell'),
    )


def notices(organization_id: UUID) -> Query[SystemNotice]:
    """What the program has to say to every open screen."""
    return rows_of(
        SystemNotice,
        organization_id,
        order=(by(SystemNotice.created_at),),
        deletable=True,
        label=Label('Notices', 'info'),
        shared_by=SharedBy.ORGANIZATION,
    )


def _own(table: str, profile_id: UUID, *, key: str = '') -> Dependency:
    return Dependency(table=table, column='profile_id', value=str(profile_id), key=key)

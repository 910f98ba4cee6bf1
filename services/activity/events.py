"""An event as screens show it, with the names that those in it have now. Line in, step 5."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import aliased
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ActivityEvent, ActorKind, Contact, Profile, Proposal

ACTOR: Any = aliased(Contact, name='actor')


class Someone(NamedTuple):
    """Who acted, or whom it is about, as they are called and look now."""

    name: str
    color: int = 1
    portrait: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One row of the feed; equal ones look the same."""

    id: UUID
    revision: int = 1
    kind: str
    actor_kind: ActorKind = ActorKind.SYSTEM
    actor_id: UUID | None = None
    actor: Someone | None = None
    """None for the system, and for who is gone."""
    contact_id: UUID | None = None
    contact: Someone | None = None
    proposal_id: UUID | None = None
    proposal_title: str = ''
    trip_id: UUID | None = None
    subject: str = ''
    """What it was called when it happened."""
    data: dict[str, Any] = field(default_factory=dict)
    occurred_at: datetime

    @property
    def count(self) -> int:
        """How many this one tells of: fields that changed, contacts that were imported."""
        count = self.data.get('count')
        return count if isinstance(count, int) and count > 0 else 1

    @property
    def fields(self) -> tuple[str, ...]:
        """Which columns changed, or what became of a part."""
        names = self.data.get('fields')
        return tuple(map(str, names)) if isinstance(names, list) else ()

    @property
    def by(self) -> str:
        """What the link is called by which a client came who is no contact."""
        return str(self.data.get('by') or '')


def select_events(organization_id: UUID) -> Select[Any]:
    """Events with whoever is named in them."""
    actor, kind = col(ActivityEvent.actor_id), col(ActivityEvent.actor_kind)
    member = and_(col(Profile.id) == actor, kind == ActorKind.MEMBER)
    client = and_(ACTOR.id == actor, kind == ActorKind.CLIENT)
    people: list[Any] = [
        column for kind in (Profile, ACTOR, Contact)
        for column in (kind.full_name, kind.color, kind.portrait)
    ]  # fmt: skip
    return (
        select(ActivityEvent, col(Proposal.title), *people)
        .join(Profile, member, isouter=True)
        .join(ACTOR, client, isouter=True)
        .join(Contact, col(Contact.id) == ActivityEvent.contact_id, isouter=True)
        .join(Proposal, col(Proposal.id) == ActivityEvent.proposal_id, isouter=True)
        .where(col(ActivityEvent.organization_id) == organization_id)
    )


async def read_events(
    session: AsyncSession, statement: Select[Any], **params: Any
) -> Sequence[Event]:
    """The events of `select_events`, under the session's claims."""
    found = await session.exec(statement, params=params)  # type: ignore[call-overload]
    return [_event(row, title, *people) for row, title, *people in found]


def _event(row: ActivityEvent, title: str | None, *people: Any) -> Event:
    member, client, contact = (_someone(*people[place : place + 3]) for place in (0, 3, 6))
    return Event(
        id=row.id,
        revision=row.revision,
        kind=row.kind,
        actor_kind=row.actor_kind,
        actor_id=row.actor_id,
        actor=member or client,
        contact_id=row.contact_id,
        contact=contact,
        proposal_id=row.proposal_id,
        proposal_title=title or '',
        trip_id=row.trip_id,
        subject=row.subject,
        data=row.data,
        occurred_at=row.occurred_at,
    )


def _someone(name: str | None, color: int | None, portrait: str | None) -> Someone | None:
    return None if name is None else Someone(name, color or 1, portrait or '')

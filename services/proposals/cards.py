"""A card of the proposal list: what it shows, and how it is read with its total.

Step 5 of the line in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, Proposal, ProposalStatus, ShareLink
from models.contact import CLIENT_COLOR
from services.worth import total

LAST_MOMENT: ColumnElement[datetime] = func.coalesce(
    Proposal.client_activity_at, Proposal.status_changed_at, Proposal.updated_at
)
"""As `last_moment`; written as in the index."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalCard:
    """What the list shows of a proposal."""

    id: UUID
    revision: int
    title: str
    client_id: UUID | None
    client_name: str
    client_portrait: str
    client_color: int
    owner_id: UUID | None
    starts_on: date | None
    ends_on: date | None
    status: ProposalStatus
    status_changed_at: datetime | None
    total: Decimal
    currency: str
    cover: str
    client_activity: str
    client_activity_at: datetime | None
    client_link: str = ''
    """What the link is called by which the client acted; empty once somebody else changed it."""
    updated_at: datetime
    is_template: bool
    is_archived: bool


def last_moment(card: ProposalCard) -> datetime:
    """When something last happened: the client's act, else ours."""
    return card.client_activity_at or card.status_changed_at or card.updated_at


def living(organization_id: UUID) -> tuple[ColumnElement[bool], ...]:
    """Everything of the organization that is not deleted."""
    return col(Proposal.organization_id) == organization_id, col(Proposal.deleted_at).is_(None)


def select_cards(organization_id: UUID) -> Select[Any]:
    """Proposals with their clients, the link that changed them last, and their totals."""
    columns: tuple[Any, ...] = (Proposal, Contact, col(ShareLink.label), total())
    return (
        select(*columns)
        .join(Contact, col(Contact.id) == Proposal.client_id, isouter=True)
        .join(ShareLink, col(ShareLink.id) == Proposal.updated_by, isouter=True)
        .where(*living(organization_id))
    )


async def read_cards(
    session: AsyncSession, statement: Select[Any], **params: Any
) -> Sequence[ProposalCard]:
    """The cards of `select_cards`, under the session's claims."""
    found = await session.exec(statement, params=params)  # type: ignore[call-overload]
    return [_card(*each) for each in found]


def _card(
    proposal: Proposal, client: Contact | None, link_label: str | None, total: Decimal
) -> ProposalCard:
    assert proposal.updated_at is not None  # the database stamps every row
    return ProposalCard(
        id=proposal.id,
        revision=proposal.revision,
        title=proposal.title,
        client_id=proposal.client_id,
        client_name=client.full_name if client else '',
        client_portrait=client.portrait if client else '',
        client_color=client.color if client else CLIENT_COLOR,
        owner_id=proposal.owner_id,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        status=proposal.status,
        status_changed_at=proposal.status_changed_at,
        total=total,
        currency=proposal.currency,
        cover=proposal.cover,
        client_activity=proposal.client_activity,
        client_activity_at=proposal.client_activity_at,
        client_link=link_label or '',
        updated_at=proposal.updated_at,
        is_template=proposal.is_template,
        is_archived=proposal.archived_at is not None,
    )
